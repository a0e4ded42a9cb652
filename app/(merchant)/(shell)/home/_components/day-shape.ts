import type { HourTotal } from "@/server/payments/summary/queries";

/** The hours that a shop is usually open; a payment outside of them widens what is drawn. */
const OPENS = 9;
const CLOSES = 21;
const FULL_HEIGHT = 1_000n;

export type HourBar = HourTotal & { readonly height: number };

/** The hours to draw, each with its height in thousandths of the highest. */
export function shownHours(hours: readonly HourTotal[]): {
  readonly points: readonly HourBar[];
  readonly from: number;
  readonly to: number;
  /** The latest hour with a payment. */
  readonly lastId: string | undefined;
} {
  const used = hours.filter((hour) => hour.count > 0).map((hour) => hour.hour);
  const from = Math.min(OPENS, ...used);
  const to = Math.max(CLOSES, ...used);
  const shown = hours.filter(({ hour }) => hour >= from && hour <= to);
  const highest = shown.reduce((most, { totalMinor }) => larger(most, totalMinor), 1n);
  const points = shown.map((hour) => ({ ...hour, height: thousandths(hour.totalMinor, highest) }));
  return { points, from, to, lastId: used.length === 0 ? undefined : String(Math.max(...used)) };
}

function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function thousandths(part: bigint, whole: bigint): number {
  const share = (part * FULL_HEIGHT) / whole;
  return Number(share);
}

/** By how many percent, cut to a whole one, `now` lies above `before`; undefined when there is nothing to compare with. */
export function percentAbove(now: bigint, before: bigint): number | undefined {
  if (before <= 0n) return undefined;
  const share = ((now - before) * 100n) / before;
  return Number(share);
}
