import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobDeps } from "@/server/api/entry";
import { mintScope } from "@/server/kernel/scope";
import { poolFor, sqlOfClient, transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { closeMail } from "@/server/platform/mail";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { heard } from "./events";
import { chooseDelivery, readAllNotices, readNotice } from "./inbox/commands";
import { countUnread, listDeliveries, listNotices } from "./inbox/queries";
import { sendLetters } from "./letters/jobs";
import { tellPeople } from "./news/commands";

const NOW = Date.parse("2026-11-22T03:00:00.123Z");
const DAY_MS = 86_400_000;
const PERSONS = { hana: "ja", min: "ko", wei: "zh", bob: "en" } as const;

type Received = { readonly to: string; readonly subject: string; readonly text: string; readonly id: string };

let database: TestDatabase;
let mailServer: SMTPServer;
let answer: () => Error | null = () => null;
const received: Received[] = [];
const sql = () => sqlOfClient(poolFor("jobs"));
const deps = (nowMs = NOW) => ({ ...jobDeps("alerts", "req_a"), now: nowMs });
const scopeOf = (name: string) => mintScope({ kind: "person", personId: `per_${name}` });
const personDeps = (name: string) =>
  depsFor(scopeOf(name), { kind: "person", id: `per_${name}` }, "req_p", NOW);

beforeAll(async () => {
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const refusal = answer();
        if (refusal) return callback(refusal);
        void simpleParser(Buffer.concat(chunks)).then((mail) => {
          const to = Array.isArray(mail.to) ? "" : (mail.to?.text ?? "");
          received.push({ to, subject: mail.subject ?? "", text: mail.text ?? "", id: mail.messageId ?? "" });
          callback(null);
        });
      });
    },
  });
  await new Promise<void>((done) => mailServer.listen(0, "127.0.0.1", done));
  const address = mailServer.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  database = await testDatabase({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    PUBLIC_URL: "https://noren.example",
  });
  for (const [name, locale] of Object.entries(PERSONS)) {
    await sql()(`INSERT INTO person (id, email, name, locale, created_at) VALUES ($1, $2, '', $3, now())`, [
      `per_${name}`,
      `${name}@example.jp`,
      locale,
    ]);
  }
  const roles = { hana: "owner", min: "accountant", wei: "manager", bob: "clerk" };
  for (const [name, role] of Object.entries(roles)) {
    await sql()(
      `INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
       VALUES ($1, $2, 'mer_a', $3, $4, now())`,
      [`mem_${name}`, `per_${name}`, role, name === "wei" ? ["sto_1"] : []],
    );
  }
});
beforeEach(async () => {
  received.length = 0;
  answer = () => null;
  await sql()("DELETE FROM notification");
});
afterAll(async () => {
  closeMail();
  await new Promise<void>((done) => mailServer.close(done));
  await database.drop();
});

const payoutPaid = (key: string) =>
  ({ kind: "payout_paid", key, tenantId: "mer_a", params: { amountMinor: "410971" }, ref: "stm_1" }) as const;

describe("news", () => {
  test("reach the roles they are for, each person in their own language, over SMTP", async () => {
    expect(await tellPeople(sql(), deps(), [payoutPaid("evt_1")])).toBe(2);
    expect(await sendLetters(deps())).toBe(2);
    const byPerson = new Map(received.map((mail) => [mail.to, mail]));
    expect([...byPerson.keys()].sort()).toEqual(["hana@example.jp", "min@example.jp"]);
    expect(byPerson.get("hana@example.jp")?.subject).toBe("入金しました | Noren");
    expect(byPerson.get("min@example.jp")?.subject).toBe("입금했습니다 | Noren");
    expect(byPerson.get("min@example.jp")?.text).toContain("¥410,971");
    expect(byPerson.get("min@example.jp")?.text).toContain("https://noren.example/payouts/stm_1");
  });

  test("an event that is heard again tells nobody twice", async () => {
    const event = {
      id: "evt_2",
      type: "payout.returned",
      tenantId: "mer_a",
      subjectId: "pyo_1",
      payload: { payoutId: "pyo_1", statementId: "stm_1" },
      occurredAtMs: NOW,
      attempt: 1,
    } as const;
    await heard["payout.returned"]?.(deps(), event);
    await heard["payout.returned"]?.(deps(NOW + DAY_MS), { ...event, attempt: 2 });
    await sendLetters(deps());
    expect(await sendLetters(deps())).toBe(0);
    expect(received).toHaveLength(2);
  });

  test("of three workers each letter is sent by one", async () => {
    await tellPeople(
      sql(),
      deps(),
      Array.from({ length: 6 }, (_, index) => payoutPaid(`evt_many_${index}`)),
    );
    await Promise.all([sendLetters(deps()), sendLetters(deps()), sendLetters(deps())]);
    await sendLetters(deps());
    expect(received).toHaveLength(12);
    expect(new Set(received.map(({ id }) => id)).size).toBe(12);
  });

  test("of a store, only people whose roles cover it are told", async () => {
    const news = {
      kind: "code_revoked",
      tenantId: "mer_a",
      params: { store: "渋谷店", code: "abc" },
    } as const;
    await tellPeople(sql(), deps(), [{ ...news, key: "evt_s1", storeId: "sto_1" }]);
    await tellPeople(sql(), deps(), [{ ...news, key: "evt_s2", storeId: "sto_2" }]);
    await sendLetters(deps());
    expect(received.map(({ to }) => to).sort()).toEqual([
      "hana@example.jp",
      "hana@example.jp",
      "wei@example.jp",
    ]);
  });

  test("a blocked person is told nothing", async () => {
    await sql()("UPDATE person SET blocked_at = now() WHERE id = 'per_min'");
    expect(await tellPeople(sql(), deps(), [payoutPaid("evt_b")])).toBe(1);
    await sql()("UPDATE person SET blocked_at = NULL WHERE id = 'per_min'");
  });
});

describe("a letter that the mail server does not take", () => {
  const standing = async () =>
    (
      await sql()<{ state: string; attempts: number }>(
        "SELECT mail_state AS state, mail_attempts AS attempts FROM notification",
      )
    )[0];
  const toHana = {
    kind: "merchant_resumed",
    key: "evt_h",
    tenantId: "mer_a",
    personIds: ["per_hana"],
  } as const;

  test("is sent later under the same id, and then no more", async () => {
    await tellPeople(sql(), deps(), [toHana]);
    answer = () => Object.assign(new Error("busy"), { responseCode: 451 });
    const wallMs = Date.now();
    await sendLetters(deps(), wallMs);
    expect(await standing()).toEqual({ state: "waiting", attempts: 1 });
    answer = () => null;
    expect(await sendLetters(deps(), wallMs)).toBe(0);
    expect(await sendLetters(deps(), wallMs + 60_000)).toBe(1);
    expect(await standing()).toEqual({ state: "sent", attempts: 2 });
    expect(received).toHaveLength(1);
    expect(received[0]?.id).toMatch(/^<ntf_\w+@noren\.example>$/);
  });

  test("is given up when the server says that it never will", async () => {
    await tellPeople(sql(), deps(), [toHana]);
    answer = () => Object.assign(new Error("no such mailbox"), { responseCode: 550 });
    await sendLetters(deps());
    expect(await standing()).toEqual({ state: "failed", attempts: 1 });
  });
});

describe("a person's own choice", () => {
  test("holds from the next news on; what must be told cannot be switched off", async () => {
    await chooseDelivery(personDeps("hana"), { kind: "payout_paid", mail: false, inbox: true });
    await chooseDelivery(personDeps("min"), { kind: "payout_paid", mail: false, inbox: false });
    expect(await tellPeople(sql(), deps(), [payoutPaid("evt_c")])).toBe(1);
    expect(await sendLetters(deps())).toBe(0);
    await expect(
      chooseDelivery(personDeps("hana"), { kind: "payout_returned", mail: false, inbox: false }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    const lines = await transact(scopeOf("hana"), (tx) => listDeliveries(tx, scopeOf("hana")));
    expect(lines.find(({ kind }) => kind === "payout_paid")).toMatchObject({ mail: false, inbox: true });
    expect(lines.find(({ kind }) => kind === "payout_returned")).toMatchObject({ mail: true, inbox: true });
  });
});

describe("the inbox", () => {
  const pageOf = (name: string, cursor?: string) =>
    transact(scopeOf(name), (tx) =>
      listNotices(tx, scopeOf(name), { limit: 3, unreadOnly: false, tenantId: "mer_a", cursor }),
    );

  test("shows a person's own news newest first, pages without a gap and forgets nothing unread", async () => {
    const news = Array.from({ length: 7 }, (_, index) => ({
      ...payoutPaid(`evt_i${index}`),
      kind: "statement_closed" as const,
    }));
    for (const [index, one] of news.entries()) await tellPeople(sql(), deps(NOW + index), [one]);
    const first = await pageOf("hana");
    const second = await pageOf("hana", first.nextCursor ?? undefined);
    const third = await pageOf("hana", second.nextCursor ?? undefined);
    const ids = [first, second, third].flatMap(({ notices }) => notices.map(({ id }) => id));
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toHaveLength(7);
    expect(third.nextCursor).toBeNull();
    const unread = () =>
      transact(scopeOf("hana"), (tx) => countUnread(tx, scopeOf("hana"), { tenantId: "mer_a" }));
    expect(await unread()).toBe(7);
    await readNotice(personDeps("hana"), { id: ids[0] ?? "" });
    await readNotice(personDeps("hana"), { id: ids[0] ?? "" });
    expect(await unread()).toBe(6);
    expect(await readAllNotices(personDeps("hana"))).toEqual({ read: 6 });
    expect(await unread()).toBe(0);
  });

  test("a colleague, and the database for them, sees none of it", async () => {
    await tellPeople(sql(), deps(), [{ ...payoutPaid("evt_x"), personIds: ["per_hana"] }]);
    const [{ id } = { id: "" }] = await sql()<{ id: string }>("SELECT id FROM notification");
    await expect(readNotice(personDeps("wei"), { id })).rejects.toMatchObject({ code: "not_found" });
    const colleague = mintScope({
      kind: "merchant",
      tenantId: "mer_a",
      storeIds: "all",
      personId: "per_wei",
      role: "manager",
    });
    expect(await transact(colleague, (tx) => tx.notification.count())).toBe(0);
    await expect(
      transact(scopeOf("hana"), (tx) =>
        tx.notification.updateMany({ where: { id }, data: { kind: "role_given" } }),
      ),
    ).rejects.toThrow(/denied/);
  });
});
