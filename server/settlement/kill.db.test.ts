import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { armDeath } from "@/bench/settle-death";
import { type CalmPayDay, killAt, liveCalmPayDay } from "@/bench/settle-kills";
import { PARTS, tradeBeforePayDay } from "@/bench/settle-parts";
import { AFTER, DAY, finance } from "@/bench/settlement-bed";
import { diceOf } from "@/bench/soak-model";
import { sha256Hex } from "@/server/platform/crypto";
import { prismaFor } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { issueBankFile, prepareBankFiles, releaseBankFile, withdrawBankFile } from "./bank-file/commands";
import { runSettlement } from "./run/commands";

const MOST_STATEMENTS = 100;
const KILLS_SEED = 11;

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

describe("a process that is killed with SIGKILL on a pay-day (G11, G12)", () => {
  let day: CalmPayDay;
  beforeAll(async () => {
    day = await liveCalmPayDay();
  });
  afterAll(() => day.drop());

  // All statements, one by one, are `npm run soak -- --kills`; here is one of each part, by turns in the middle of it
  // and at its COMMIT.
  it.each(PARTS)(
    "in its %s leaves all or nothing; two people at once do it again, and payouts and the file's SHA-256 are the same",
    async (part) => {
      const statements = day.parts.find((one) => one.part === part)?.statements ?? 0;
      const turn = PARTS.indexOf(part);
      const inTheMiddle = 1 + diceOf(KILLS_SEED + turn).below(statements - 1);
      await killAt(day, part, turn % 2 === 0 ? inTheMiddle : statements);
    },
  );
});

describe("a pay-day whose connection is cut (G11, G12)", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await tradeBeforePayDay();
  });
  afterAll(() => database.drop());

  describe("a settlement run", () => {
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

  describe("a transfer file", () => {
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
      await dieEverywhere(
        () => prepareBankFiles(maker, { runId }),
        async () => expect([undefined, sha256]).toContain((await fileOf())?.sha256),
      );
      expect((await fileOf())?.sha256).toBe(sha256);
      expect((await payouts()).map((one) => one.state)).toEqual(["in_file", "in_file", "in_file"]);
    });

    it("is released once, and issued with the same bytes, whichever statement that died at", async () => {
      const bankFileId = (await fileOf())?.id ?? "";
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
});
