import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { armDeath, type Death } from "@/bench/settle-death";
import { AFTER, at, DAY, finance, NOON, openShops, refund, sell } from "@/bench/settlement-bed";
import { sha256Hex } from "@/server/platform/crypto";
import { prismaFor } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { issueBankFile, prepareBankFiles, releaseBankFile, withdrawBankFile } from "./bank-file/commands";
import { runSettlement } from "./run/commands";

const ROOT = join(import.meta.dirname, "../..");
const MOST_STATEMENTS = 100;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
  const now = at(NOON);
  const first = await sell(now, { group: 0, amountMinor: 400_000n });
  await refund(now, { group: 0, amountMinor: 1_780n, paymentId: first });
  await sell(now, { group: 1, amountMinor: 105n });
  await sell(now, { group: 2, amountMinor: 77_777n });
});
afterAll(() => database.drop());

const maker = finance("per_maker", AFTER);
const checker = finance("per_checker", AFTER);

/**
 * Does something again and again, dying right after its first statement, its second, and so on, until one attempt has
 * nothing left to die at. Dying before a statement is dying after the one before. @returns how many statements there are
 */
async function dieEverywhere(work: () => Promise<unknown>, look: () => Promise<void>): Promise<number> {
  for (let statement = 1; statement <= MOST_STATEMENTS; statement += 1) {
    const disarm = armDeath({ statement, when: "after" });
    await work().catch(() => undefined);
    const sent = disarm();
    if (sent < statement) return sent;
    await look();
  }
  throw new Error("it never came to its end");
}

/** The same with a process of its own that is killed with SIGKILL. */
async function killAt(death: Death, step: Record<string, unknown>): Promise<string | number | null> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      join(ROOT, "bench/settle-child.ts"),
      JSON.stringify({ ...death, nowMs: AFTER, ...step }),
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: "test",
        DATABASE_URL: database.urls.noren_app,
        DATABASE_OWNER_URL: database.urls.noren_owner,
      },
    },
  );
  const [code, signal] = await once(child, "exit");
  return signal ?? code;
}

const payouts = () =>
  prismaFor("jobs").payout.findMany({
    orderBy: { id: "asc" },
    select: { id: true, amountMinor: true, payOn: true, state: true, bankFileId: true },
  });

async function runs(): Promise<number> {
  const counts = await Promise.all([
    prismaFor("jobs").settlementRun.count(),
    prismaFor("jobs").statement.groupBy({ by: ["payoutGroupId", "throughOn"], _count: { id: true } }),
  ]);
  for (const one of counts[1]) expect(one._count.id).toBe(1);
  return counts[0];
}

describe("a settlement run that is killed (G11)", () => {
  it("by SIGKILL in the middle, or just before its end, leaves nothing at all", async () => {
    for (const statement of [10, 20]) {
      expect(await killAt({ statement, when: "after" }, { throughOn: DAY })).toBe("SIGKILL");
      expect(await runs()).toBe(0);
      expect(await payouts()).toEqual([]);
    }
  });

  it("at every one of its statements pays the same in the end, and nobody twice", async () => {
    const statements = await dieEverywhere(
      () => runSettlement(maker, { throughOn: DAY }),
      async () => {
        const found = await payouts();
        expect([0, 3]).toContain(found.length);
        expect(await runs()).toBeLessThanOrEqual(1);
      },
    );
    expect(statements).toBeGreaterThan(3);
    const found = await payouts();
    expect(found.map((one) => one.amountMinor)).toHaveLength(3);
    expect(found.map((one) => one.amountMinor).sort((a, b) => Number(a - b))).toEqual([
      103n,
      76_085n,
      389_548n,
    ]);
  });

  it("two runners at once, one of them dying, come to one run", async () => {
    const before = await payouts();
    const disarm = armDeath({ statement: 3, when: "after" });
    const results = await Promise.allSettled([
      runSettlement(maker, { throughOn: DAY }),
      runSettlement(checker, { throughOn: DAY }),
    ]);
    disarm();
    expect(results.filter((one) => one.status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    expect(await runs()).toBe(1);
    expect(await payouts()).toEqual(before);
  });
});

describe("a transfer file whose release is killed (G11, G12)", () => {
  let runId = "";
  let sha256 = "";
  const fileOf = async () => {
    const files = await prismaFor("jobs").bankFile.findMany({ where: { state: { not: "withdrawn" } } });
    expect(files.length).toBeLessThanOrEqual(1);
    return files[0];
  };

  beforeAll(async () => {
    runId = (await runSettlement(maker, { throughOn: DAY })).runId;
    await prepareBankFiles(maker, { runId });
    const drafted = await fileOf();
    sha256 = drafted?.sha256 ?? "";
    await withdrawBankFile(maker, { bankFileId: drafted?.id ?? "", reason: "again" });
  });

  it("is drafted once with the same bytes, whichever statement the draft died at", async () => {
    expect(await killAt({ statement: 6, when: "after" }, { runId })).toBe("SIGKILL");
    expect(await fileOf()).toBeUndefined();
    await dieEverywhere(
      () => prepareBankFiles(maker, { runId }),
      async () => expect([undefined, sha256]).toContain((await fileOf())?.sha256),
    );
    expect((await fileOf())?.sha256).toBe(sha256);
    expect((await payouts()).map((one) => one.state)).toEqual(["in_file", "in_file", "in_file"]);
  });

  it("is released once, and issued with the same bytes, whichever statement that died at", async () => {
    const bankFileId = (await fileOf())?.id ?? "";
    expect(await killAt({ statement: 4, when: "after" }, { releaseId: bankFileId })).toBe("SIGKILL");
    expect((await fileOf())?.state).toBe("draft");
    await dieEverywhere(
      () => releaseBankFile(checker, { bankFileId }),
      async () => expect(["draft", "approved"]).toContain((await fileOf())?.state),
    );
    expect((await fileOf())?.approvedBy).toBe("per_checker");
    await dieEverywhere(
      () => issueBankFile(maker, { bankFileId }),
      async () => expect(["approved", "issued"]).toContain((await fileOf())?.state),
    );
    const { content } = await issueBankFile(checker, { bankFileId });
    expect(sha256Hex(content)).toBe(sha256);
    expect((await payouts()).map((one) => [one.state, one.bankFileId])).toEqual(
      Array.from({ length: 3 }, () => ["sent", bankFileId]),
    );
  });
});
