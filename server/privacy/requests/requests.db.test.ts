import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobDeps, personDeps } from "@/server/api/entry";
import { mintScope } from "@/server/kernel/scope";
import { seal } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient, transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { takeCopy } from "../copies/commands";
import { copyJson } from "../copies/document";
import { readCopy } from "../copies/queries";
import { answerPrivacy, askPrivacy, eraseAsAccepted } from "./commands";
import { getDeskRequest, listDeskRequests, listOwnRequests } from "./queries";

const NOW = Date.parse("2026-11-22T03:00:00Z");
const DAY_MS = 86_400_000;
const desk = mintScope({ kind: "operator", personId: "per_desk", role: "support" });
let database: TestDatabase;
const sql = () => sqlOfClient(poolFor("jobs"));
const own = (name: string, nowMs = NOW) => ({ ...personDeps(`per_${name}`, "req_p"), now: nowMs });
const deskDeps = (nowMs = NOW) => depsFor(desk, { kind: "person", id: "per_desk" }, "req_d", nowMs);
const jobs = (nowMs: number) => ({ ...jobDeps("outbox", "req_j"), now: nowMs });
const plan = async (requestId: string, nowMs = NOW) =>
  (await transact(desk, (tx) => getDeskRequest(tx, desk, { requestId, nowMs }))).plan;

beforeAll(async () => {
  database = await testDatabase();
  await withClient(database.urls.superuser, async (client) => {
    await client.query("SET session_replication_role = replica");
    for (const [name, state] of Object.entries({
      draft: "draft",
      shop: "approved",
      ended: "approved",
      waits: "in_review",
    })) {
      const tenantId = `mer_${name}`;
      const { data, keyId } = seal(
        JSON.stringify({ fields: { "representative.name": "佐倉 花子" }, consents: {} }),
        `application:app_${name}`,
      );
      await client.query("INSERT INTO person (id, email, name, created_at) VALUES ($1, $2, '花子', now())", [
        `per_${name}`,
        `${name}@example.jp`,
      ]);
      await client.query(
        `INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at) VALUES ($1, $2, $3, 'owner', '{}', now())`,
        [`mem_${name}`, `per_${name}`, tenantId],
      );
      await client.query(
        `INSERT INTO application (id, tenant_id, applicant_id, state, trade_name, sealed, key_id, created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'さくら', $5, $6, now(), now())`,
        [`app_${name}`, tenantId, `per_${name}`, state, Buffer.from(data), keyId],
      );
      if (state !== "approved") continue;
      await client.query(
        `INSERT INTO merchant (id, tenant_id, legal_name, legal_name_kana, trade_name, entity_type, contact_email, phone,
           postal_code, prefecture_code, prefecture, city, address_line, mcc, state, created_at, terminated_at)
         VALUES ($1, $1, '', '', '', 'company', '', '', '', '', '', '', '', '', 'active', now(), $2)`,
        [tenantId, name === "ended" ? "2026-10-01T00:00:00Z" : null],
      );
    }
  });
});
afterAll(() => database.drop());

describe("a copy of one's own data", () => {
  test("is taken once the desk has released it, by nobody else, and no longer than thirty days", async () => {
    const { requestId } = await askPrivacy(own("shop"), { kind: "copy", words: "", tenantId: "mer_shop" });
    expect(await askPrivacy(own("shop"), { kind: "copy", words: "", tenantId: "mer_shop" })).toEqual({
      requestId,
    });
    await expect(takeCopy(own("shop"), { requestId })).rejects.toMatchObject({ code: "not_found" });
    await answerPrivacy(deskDeps(), { requestId, outcome: "done", answer: "お渡しします" });
    await expect(takeCopy(own("draft"), { requestId })).rejects.toMatchObject({ code: "not_found" });
    await expect(takeCopy(own("shop", NOW + 31 * DAY_MS), { requestId })).rejects.toMatchObject({
      code: "not_found",
    });
    const { personId } = await takeCopy(own("shop"), { requestId });
    let text = "";
    for await (const part of copyJson({ request: requestId }, readCopy(personId))) text += part;
    const copy: Record<string, unknown> = JSON.parse(text);
    expect(copy).toMatchObject({
      request: requestId,
      account: [{ email: "shop@example.jp" }],
      roles: [{ tenant_id: "mer_shop", role: "owner" }],
      applications: [{ fields: { "representative.name": "佐倉 花子" } }],
    });
    expect(Object.keys(copy)).toEqual(
      expect.arrayContaining(["sessions", "documents", "notices", "actions"]),
    );
    expect(text).not.toContain("draft@example.jp");
  });
});

describe("an erasure", () => {
  test("of a draft is accepted, told, done a day later, and leaves nothing that names the person", async () => {
    const { requestId } = await askPrivacy(own("draft"), {
      kind: "erasure",
      words: "",
      tenantId: "mer_draft",
    });
    expect(await plan(requestId)).toMatchObject([
      { group: "account", outcome: "erase" },
      { group: "application", outcome: "erase" },
    ]);
    await answerPrivacy(deskDeps(), { requestId, outcome: "done", answer: "消去します" });
    await expect(
      answerPrivacy(deskDeps(), { requestId, outcome: "refused", answer: "やはり" }),
    ).rejects.toMatchObject({ code: "request_state" });
    const due = await sql()<{ at: Date }>(
      "SELECT available_at AS at FROM outbox_event WHERE type = 'privacy.erasure_due' AND subject_id = $1",
      [requestId],
    );
    expect(due.map(({ at }) => at.getTime())).toEqual([NOW + DAY_MS]);
    await eraseAsAccepted(jobs(NOW + DAY_MS), requestId);
    await eraseAsAccepted(jobs(NOW + DAY_MS), requestId);
    const [person] = await sql()(
      "SELECT email, name, blocked_at IS NOT NULL AS blocked FROM person WHERE id = 'per_draft'",
    );
    expect(person).toEqual({ email: "per_draft@erased.invalid", name: "", blocked: true });
    const [left] = await sql()("SELECT state, trade_name FROM application WHERE id = 'app_draft'");
    expect(left).toEqual({ state: "withdrawn", trade_name: "" });
    const erased = await sql()(
      "SELECT count(*)::int AS rows FROM audit_event WHERE action = 'privacy.erase'",
    );
    expect(erased).toEqual([{ rows: 1 }]);
  });

  test("keeps what the law wants kept after the contract, with the day until when", async () => {
    const { requestId } = await askPrivacy(own("ended"), {
      kind: "erasure",
      words: "",
      tenantId: "mer_ended",
    });
    expect(await plan(requestId)).toEqual([
      { group: "account", outcome: "erase", because: "asked", untilOn: null },
      { group: "identification", outcome: "keep", because: "identification", untilOn: "2033-10-01" },
      { group: "books", outcome: "keep", because: "books", untilOn: "2036-10-01" },
    ]);
    const later = await plan(requestId, Date.parse("2034-01-01T00:00:00Z"));
    expect(later.find(({ group }) => group === "identification")?.outcome).toBe("erase");
  });

  test("erases nothing while the contract runs or a review is under way, and the desk is told so", async () => {
    for (const name of ["shop", "waits"]) {
      const { requestId } = await askPrivacy(own(name), {
        kind: "erasure",
        words: "",
        tenantId: `mer_${name}`,
      });
      expect((await plan(requestId)).every(({ outcome }) => outcome === "keep")).toBe(true);
      await expect(
        answerPrivacy(deskDeps(), { requestId, outcome: "done", answer: "はい" }),
      ).rejects.toMatchObject({ code: "nothing_to_erase" });
      await answerPrivacy(deskDeps(), { requestId, outcome: "refused", answer: "契約中のため" });
    }
  });
});

describe("requests", () => {
  test("are due fourteen days later, listed by what is due, and closed once answered", async () => {
    const { requestId } = await askPrivacy(own("waits", NOW + DAY_MS), {
      kind: "correction",
      words: "番地が違います",
      tenantId: "mer_waits",
    });
    const { requests } = await transact(desk, (tx) => listDeskRequests(tx, desk, { state: "open" }));
    const dues = requests.map(({ dueAt }) => dueAt.getTime());
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
    const line = requests.find(({ id }) => id === requestId);
    expect(line).toMatchObject({
      words: "番地が違います",
      email: "waits@example.jp",
      merchantName: "さくら",
    });
    expect(line?.dueAt.toISOString()).toBe("2026-12-06T15:00:00.000Z");
    await answerPrivacy(deskDeps(), { requestId, outcome: "done", answer: "直しました" });
    const mine = await transact(own("waits").scope, (tx) => listOwnRequests(tx, own("waits").scope));
    expect(mine.find(({ id }) => id === requestId)).toMatchObject({ state: "done", answer: "直しました" });
  });

  test("of another person are unknown, to the product and to the database", async () => {
    const scope = mintScope({
      kind: "merchant",
      tenantId: "mer_shop",
      storeIds: "all",
      personId: "per_x",
      role: "manager",
    });
    expect(await transact(scope, (tx) => tx.privacyRequest.count())).toBe(0);
    const words = await sql()<{ text: string }>("SELECT row_to_json(r)::text AS text FROM privacy_request r");
    expect(words.map(({ text }) => text).join()).not.toMatch(/番地|契約中/);
  });
});
