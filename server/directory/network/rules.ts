import { addDays, type Day, daysBetween, toDay } from "@/server/kernel/calendar";

/** A week from Monday to Sunday: merchants at its end, and what the line asked for. */
export type GrowthWeek = {
  readonly fromOn: string;
  readonly throughOn: string;
  readonly joined: number;
  readonly shops: number;
  readonly target: number | null;
};

/** What the network will be at the end of a week if it goes on like this, and between what in four cases of five. */
export type ForecastWeek = {
  readonly throughOn: string;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
};

export type Forecast = {
  readonly weeks: readonly ForecastWeek[];
  /** The end of the first week in which the target is expected to be reached; null when not by the end of the plan. */
  readonly reachedOn: string | null;
  /** New merchants a week from now on that would reach the target on its day. */
  readonly neededWeekly: number;
  /** New merchants a week of the last weeks, on average. */
  readonly recentWeekly: number;
};

/** Whole weeks that the forecast looks back on. */
const LOOK_BACK = 12;
/** A trend does not go on for ever: each week it is this much weaker. */
const DAMPING = 0.9;
/** Four cases of five lie within so many standard deviations. */
const RANGE = 1.2816;

/**
 * Where the network is heading: the straight line through the new merchants of the last twelve whole weeks, damped,
 * with the scatter of those weeks around it as its range.
 * @param weeks whole weeks, oldest first; the running week is left out @param endOn the last day of the plan
 */
export function forecastOf(
  weeks: readonly GrowthWeek[],
  plan: { readonly endOn: string; readonly endShops: number; readonly today: Day },
): Forecast {
  const past = weeks.slice(-LOOK_BACK).map(({ joined }) => joined);
  const last = weeks.at(-1);
  const recentWeekly = past.length === 0 ? 0 : Math.round(sum(past) / past.length);
  if (last === undefined) return { weeks: [], reachedOn: null, neededWeekly: 0, recentWeekly };
  const { level, slope, scatter } = lineThrough(past);
  const ahead = Math.max(0, Math.ceil(daysBetween(toDay(last.throughOn), toDay(plan.endOn)) / 7));
  const points: ForecastWeek[] = [];
  let expected = last.shops;
  let weekly = level;
  let trend = slope;
  for (let week = 1; week <= ahead; week += 1) {
    trend *= DAMPING;
    weekly = Math.max(0, weekly + trend);
    expected += weekly;
    // Scatter of single weeks adds up by its square root; not knowing the level adds up week by week.
    const spread = RANGE * scatter * (Math.sqrt(week) + week / Math.sqrt(Math.max(past.length, 1)));
    points.push({
      throughOn: addDays(toDay(last.throughOn), 7 * week),
      expected: Math.round(expected),
      low: Math.max(last.shops, Math.round(expected - spread)),
      high: Math.round(expected + spread),
    });
  }
  const reached =
    last.shops >= plan.endShops ? last : points.find((point) => point.expected >= plan.endShops);
  const weeksLeft = Math.max(1, daysBetween(plan.today, toDay(plan.endOn)) / 7);
  return {
    weeks: points,
    reachedOn: reached?.throughOn ?? null,
    neededWeekly: Math.max(0, Math.ceil((plan.endShops - last.shops) / weeksLeft)),
    recentWeekly,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Least squares: the value at the last point, the change a week, and the standard deviation around the line. */
function lineThrough(values: readonly number[]): { level: number; slope: number; scatter: number } {
  const count = values.length;
  if (count < 3) return { level: count === 0 ? 0 : sum(values) / count, slope: 0, scatter: 0 };
  const middle = (count - 1) / 2;
  const mean = sum(values) / count;
  const across = sum(values.map((_, at) => (at - middle) ** 2));
  const slope = sum(values.map((value, at) => (at - middle) * (value - mean))) / across;
  const off = values.map((value, at) => value - (mean + slope * (at - middle)));
  return {
    level: mean + slope * middle,
    slope,
    scatter: Math.sqrt(sum(off.map((one) => one ** 2)) / (count - 2)),
  };
}

/** What people assume of a place's market when nobody has said anything else; per inhabitant and year, in yen. */
export const STANDARD_ASSUMPTION = { cashlessBasisPoints: 4_280, spendingMinor: 1_450_000n } as const;

/** Millionths of the cash-less consumption of a place that go through the network, from the sales of thirty days. */
export function shareOfCashless(of: {
  readonly amountMinor: bigint;
  readonly inhabitants: number;
  readonly cashlessBasisPoints: number;
  readonly spendingMinor: bigint;
}): number {
  const yearly = (of.amountMinor * 365n) / 30n;
  const market = (of.spendingMinor * BigInt(of.inhabitants) * BigInt(of.cashlessBasisPoints)) / 10_000n;
  return market === 0n ? 0 : Number((yearly * 1_000_000n) / market);
}
