import { addDays, jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { listBankFiles } from "./bank-file/queries";
import { listReturned } from "./bank-results/queries";

/** Transfers that came back are few; a page of them is all that anybody reads at once. */
const MOST_RETURNED = 200;

const RUN = {
  id: true,
  throughOn: true,
  state: true,
  startedAt: true,
  finishedAt: true,
  statements: true,
  payoutTotalMinor: true,
} as const;

/** Settlement runs, newest first, and the day that can be closed next. */
export async function listRuns(
  tx: Tx,
  _scope: OperatorScope,
  args: { before?: string | undefined; limit: number; nowMs: number },
) {
  const rows = await tx.settlementRun.findMany({
    where: args.before === undefined ? {} : { throughOn: { lt: args.before } },
    select: RUN,
    orderBy: { throughOn: "desc" },
    take: args.limit + 1,
  });
  const runs = rows.slice(0, args.limit);
  const files = await tx.bankFile.groupBy({
    by: ["runId", "state"],
    where: { runId: { in: runs.map((run) => run.id) } },
    _count: { id: true },
  });
  return {
    runs: runs.map((run) => ({
      ...run,
      files: files
        .filter((file) => file.runId === run.id)
        .map((file) => ({ state: file.state, count: file._count.id })),
    })),
    next: rows.length > args.limit ? (runs.at(-1)?.throughOn ?? null) : null,
    closableThroughOn: addDays(jstDay(args.nowMs), -1),
  };
}

/** One run: its payouts by state and its transfer files. @throws DomainError not_found */
export async function getRun(
  tx: Tx,
  scope: OperatorScope,
  args: { readonly runId: string; readonly nowMs: number },
) {
  const run = await tx.settlementRun.findUnique({ where: { id: args.runId }, select: RUN });
  if (!run) throw new DomainError("not_found");
  const payouts = await tx.payout.groupBy({
    by: ["state", "payOn"],
    where: { runId: run.id },
    _count: { id: true },
    _sum: { amountMinor: true },
    orderBy: [{ payOn: "asc" }, { state: "asc" }],
  });
  const previous = await tx.settlementRun.findFirst({
    where: { throughOn: { lt: run.throughOn } },
    select: RUN,
    orderBy: { throughOn: "desc" },
  });
  return {
    ...run,
    sums: await sumsOf(tx, run.id),
    /** The run before, to see at a glance whether this one is of the usual size. */
    previous: previous && { ...previous, sums: await sumsOf(tx, previous.id) },
    payouts: payouts.map((row) => ({
      state: row.state,
      payOn: row.payOn,
      count: row._count.id,
      totalMinor: row._sum.amountMinor ?? 0n,
    })),
    files: await listBankFiles(tx, scope, { runId: run.id, nowMs: args.nowMs }),
    returned: await listReturned(tx, scope, { runId: run.id, limit: MOST_RETURNED }),
  };
}

async function sumsOf(tx: Tx, runId: string) {
  const { _sum: sums } = await tx.statement.aggregate({
    where: { runId },
    _sum: {
      openingMinor: true,
      salesMinor: true,
      refundsMinor: true,
      feesMinor: true,
      feesReturnedMinor: true,
      transferFeeMinor: true,
      taxMinor: true,
      taxReturnedMinor: true,
      adjustmentsMinor: true,
      returnedPayoutsMinor: true,
      payoutMinor: true,
      carriedMinor: true,
      feeBaseMinor: true,
      salesCount: true,
      refundsCount: true,
    },
  });
  const yen = (minor: bigint | null) => minor ?? 0n;
  return {
    openingMinor: yen(sums.openingMinor),
    salesMinor: yen(sums.salesMinor),
    refundsMinor: yen(sums.refundsMinor),
    feesMinor: yen(sums.feesMinor),
    feesReturnedMinor: yen(sums.feesReturnedMinor),
    transferFeeMinor: yen(sums.transferFeeMinor),
    taxMinor: yen(sums.taxMinor),
    taxReturnedMinor: yen(sums.taxReturnedMinor),
    adjustmentsMinor: yen(sums.adjustmentsMinor),
    returnedPayoutsMinor: yen(sums.returnedPayoutsMinor),
    payoutMinor: yen(sums.payoutMinor),
    carriedMinor: yen(sums.carriedMinor),
    feeBaseMinor: yen(sums.feeBaseMinor),
    salesCount: sums.salesCount ?? 0,
    refundsCount: sums.refundsCount ?? 0,
  };
}
