import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobDeps } from "@/server/api/entry";
import { recordAudit } from "@/server/audit/commands";
import { mintScope } from "@/server/kernel/scope";
import { accountIndexes, createBankAccount } from "@/server/merchants/bank-accounts/commands";
import { openBankAccounts } from "@/server/merchants/bank-accounts/queries";
import { bankAccountAad } from "@/server/merchants/bank-accounts/rules";
import { newTicket, paymentIdOf, readTicket } from "@/server/payments/shopper/commands";
import { keyIdOf, keyRing } from "@/server/platform/crypto";
import { poolFor, prismaFor, sqlOfClient } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { provideEnv } from "@/server/platform/env";
import { encryptionKeys } from "@/server/platform/key-settings";
import { storage } from "@/server/platform/storage";
import { fileBlobs } from "@/server/platform/storage-blobs";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { rotateKeys, SEALED_COLUMNS } from "./keys";

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const OLD = key("k1", 1);
const NEW = key("k2", 2);
/** What every process is restarted with, one after the other, before the old key leaves. */
const STEPS = [OLD, `${OLD},${NEW}`, `${NEW},${OLD}`] as const;
/** What a process that still puts the old key first writes while keys are being rotated. */
const OLDER_WRITES = 12;
/** What is there when the rotation begins: more than one batch of it. */
const EARLIER = 600;
/** The product works beside the rotation, not as fast as it can. */
const PAUSE_MS = 20;
const folder = mkdtempSync(join(tmpdir(), "noren-keys-at-work-"));
const uploads = join(folder, "uploads");
const deps = () => jobDeps("test", "req_p");
const sql = () => sqlOfClient(poolFor("jobs"));
const written = new Map<string, string>();
let database: TestDatabase;

/** The process that has these keys does what follows. */
function actWith(keys: string): void {
  provideEnv({
    NODE_ENV: "test",
    DATABASE_URL: database.urls.noren_app,
    STORAGE_URL: `file:${uploads}`,
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

const accountOf = (serial: number) => ({
  bankCode: "0001",
  branchCode: "001",
  accountType: "ordinary" as const,
  accountNumber: String(serial).padStart(7, "0"),
});

/** Writes a secret of each kind: an account, a document, and audit rows under a subject's own key. */
async function write(serial: number): Promise<void> {
  const holderKana = `ﾉﾚﾝ ${serial}`;
  const id = await deps().transact(async (tx) => {
    await recordAudit(tx, deps(), {
      action: "merchant.change",
      subjectId: `sub_${serial % 7}`,
      tenantId: null,
      after: { serial },
    });
    return createBankAccount(tx, deps(), "mer_1", { ...accountOf(serial), holderKana });
  });
  written.set(id, holderKana);
  await storage().put(`mer_1/paper_${serial}`, Buffer.from(`paper ${serial}`));
}

/** Reads what was written, and finds it by its blind index. */
async function readBack(serial: number): Promise<void> {
  const found = await prismaFor("jobs").bankAccount.findMany({
    where: { blindIndex: { in: accountIndexes(accountOf(serial)) } },
    select: { id: true },
  });
  const [{ id } = { id: "" }] = found;
  const opened = (await openBankAccounts(prismaFor("jobs"), [id])).get(id);
  if (found.length !== 1 || opened?.holderKana !== written.get(id)) throw new Error(`account ${serial}`);
  const paper = await storage().get(`mer_1/paper_${serial}`);
  if (paper === null || Buffer.from(paper).toString() !== `paper ${serial}`)
    throw new Error(`paper ${serial}`);
}

test("processes are restarted one after the other: each reads what the others write, and a form stays one payment", async () => {
  let serial = 0;
  const ids = new Set<string>();
  actWith(OLD);
  const ticket = newTicket(deps(), "ABCDEFGHJK");
  for (const [at, next] of STEPS.entries()) {
    // One that is still as before, and one that was restarted.
    for (const keys of [STEPS[at - 1] ?? next, next]) {
      actWith(keys);
      serial += 1;
      await write(serial);
      const read = readTicket(deps(), "ABCDEFGHJK", ticket);
      if (!read) throw new Error("a ticket that no key opens");
      ids.add(paymentIdOf({ code: "ABCDEFGHJK", ticket: read, amountMinor: 1_280n, walletId: "NOREN_JP" }));
      for (const reader of [STEPS[at - 1] ?? next, next]) {
        actWith(reader);
        for (let one = 1; one <= serial; one += 1) await readBack(one);
      }
    }
  }
  expect(ids.size).toBe(1);
});

/** An account as a process writes it that still puts the old key first; its id lies before all others. */
async function writeUnderOldKey(serial: number): Promise<void> {
  const id = `bac_0000_${serial}`;
  const ring = keyRing(encryptionKeys.parse(`${OLD},${NEW}`));
  const sealed = ring.seal(
    JSON.stringify({ accountNumber: accountOf(serial).accountNumber, holderKana: "ﾌﾙｲ" }),
    bankAccountAad(id),
  );
  await sql()(
    `INSERT INTO bank_account (id, tenant_id, bank_code, branch_code, account_type, sealed, key_id, blind_index,
                               last_digits, created_at)
     VALUES ($1, 'mer_1', '0001', '001', 'ordinary', $2, $3, $1, '000', now())`,
    [id, sealed.data, sealed.keyId],
  );
  written.set(id, "ﾌﾙｲ");
}

test("G23 while keys rotate everything goes on being written and read, and nothing is left under the old key", async () => {
  actWith(`${OLD},${NEW}`);
  for (let serial = 100; serial < 100 + EARLIER; serial += 100)
    await Promise.all(Array.from({ length: 100 }, (_, at) => write(serial + at)));
  actWith(`${NEW},${OLD}`);
  const failures: unknown[] = [];
  let isRotating = true;
  let [next, older, done] = [2_000, 0, 0];
  const work = async () => {
    while (isRotating) {
      const serial = next;
      next += 1;
      try {
        await write(serial);
        await readBack(serial);
        await readBack(100 + (serial % EARLIER));
        await setTimeout(PAUSE_MS);
        if (older < OLDER_WRITES) {
          older += 1;
          await writeUnderOldKey(older);
        }
        done += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const workers = [work(), work(), work()];
  const operator = depsFor(
    mintScope({ kind: "operator", personId: "per_a", role: "administrator" }),
    { kind: "person", id: "per_a" },
    "req_k",
  );
  const reports = await rotateKeys(operator);
  isRotating = false;
  await Promise.all(workers);
  expect(failures).toEqual([]);
  expect(done).toBeGreaterThan(10);
  expect(reports.flatMap((report) => report.unreadable)).toEqual([]);
  // What an older process has written after its column was done is what a second run is for.
  const again = await rotateKeys(operator);
  expect(again.reduce((sum, report) => sum + report.resealed, 0)).toBeLessThanOrEqual(OLDER_WRITES);

  const left = await Promise.all(
    SEALED_COLUMNS.map(({ table }) =>
      sql()<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE key_id <> 'k2'`),
    ),
  );
  expect(left.map(([row]) => row?.count)).toEqual(SEALED_COLUMNS.map(() => 0));
  const blobs = fileBlobs(uploads);
  const papers = await storage().list();
  const sealedUnder = await Promise.all(
    papers.map(async (paper) => keyIdOf((await blobs.read(paper)) ?? new Uint8Array())),
  );
  expect(new Set(sealedUnder)).toEqual(new Set(["k2"]));
  // The old key is gone, and every secret that was ever written opens.
  actWith(NEW);
  const opened = await openBankAccounts(prismaFor("jobs"), [...written.keys()]);
  expect([...written].filter(([id, holder]) => opened.get(id)?.holderKana !== holder)).toEqual([]);
});
