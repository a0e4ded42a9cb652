import type { RefundState } from "../refunds/rules";
import type { PaymentState } from "../rules";

export const TIMELINE_KINDS = [
  "created",
  "paid",
  "failed",
  "expired",
  "cancel_requested",
  "cancelled",
  "reversal_due",
  "reversed",
  "refund_requested",
  "refund_held",
  "refund_done",
  "refund_refused",
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing that happened to a payment; `atMs` is null when only the fact is known. */
export type TimelineItem = {
  readonly kind: TimelineKind;
  readonly atMs: number | null;
  readonly amountMinor: bigint | null;
};

type History = {
  readonly state: PaymentState;
  readonly createdAtMs: number;
  readonly paidAtMs: number | null;
  readonly amountMinor: bigint;
  readonly cancelRequestedAtMs: number | null;
  readonly cancelSettledAtMs: number | null;
  readonly refunds: readonly {
    readonly amountMinor: bigint;
    readonly state: RefundState;
    readonly requestedAtMs: number;
    readonly settledAtMs: number | null;
  }[];
};

/** What happened, in the order of its time; what has no time of its own comes last. */
export function paymentTimeline(history: History): readonly TimelineItem[] {
  const { createdAtMs, paidAtMs, amountMinor: paidMinor } = history;
  const items: TimelineItem[] = [];
  // A payment that the wallet began is paid before it is known here: it has no beginning of its own.
  if (paidAtMs === null || createdAtMs < paidAtMs)
    items.push({ kind: "created", atMs: createdAtMs, amountMinor: paidMinor });
  if (paidAtMs !== null) items.push({ kind: "paid", atMs: paidAtMs, amountMinor: paidMinor });
  if (history.cancelRequestedAtMs !== null)
    items.push({ kind: "cancel_requested", atMs: history.cancelRequestedAtMs, amountMinor: null });
  items.push(...endOf(history));
  for (const refund of history.refunds) {
    const { amountMinor, state } = refund;
    items.push({ kind: "refund_requested", atMs: refund.requestedAtMs, amountMinor });
    if (state === "held") items.push({ kind: "refund_held", atMs: refund.requestedAtMs, amountMinor });
    if (state === "done") items.push({ kind: "refund_done", atMs: refund.settledAtMs, amountMinor });
    if (state === "refused") items.push({ kind: "refund_refused", atMs: refund.settledAtMs, amountMinor });
  }
  const order = (item: TimelineItem) => item.atMs ?? Number.MAX_SAFE_INTEGER;
  return items.sort((a, b) => order(a) - order(b));
}

function endOf(history: History): TimelineItem[] {
  const { state } = history;
  switch (state) {
    case "failed":
    case "expired":
    case "reversal_due":
      return [{ kind: state, atMs: null, amountMinor: null }];
    case "cancelled":
    case "reversed":
      return [{ kind: state, atMs: history.cancelSettledAtMs, amountMinor: null }];
    case "created":
    case "pending":
    case "succeeded":
    case "cancel_requested":
      return [];
  }
}
