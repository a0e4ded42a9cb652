import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { eraseAuditSubject, recordAudit } from "./commands";
import { getAuditEvent, listAudit } from "./queries";

const merchant = mintScope({
  kind: "merchant",
  tenantId: "mer_a",
  storeIds: "all",
  personId: "per_a",
  role: "owner",
});
const person = mintScope({ kind: "person", personId: "per_a" });
const operator = mintScope({ kind: "operator", personId: "per_o", role: "auditor" });
const actor = { kind: "person", id: "per_a" } as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const list = (subjectId: string) =>
  transact(operator, (tx) => listAudit(tx, operator, { subjectId, limit: 10 }));

describe("G24 an event lives and dies with the transaction of its change", () => {
  test("a merchant's change is told, sealed under the subject's key, and readable to the auditor", async () => {
    const deps = depsFor(merchant, actor, "req_1");
    await deps.transact((tx) =>
      recordAudit(tx, deps, {
        action: "store.correct",
        subjectId: "sto_a",
        tenantId: "mer_a",
        before: { name: "旧", limitMinor: 9_007_199_254_740_993n },
        after: { name: "新", limitMinor: 9_007_199_254_740_993n },
      }),
    );
    const [line] = (await list("sto_a")).lines;
    expect(line).toMatchObject({
      action: "store.correct",
      actorId: "per_a",
      changedFields: ["name"],
      tenantId: "mer_a",
    });
    const detail = await transact(operator, (tx) => getAuditEvent(tx, operator, { id: line?.id ?? "" }));
    expect(detail.states).toEqual({
      before: { name: "旧", limitMinor: "9007199254740993" },
      after: { name: "新", limitMinor: "9007199254740993" },
    });
  });

  test("a person without a tenant can be told of too", async () => {
    const deps = depsFor(person, actor, "req_2");
    await deps.transact((tx) =>
      recordAudit(tx, deps, { action: "person.locale", subjectId: "per_a", tenantId: null }),
    );
    expect((await list("per_a")).lines).toHaveLength(1);
  });

  test("a change that fails leaves no event", async () => {
    const deps = depsFor(merchant, actor, "req_3");
    const failing = deps.transact(async (tx) => {
      await recordAudit(tx, deps, {
        action: "store.terminate",
        subjectId: "sto_b",
        tenantId: "mer_a",
        after: { x: 1 },
      });
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
    expect((await list("sto_b")).lines).toEqual([]);
  });

  test("a merchant cannot write into another tenant's log", async () => {
    const deps = depsFor(merchant, actor, "req_4");
    const foreign = deps.transact((tx) =>
      recordAudit(tx, deps, { action: "store.terminate", subjectId: "sto_c", tenantId: "mer_b" }),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  test("twenty first events of one subject agree on its key", async () => {
    const deps = depsFor(merchant, actor, "req_5");
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        deps.transact((tx) =>
          recordAudit(tx, deps, {
            action: "store.correct",
            subjectId: "sto_race",
            tenantId: "mer_a",
            after: { index },
          }),
        ),
      ),
    );
    const page = await transact(operator, (tx) =>
      listAudit(tx, operator, { subjectId: "sto_race", limit: 50 }),
    );
    expect(page.lines).toHaveLength(20);
    for (const { id } of page.lines) {
      const detail = await transact(operator, (tx) => getAuditEvent(tx, operator, { id }));
      expect(detail.states).toMatchObject({ before: null });
    }
  });
});

test("an erased subject's states are gone, its rows and what follows stay", async () => {
  const deps = depsFor(merchant, actor, "req_6");
  const tell = () =>
    deps.transact((tx) =>
      recordAudit(tx, deps, {
        action: "store.correct",
        subjectId: "sto_e",
        tenantId: "mer_a",
        after: { name: "秘密" },
      }),
    );
  await tell();
  await transact(operator, (tx) => eraseAuditSubject(tx, "sto_e"));
  await tell();
  const { lines } = await list("sto_e");
  expect(lines).toHaveLength(2);
  for (const { id, changedFields } of lines) {
    expect(changedFields).toEqual(["name"]);
    expect((await transact(operator, (tx) => getAuditEvent(tx, operator, { id }))).states).toBeNull();
  }
});

test("pages follow each other without a gap or a repeat", async () => {
  const deps = depsFor(merchant, actor, "req_7");
  for (let index = 0; index < 7; index += 1) {
    await deps.transact((tx) =>
      recordAudit(tx, deps, { action: "store.move", subjectId: "sto_p", tenantId: "mer_a" }),
    );
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const after = cursor;
    const page = await transact(operator, (tx) =>
      listAudit(tx, operator, { subjectId: "sto_p", limit: 3, cursor: after }),
    );
    seen.push(...page.lines.map((line) => line.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
  expect(seen).toHaveLength(7);
});

test("G23 a dump of the log reveals nothing of what it says", async () => {
  await withClient(database.urls.superuser, async (client) => {
    const dump = await client.query("SELECT row_to_json(e)::text AS text FROM audit_event e");
    const wrapped = await client.query("SELECT row_to_json(k)::text AS text FROM audit_subject_key k");
    const text = [...dump.rows, ...wrapped.rows].map((row) => row.text).join("\n");
    expect(text).not.toMatch(/新|旧|秘密/);
  });
});
