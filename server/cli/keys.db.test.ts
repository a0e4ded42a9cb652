import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobDeps } from "@/server/api/entry";
import { recordAudit } from "@/server/audit/commands";
import { mintScope } from "@/server/kernel/scope";
import { accountIndex, createBankAccount } from "@/server/merchants/bank-accounts/commands";
import { openBankAccounts } from "@/server/merchants/bank-accounts/queries";
import { fingerprintsOf } from "@/server/onboarding/checks/queries";
import { applicationAad } from "@/server/onboarding/queries";
import { openText, seal, unwrapSubjectKey } from "@/server/platform/crypto";
import { poolFor, prismaFor, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { provideEnv } from "@/server/platform/env";
import { storage } from "@/server/platform/storage";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { rotateKeys, SEALED_COLUMNS } from "./keys";

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const OLD = key("k1", 1);
const NEW = key("k2", 2);
const ACCOUNT = {
  bankCode: "0001",
  branchCode: "001",
  accountType: "ordinary",
  accountNumber: "1234567",
} as const;
const folder = mkdtempSync(join(tmpdir(), "noren-keys-"));
const sql = () => sqlOfClient(poolFor("jobs"));
const operator = () =>
  depsFor(
    mintScope({ kind: "operator", personId: "per_a", role: "administrator" }),
    { kind: "person", id: "per_a" },
    "req_k",
  );
let database: TestDatabase;

/** The same database, as a process with other keys sees it. */
function useKeys(keys: string): void {
  provideEnv({
    NODE_ENV: "test",
    DATABASE_URL: database.urls.noren_app,
    STORAGE_URL: `file:${join(folder, "uploads")}`,
    ENCRYPTION_KEYS: keys,
  });
}

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const CONTENT = {
  fields: {
    "bank.bankCode": "0001",
    "bank.branchCode": "001",
    "bank.accountType": "ordinary",
    "bank.accountNumber": "1234567",
  },
  consents: {},
};

async function plant(accounts: number): Promise<string[]> {
  const deps = jobDeps("test", "req_p");
  const application = seal(JSON.stringify(CONTENT), applicationAad("app_1"));
  await sql()(
    `INSERT INTO application (id, tenant_id, applicant_id, state, sealed, key_id, bank_blind_index, submitted_at, created_at, updated_at)
     VALUES ('app_1', 'mer_1', 'per_1', 'submitted', $1, $2, $3, now(), now(), now())`,
    [application.data, application.keyId, accountIndex(ACCOUNT)],
  );
  await storage().put("mer_1/licence", Buffer.from("a licence"));
  return deps.transact(async (tx) => {
    const ids: string[] = [];
    for (let i = 0; i < accounts; i += 1) {
      const holderKana = `ﾉﾚﾝ${i}`;
      ids.push(await createBankAccount(tx, deps, "mer_1", { ...ACCOUNT, holderKana }));
    }
    await recordAudit(tx, deps, {
      action: "merchant.change",
      subjectId: "mer_1",
      tenantId: "mer_1",
      after: { a: 1 },
    });
    await recordAudit(tx, deps, {
      action: "merchant.change",
      subjectId: "mer_gone",
      tenantId: "mer_1",
      after: { a: 1 },
    });
    return ids;
  });
}

test("G23 after a rotation everything opens under the new key alone, look-ups find it, and a second one finds nothing to do", async () => {
  useKeys(OLD);
  const ids = await plant(1_203);
  await sql()(
    "UPDATE audit_subject_key SET wrapped = ''::bytea, key_id = 'erased' WHERE subject_id = 'mer_gone'",
  );
  useKeys(`${NEW},${OLD}`);
  const reports = await rotateKeys(operator());
  const counts = Object.fromEntries(reports.map((report) => [report.what, report.resealed]));
  expect(counts).toMatchObject({ "bank_account.sealed": 1_203, "application.sealed": 1, storage: 1 });
  expect(reports.flatMap((report) => report.unreadable)).toEqual([]);

  useKeys(NEW);
  const accounts = await openBankAccounts(prismaFor("jobs"), ids);
  expect(ids.map((id, at) => accounts.get(id)?.holderKana === `ﾉﾚﾝ${at}`)).not.toContain(false);
  const found = await sql()<{ count: number }>(
    `SELECT (SELECT count(*) FROM bank_account WHERE blind_index = $1)::int
          + (SELECT count(*) FROM application WHERE bank_blind_index = $1)::int AS count`,
    [accountIndex(ACCOUNT)],
  );
  expect(found).toEqual([{ count: 1_204 }]);
  const [application] = await sql()<{ sealed: Buffer; fingerprints: string[] }>(
    "SELECT sealed, fingerprints FROM application",
  );
  expect(application?.fingerprints).toEqual(fingerprintsOf(CONTENT.fields));
  expect(openText(application?.sealed ?? Buffer.alloc(0), applicationAad("app_1"))).toContain(
    "bank.accountNumber",
  );
  const [wrapped] = await sql()<{ wrapped: Buffer }>(
    "SELECT wrapped FROM audit_subject_key WHERE subject_id = 'mer_1'",
  );
  expect(unwrapSubjectKey(wrapped?.wrapped ?? Buffer.alloc(0), "mer_1")).toHaveLength(32);
  expect(Buffer.from((await storage().get("mer_1/licence")) ?? []).toString()).toBe("a licence");
  expect((await rotateKeys(operator())).map((report) => report.resealed)).toEqual(
    [...SEALED_COLUMNS, "storage"].map(() => 0),
  );
});

test("what no key opens is named and left as it is, and the rest is rotated", async () => {
  useKeys(`${key("k3", 3)},${NEW}`);
  const [broken] = await sql()<{ id: string }>(
    "UPDATE bank_account SET sealed = sealed || '\\x00'::bytea WHERE id = (SELECT min(id) FROM bank_account) RETURNING id",
  );
  const accounts = (await rotateKeys(operator())).find((report) => report.what === "bank_account.sealed");
  expect(accounts).toMatchObject({ resealed: 1_202, unreadable: [broken?.id] });
});

test("every table whose rows name a key is rotated", async () => {
  const tables = await sql()<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'key_id' ORDER BY table_name`,
  );
  expect([...new Set(SEALED_COLUMNS.map((column) => column.table))].sort()).toEqual(
    tables.map((table) => table.name),
  );
});
