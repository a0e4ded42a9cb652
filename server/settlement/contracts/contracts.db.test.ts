import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, DAY, finance, merchantScope, openShops, owner, sell } from "@/bench/settlement-bed";
import { addDays, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { prismaFor, read, transact } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { listStatementAdjustments } from "../adjustments/queries";
import { confirmCalendarYear, setBankDay } from "../calendar/commands";
import { getCalendarYear, listSchedule } from "../calendar/queries";
import { requestEarlyPayout, withdrawEarlyPayout } from "../early/commands";
import { listEarlyPayouts } from "../early/queries";
import { listHeldPayouts } from "../holds/queries";
import { resumePayouts, stopPayouts } from "../holds/stops/commands";
import { runSettlement } from "../run/commands";
import { previewRun } from "../run/preview/queries";
import { approveTerms, proposeTerms, refuseTerms, withdrawTerms } from "./commands";
import { previewRate, previewTerms } from "./preview/queries";
import { getMerchantTerms, listProposals } from "./queries";
import type { ContractTerms, ProposalContent, TriedRate } from "./schema";

const HOUR_MS = 3_600_000;
const noon = (days: number) => jstDayStartMs(addDays(DAY, days)) + 12 * HOUR_MS;
const night = (days: number) => jstDayStartMs(addDays(DAY, days + 1)) + 4 * HOUR_MS;
const maker = (days: number) => finance("per_maker", noon(days));
const checker = (days: number) => finance("per_checker", noon(days));
const merchantOf = (group: number) => merchantScope(group).tenantId;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
});
afterAll(() => database.drop());

async function termsOf(group: number) {
  const { scope } = maker(0);
  return read(scope, (tx) => getMerchantTerms(tx, scope, { merchantId: merchantOf(group), nowMs: noon(0) }));
}

type ContractProposal = Extract<ProposalContent, { kind: "contract" }>;

async function newTerms(group: number, changed: Partial<ContractTerms>): Promise<ContractProposal> {
  const [newest] = (await termsOf(group)).versions;
  if (!newest) throw new Error("no contract");
  return {
    kind: "contract",
    merchantId: merchantOf(group),
    baseVersion: newest.version,
    validFromOn: addDays(DAY, 1),
    terms: { ...newest.terms, ...changed },
  };
}

const lastStatement = (group: number) =>
  prismaFor("jobs").statement.findFirstOrThrow({
    where: { tenantId: merchantOf(group) },
    orderBy: { throughOn: "desc" },
  });

describe("what a contract says of money takes two people (G18)", () => {
  it("is not approved by whoever proposed it, in the domain and by the database", async () => {
    const content = await newTerms(0, { feeBasisPoints: 150 });
    const { proposalId } = await proposeTerms(maker(0), { content, reason: "値引き" });
    await expect(approveTerms(maker(0), { proposalId })).rejects.toThrow("maker_is_checker");
    const update = transact(maker(0).scope, (tx) =>
      tx.settlementProposal.update({
        where: { id: proposalId },
        data: { state: "approved", decidedBy: "per_maker", decidedAt: new Date() },
      }),
    );
    await expect(update).rejects.toThrow(/settlement_proposal_two_people/);
    await approveTerms(checker(0), { proposalId });
    await expect(approveTerms(checker(0), { proposalId })).rejects.toThrow("proposal_state");
    const { versions } = await termsOf(0);
    expect(versions.map((one) => [one.version, one.validFromOn, one.validThroughOn])).toEqual([
      [2, addDays(DAY, 1), null],
      [1, "2026-11-01", DAY],
    ]);
  });

  it("is refused when another version came in between, and for a day that has passed", async () => {
    const [one, two] = [
      await newTerms(1, { feeBasisPoints: 100 }),
      await newTerms(1, { feeBasisPoints: 90 }),
    ];
    const first = await proposeTerms(maker(0), { content: one, reason: "A案" });
    const second = await proposeTerms(maker(0), { content: two, reason: "B案" });
    await approveTerms(checker(0), first);
    await expect(approveTerms(checker(0), second)).rejects.toThrow("terms_outdated");
    await refuseTerms(checker(0), { ...second, answer: "A案にしました" });
    const late = { ...(await newTerms(2, {})), validFromOn: addDays(DAY, -1) };
    await expect(proposeTerms(maker(0), { content: late, reason: "遅い" })).rejects.toThrow("terms_too_late");
    const { scope } = checker(0);
    const { proposals } = await read(scope, (tx) =>
      listProposals(tx, scope, { state: "decided", limit: 10 }),
    );
    expect(proposals.map((proposal) => proposal.state).sort()).toEqual(["approved", "approved", "refused"]);
  });

  it("holds from its day: a rate, a campaign until its end, and an adjustment in the next statement", async () => {
    const campaign: ProposalContent = {
      kind: "rate",
      rateKind: "campaign",
      name: "開業応援",
      merchantId: null,
      mcc: "5411",
      walletId: null,
      basisPoints: 0,
      validFromOn: DAY,
      validThroughOn: DAY,
    };
    const adjustment: ProposalContent = {
      kind: "adjustment",
      merchantId: merchantOf(0),
      payoutGroupId: (await termsOf(0)).groups[0]?.id ?? "",
      amountMinor: -300n,
    };
    for (const content of [campaign, adjustment]) {
      const proposed = await proposeTerms(maker(0), { content, reason: "打ち合わせのとおり" });
      await approveTerms(checker(0), proposed);
    }
    await sell(at(noon(0)), { group: 0, amountMinor: 10_000n });
    const preview = await previewRun(maker(0).scope, { throughOn: DAY, nowMs: night(0) });
    expect(preview.totals).toMatchObject({ statements: 1, payoutTotalMinor: 9_700n, feesMinor: 0n });
    expect(await prismaFor("jobs").statement.count()).toBe(0);
    await runSettlement(finance("per_maker", night(0)), { throughOn: DAY });
    expect(await lastStatement(0)).toMatchObject({
      feesMinor: 0n,
      adjustmentsMinor: -300n,
      payoutMinor: 9_700n,
      feeBasisPoints: 0,
    });
    const own = merchantScope(0);
    const { id: statementId } = await lastStatement(0);
    const reasons = await read(own, (tx) => listStatementAdjustments(tx, own, { statementId }));
    expect(reasons.map((one) => [one.amountMinor, one.reason])).toEqual([[-300n, "打ち合わせのとおり"]]);
    await sell(at(noon(1)), { group: 0, amountMinor: 10_000n });
    await runSettlement(finance("per_maker", night(1)), { throughOn: addDays(DAY, 1) });
    expect(await lastStatement(0)).toMatchObject({ feesMinor: 150n, taxMinor: 15n, payoutMinor: 9_835n });
  });

  it("shows what other terms would have made of last month", async () => {
    const [newest] = (await termsOf(0)).versions;
    if (!newest) throw new Error("no contract");
    const { scope } = maker(0);
    const preview = (terms: Partial<ContractTerms>) =>
      read(scope, (tx) =>
        previewTerms(tx, scope, {
          merchantId: merchantOf(0),
          terms: { ...newest.terms, ...terms },
          nowMs: jstDayStartMs(toDay("2026-12-05")),
        }),
      );
    const same = await preview({});
    // The campaign of the first day was not undone by the version of the second: it is still the lower of the two.
    expect(same).toMatchObject({ statements: 2, before: { feesMinor: 150n, payoutMinor: 19_535n } });
    expect(same.after).toEqual(same.before);
    const dearer = await preview({ feeBasisPoints: 324, transferFeeMinor: 200n });
    expect(dearer.after).toMatchObject({
      feesMinor: 324n,
      transferFeeMinor: 400n,
      payoutMinor: 19_700n - 324n - 400n - 20n - 52n,
    });
  });

  it("shows what a rate, a campaign or the end of one would have made of last month, for one merchant and for all", async () => {
    const { scope } = maker(0);
    const tried: Extract<TriedRate, { kind: "rate" }> = {
      kind: "rate",
      rateKind: "campaign",
      merchantId: null,
      mcc: null,
      walletId: null,
      basisPoints: 10_000,
    };
    const nowMs = jstDayStartMs(toDay("2026-12-05"));
    const preview = (rate: Partial<typeof tried> | TriedRate) => {
      const asked = rate.kind === "rate_end" ? rate : { ...tried, ...rate };
      return read(scope, (tx) => previewRate(tx, scope, { tried: asked, nowMs }));
    };
    // A campaign never raises a rate: nothing changes, to the yen.
    const dearer = await preview({});
    expect(dearer).toMatchObject({ merchants: 1, looked: 1, statements: 2, before: { feesMinor: 150n } });
    expect(dearer.after).toEqual(dearer.before);
    // The second day's 10,000 at half a percent; the first day bore nothing already.
    const half = await preview({ basisPoints: 50, mcc: "5411" });
    expect(half.after).toMatchObject({ feesMinor: 50n, taxMinor: 5n, payoutMinor: 19_700n - 55n });
    expect((await preview({ basisPoints: 50, walletId: "ALIPAY_CN" })).after).toEqual(half.before);
    expect(await preview({ basisPoints: 0, mcc: "5812" })).toMatchObject({ merchants: 0, statements: 0 });
    const own = {
      rateKind: "own" as const,
      merchantId: merchantOf(0),
      walletId: "NOREN_JP",
      basisPoints: 300,
    };
    expect((await preview(own)).after).toMatchObject({ feesMinor: 300n, taxMinor: 30n });
    // Without the campaign the first day bears the rate of its version.
    const { id: rateId } = await prismaFor("jobs").feeRate.findFirstOrThrow({ where: { kind: "campaign" } });
    const without = await preview({ kind: "rate_end", rateId });
    expect(without.after).toMatchObject({ feesMinor: 198n + 150n, taxMinor: 19n + 15n });
    await expect(preview({ kind: "rate_end", rateId: "fee_unknown" })).rejects.toThrow("not_found");
  });

  it("one's own proposal is taken back, another's is not", async () => {
    const { proposalId } = await proposeTerms(maker(2), {
      content: { ...(await newTerms(2, {})), validFromOn: addDays(DAY, 9) },
      reason: "試し",
    });
    await expect(withdrawTerms(checker(2), { proposalId })).rejects.toThrow("not_found");
    await withdrawTerms(maker(2), { proposalId });
    await expect(approveTerms(checker(2), { proposalId })).rejects.toThrow("proposal_state");
  });
});

describe("a payout before its day", () => {
  const ownDeps = (days: number) => owner(merchantOf(2), noon(days));
  const groupId = async () => (await termsOf(2)).groups[0]?.id ?? "";

  it("is not offered where the contract has no price for it", async () => {
    await expect(requestEarlyPayout(ownDeps(2), { payoutGroupId: await groupId() })).rejects.toThrow(
      "early_payout_not_offered",
    );
    await expect(
      requestEarlyPayout(owner(merchantOf(0), noon(2)), { payoutGroupId: await groupId() }),
    ).rejects.toThrow("not_found");
  });

  it("closes the group that night for the price, once, and the month goes on without it", async () => {
    const content = { ...(await newTerms(2, { cycle: "monthly" as const, earlyPayoutFeeMinor: 300n })) };
    await approveTerms(
      checker(2),
      await proposeTerms(maker(2), {
        content: { ...content, validFromOn: addDays(DAY, 2) },
        reason: "月締め",
      }),
    );
    await sell(at(noon(2)), { group: 2, amountMinor: 10_000n });
    await requestEarlyPayout(ownDeps(2), { payoutGroupId: await groupId() });
    await expect(requestEarlyPayout(ownDeps(2), { payoutGroupId: await groupId() })).rejects.toThrow(
      "early_payout_open",
    );
    await withdrawEarlyPayout(ownDeps(2), { payoutGroupId: await groupId() });
    await requestEarlyPayout(ownDeps(2), { payoutGroupId: await groupId() });
    await runSettlement(finance("per_maker", night(2)), { throughOn: addDays(DAY, 2) });
    // 198 of fee and 300 of price bear 49 yen of tax; the 27th is a Friday.
    expect(await lastStatement(2)).toMatchObject({
      feesMinor: 198n,
      transferFeeMinor: 300n,
      earlyFeeMinor: 300n,
      taxMinor: 49n,
      payoutMinor: 9_453n,
      payOn: "2026-11-27",
    });
    const scope = merchantScope(2);
    const { past, groups } = await read(scope, (tx) => listEarlyPayouts(tx, scope, noon(3)));
    expect(past.map((one) => one.state).sort()).toEqual(["paid_out", "withdrawn"]);
    expect(groups[0]).toMatchObject({ priceMinor: 300n, requestId: null });
  });
});

describe("payouts that a person has stopped", () => {
  it("wait in every state before the file, and go on when resumed", async () => {
    const payoutGroupId = (await termsOf(0)).groups[0]?.id ?? "";
    const risk = finance("per_risk", noon(2));
    await stopPayouts(risk, { payoutGroupId, reason: "本人確認中" });
    await expect(stopPayouts(risk, { payoutGroupId, reason: "再度" })).rejects.toThrow("payouts_stopped");
    const list = () => read(risk.scope, (tx) => listHeldPayouts(tx, risk.scope, { limit: 10 }));
    expect((await list()).held.map((one) => [one.heldReason, one.stopReason])).toEqual([
      ["stopped", "本人確認中"],
      ["stopped", "本人確認中"],
    ]);
    await resumePayouts(risk, { payoutGroupId });
    expect((await list()).held).toEqual([]);
  });
});

describe("the bank calendar", () => {
  it("moves payouts that would fall on a day that was closed, and knows its horizon", async () => {
    const now = finance("per_maker", noon(2));
    expect(await setBankDay(now, { day: toDay("2026-11-27"), name: "臨時休業", isClosed: true })).toEqual({
      moved: 3,
    });
    const year = (nowMs: number) => read(now.scope, (tx) => getCalendarYear(tx, { nowMs }));
    expect(await year(noon(2))).toMatchObject({ certainThroughOn: "2027-12-31", isHorizonNear: false });
    await expect(confirmCalendarYear(now, { year: 2030 })).rejects.toThrow("invalid_input");
    await confirmCalendarYear(now, { year: 2028 });
    expect((await year(jstDayStartMs(toDay("2028-08-01")))).isHorizonNear).toBe(true);
  });

  it("shows when a month-end contract closes and pays, months ahead", async () => {
    const scope = merchantScope(2);
    const { periods } = await read(scope, (tx) =>
      listSchedule(tx, { merchantId: scope.tenantId, nowMs: noon(3) }),
    );
    expect(periods.slice(0, 3)).toEqual([
      { closesOn: "2026-11-30", payOn: "2026-12-02", isProvisional: false },
      { closesOn: "2026-12-31", payOn: "2027-01-05", isProvisional: false },
      { closesOn: "2027-01-31", payOn: "2027-02-02", isProvisional: false },
    ]);
  });
});
