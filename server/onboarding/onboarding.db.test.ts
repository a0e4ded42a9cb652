import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintScope } from "@/server/kernel/scope";
import { findOwnMerchant } from "@/server/merchants/queries";
import { withClient } from "@/server/platform/database-roles";
import { read } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { getOwnApplication } from "./applicant/queries";
import { approveApplication, recommendApplication } from "./approval/commands";
import { saveApplicationFields } from "./autosave/commands";
import { keepReturnedItem, startApplication, submitApplication, withdrawApplication } from "./commands";
import { addDocument, viewDocument } from "./documents/commands";
import { isFieldKey } from "./fields/rules";
import { acceptItem, openReview, rejectApplication, returnApplication } from "./review/commands";
import { getReviewCase, listQueue } from "./review/queries";
import { SAMPLE_COMPANY } from "./sample.data";

const NOW = Date.parse("2026-11-22T01:00:00Z");
let database: TestDatabase;
let uploads: string;
let jpeg: Uint8Array;
let people = 0;

beforeAll(async () => {
  uploads = await mkdtemp(join(tmpdir(), "noren-uploads-"));
  database = await testDatabase({ STORAGE_URL: `file:${uploads}` });
  jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#889" } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await database.drop();
  await rm(uploads, { recursive: true, force: true });
});

const asOwner = <T extends pg.QueryResultRow>(
  work: (query: (text: string, values?: unknown[]) => Promise<{ rows: T[] }>) => Promise<unknown>,
) => withClient(database.urls.superuser, (client) => work((text, values) => client.query<T>(text, values)));

async function person(role: string | null): Promise<string> {
  people += 1;
  const id = `per_test_${people}`;
  await asOwner(async (query) => {
    await query("INSERT INTO person (id, email, name, created_at) VALUES ($1, $2, $3, now())", [
      id,
      `${id}@example.jp`,
      `担当 ${people}`,
    ]);
    if (role === null) return;
    await query(
      "INSERT INTO membership (id, person_id, role, store_ids, created_at) VALUES ($1, $2, $3, '{}', now())",
      [`mem_${id}`, id, role],
    );
  });
  return id;
}

const actor = (id: string) => ({ kind: "person", id }) as const;
const personDeps = (id: string) =>
  depsFor(mintScope({ kind: "person", personId: id }), actor(id), "req_test", NOW);
const deskDeps = (id: string, role: "reviewer" | "approver") =>
  depsFor(mintScope({ kind: "operator", personId: id, role }), actor(id), "req_test", NOW);

async function applicant() {
  const personId = await person(null);
  const { applicationId } = await startApplication(personDeps(personId));
  const [row] = await tenantOf(applicationId);
  const scope = mintScope({
    kind: "merchant",
    tenantId: row?.tenant_id ?? "",
    storeIds: "all",
    personId,
    role: "owner",
  });
  return { personId, applicationId, scope, deps: depsFor(scope, actor(personId), "req_test", NOW) };
}

async function tenantOf(applicationId: string): Promise<{ tenant_id: string }[]> {
  let rows: { tenant_id: string }[] = [];
  await asOwner<{ tenant_id: string }>(async (query) => {
    rows = (await query("SELECT tenant_id FROM application WHERE id = $1", [applicationId])).rows;
  });
  return rows;
}

type Applicant = Awaited<ReturnType<typeof applicant>>;

async function fill(who: Applicant): Promise<void> {
  const { fields } = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
  const changes = Object.entries(SAMPLE_COMPANY).flatMap(([key, value]) =>
    isFieldKey(key) ? [{ key, base: fields[key] ?? "", value }] : [],
  );
  await saveApplicationFields(who.deps, { applicationId: who.applicationId, changes });
  await addDocument(who.deps, {
    applicationId: who.applicationId,
    kind: "register_certificate",
    fileName: "佐倉花子の登記簿.jpg",
    content: jpeg,
  });
}

async function submitted() {
  const who = await applicant();
  await fill(who);
  await submitApplication(who.deps, { applicationId: who.applicationId });
  return who;
}

async function recommended() {
  const who = await submitted();
  const [maker, checker] = [await person("approver"), await person("approver")];
  const makerDeps = deskDeps(maker, "approver");
  await openReview(makerDeps, who);
  const seen = await read(makerDeps.scope, (tx) =>
    getReviewCase(tx, makerDeps.scope, who.applicationId, NOW),
  );
  const verdict = { applicationId: who.applicationId, contentHash: seen.contentHash };
  await recommendApplication(makerDeps, verdict);
  return { ...who, maker, checker, makerDeps, checkerDeps: deskDeps(checker, "approver"), verdict };
}

describe("an application", () => {
  it("is one, however often its start is pressed, and belongs to the person who starts it", async () => {
    const personId = await person(null);
    const starts = await Promise.all([1, 2, 3, 4].map(() => startApplication(personDeps(personId))));
    expect(new Set(starts.map((start) => start.applicationId)).size).toBe(1);
  });

  it("keeps everything typed, wrong or right, and is refused while something is missing", async () => {
    const who = await applicant();
    await saveApplicationFields(who.deps, {
      applicationId: who.applicationId,
      changes: [{ key: "store.phone", base: "", value: "これは電話番号ではない" }],
    });
    const view = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    expect(view.fields["store.phone"]).toBe("これは電話番号ではない");
    await expect(submitApplication(who.deps, who)).rejects.toMatchObject({ code: "application_incomplete" });
  });

  it("two tabs: the second is told of the other's value and overwrites nothing", async () => {
    const who = await applicant();
    const save = (value: string, base: string) =>
      saveApplicationFields(who.deps, {
        applicationId: who.applicationId,
        changes: [{ key: "store.name", base, value }],
      });
    const results = await Promise.all([save("左", ""), save("右", "")]);
    expect(results.flatMap((result) => result.conflicts)).toHaveLength(1);
    const { fields } = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    const kept = fields["store.name"] ?? "";
    expect(results.flatMap((result) => result.conflicts)[0]?.theirs).toBe(kept);
    expect((await save("両方", kept)).conflicts).toEqual([]);
  });

  it("G16 answers a foreign application as if it did not exist, in every procedure", async () => {
    const mine = await applicant();
    const foreign = await submitted();
    const { applicationId } = foreign;
    const attempts = [
      saveApplicationFields(mine.deps, {
        applicationId,
        changes: [{ key: "store.name", base: "", value: "x" }],
      }),
      submitApplication(mine.deps, { applicationId }),
      withdrawApplication(mine.deps, { applicationId }),
      keepReturnedItem(mine.deps, { applicationId, itemKey: "field:store.name" }),
      addDocument(mine.deps, { applicationId, kind: "identity_document", fileName: "a.jpg", content: jpeg }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    const [document] = (await read(foreign.scope, (tx) => getOwnApplication(tx, foreign.scope, NOW)))
      .documents;
    await expect(viewDocument(mine.deps, { documentId: document?.id ?? "", page: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("a returned item comes back with its reason, is answered by a change, and can be handed in again", async () => {
    const who = await submitted();
    const desk = deskDeps(await person("reviewer"), "reviewer");
    await openReview(desk, who);
    await acceptItem(desk, {
      applicationId: who.applicationId,
      itemKey: "field:store.phone",
      accepted: true,
    });
    await returnApplication(desk, {
      applicationId: who.applicationId,
      items: [{ itemKey: "field:store.name", reasonCode: "mismatch", reason: "看板の名前と違います" }],
    });
    await expect(submitApplication(who.deps, who)).rejects.toMatchObject({ field: "store.name" });
    await saveApplicationFields(who.deps, {
      applicationId: who.applicationId,
      changes: [{ key: "store.name", base: SAMPLE_COMPANY["store.name"], value: "さくらマート渋谷" }],
    });
    await submitApplication(who.deps, who);
    const seen = await read(desk.scope, (tx) => getReviewCase(tx, desk.scope, who.applicationId, NOW));
    expect(seen).toMatchObject({ state: "submitted", submissions: 2 });
    expect(seen.requirements.find(({ key }) => key === "field:store.name")).toMatchObject({ answered: true });
    expect(seen.requirements.find(({ key }) => key === "field:store.phone")).toMatchObject({
      state: "accepted",
    });
  });

  it("a returned item that is right as it stands can be kept", async () => {
    const who = await submitted();
    const desk = deskDeps(await person("reviewer"), "reviewer");
    await openReview(desk, who);
    const items = [{ itemKey: "document:register_certificate", reasonCode: "unreadable", reason: "" }];
    await returnApplication(desk, { applicationId: who.applicationId, items });
    await keepReturnedItem(who.deps, {
      applicationId: who.applicationId,
      itemKey: "document:register_certificate",
    });
    await submitApplication(who.deps, who);
    await openReview(desk, who);
    await rejectApplication(desk, { applicationId: who.applicationId, reason: "対象外の業種" });
    const view = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    expect(view).toMatchObject({ state: "rejected", rejectionReason: "対象外の業種" });
  });

  it("the queue is paged by age and shows no one twice", async () => {
    const desk = mintScope({ kind: "operator", personId: "per_desk", role: "reviewer" });
    await Promise.all([submitted(), submitted(), submitted()]);
    const ids: string[] = [];
    let after: { atMs: number; id: string } | undefined;
    for (let page = 0; page < 50; page += 1) {
      const found = await read(desk, (tx) => listQueue(tx, desk, { filter: "open", after, limit: 2 }));
      ids.push(...found.rows.map((row) => row.id));
      if (!found.next) break;
      after = found.next;
    }
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("approval (G18)", () => {
  it("by a second person makes merchant, store, code and registrations at once", async () => {
    const given = await recommended();
    const made = await approveApplication(given.checkerDeps, given.verdict);
    expect(made.codes).toHaveLength(1);
    const merchant = await read(given.scope, (tx) => findOwnMerchant(tx, given.scope));
    expect(merchant).toMatchObject({
      tradeName: "さくらマート",
      corporateNumber: "7000012050002",
      phone: "0312345678",
    });
    await asOwner<{ waiting: number; types: string[] }>(async (query) => {
      const { rows } = await query(
        `SELECT (SELECT count(*)::int FROM wallet_registration WHERE tenant_id = $1) AS waiting,
                (SELECT array_agg(DISTINCT type) FROM outbox_event WHERE tenant_id = $1) AS types`,
        [given.scope.tenantId],
      );
      expect(rows[0]?.waiting).toBe(2);
      expect(rows[0]?.types).toEqual(
        expect.arrayContaining(["application.approved", "merchant.approved", "code.issued"]),
      );
    });
  });

  it("is refused to the person who recommended, in the domain and by the CHECK", async () => {
    const given = await recommended();
    await expect(approveApplication(given.makerDeps, given.verdict)).rejects.toMatchObject({
      code: "maker_is_checker",
    });
    await expect(
      asOwner((query) =>
        query("UPDATE decision SET checker_id = maker_id WHERE application_id = $1", [given.applicationId]),
      ),
    ).rejects.toThrow(/decision_two_people/);
  });

  it("of racing tabs exactly one wins, and there is one merchant", async () => {
    const given = await recommended();
    const third = deskDeps(await person("approver"), "approver");
    const results = await Promise.allSettled(
      [given.checkerDeps, given.checkerDeps, third, given.makerDeps].map((deps) =>
        approveApplication(deps, given.verdict),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    await asOwner<{ count: number }>(async (query) => {
      const { rows } = await query("SELECT count(*)::int AS count FROM store WHERE tenant_id = $1", [
        given.scope.tenantId,
      ]);
      expect(rows[0]?.count).toBe(1);
    });
  });

  it("is refused when the content is no longer what was recommended, whoever changed it", async () => {
    const given = await recommended();
    await asOwner((query) =>
      query("UPDATE document SET sha256 = repeat('0', 64) WHERE application_id = $1", [given.applicationId]),
    );
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "application_changed",
    });
  });

  it("a page opened before a return and a new submission approves nothing", async () => {
    const given = await recommended();
    const items = [{ itemKey: "field:store.name", reasonCode: "mismatch", reason: "" }];
    await returnApplication(given.checkerDeps, { applicationId: given.applicationId, items });
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "application_state",
    });
    await saveApplicationFields(given.deps, {
      applicationId: given.applicationId,
      changes: [{ key: "store.name", base: SAMPLE_COMPANY["store.name"], value: "別の店" }],
    });
    await submitApplication(given.deps, given);
    await openReview(given.makerDeps, given);
    await expect(recommendApplication(given.makerDeps, given.verdict)).rejects.toMatchObject({
      code: "application_changed",
    });
  });

  it("a submitted application is not edited behind the reviewer's back", async () => {
    const given = await recommended();
    await expect(
      saveApplicationFields(given.deps, {
        applicationId: given.applicationId,
        changes: [{ key: "bank.accountNumber", base: "7654321", value: "1111111" }],
      }),
    ).rejects.toMatchObject({ code: "application_state" });
  });

  it("a role revoked after the page was opened decides nothing, neither the checker's nor the maker's", async () => {
    const given = await recommended();
    const revoke = (id: string) =>
      asOwner((query) => query("UPDATE membership SET revoked_at = now() WHERE person_id = $1", [id]));
    await revoke(given.maker);
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "recommendation_void",
    });
    await revoke(given.checker);
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "not_permitted",
    });
  });
});

describe("what a dump reveals (G23)", () => {
  it("neither account, birthday, phone nor a document's name or picture", async () => {
    const given = await recommended();
    await approveApplication(given.checkerDeps, given.verdict);
    const dump: string[] = [];
    await asOwner<{ name: string; row: string }>(async (query) => {
      for (const table of [
        "application",
        "document",
        "bank_account",
        "audit_event",
        "outbox_event",
        "review_item",
      ]) {
        const { rows } = await query(`SELECT '${table}' AS name, t::text AS row FROM ${table} t`);
        dump.push(...rows.map(({ row }) => row));
      }
    });
    const text = dump.join("\n");
    for (const secret of ["7654321", "1980/4/1", "佐倉 花子", "登記簿", "ｻｸﾗﾏ-ﾄ", "03-1234-5678"]) {
      expect(text.includes(secret), secret).toBe(false);
      const hex = Buffer.from(secret, "utf8").toString("hex");
      expect(text.includes(hex), `${secret} in hexadecimal`).toBe(false);
    }
    for (const name of readdirSync(uploads, { recursive: true, encoding: "utf8", withFileTypes: true })) {
      if (!name.isFile()) continue;
      const head = readFileSync(join(name.parentPath, name.name)).subarray(0, 64).toString("latin1");
      expect(head.includes("JFIF")).toBe(false);
    }
  });
});
