export const ALERT_RULES = ["many_refunds", "night_sales", "split_payments", "silent_poster"] as const;
/** What looked unlike the shop. */
export type AlertRule = (typeof ALERT_RULES)[number];

export const ALERT_OUTCOMES = ["watched", "suspended", "no_concern"] as const;
/** What a person made of it. */
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];

/** Narrows a stored rule. */
export function isAlertRule(text: string): text is AlertRule {
  return ALERT_RULES.some((known) => known === text);
}

/** Narrows a stored rule. @throws RangeError for a text that is none */
export function toAlertRule(text: string): AlertRule {
  if (!isAlertRule(text)) throw new RangeError(`no rule of an alert: ${text}`);
  return text;
}

/** The day of one store, as the rules look at it. Yen, counts. */
export type StoreDay = {
  readonly sales: number;
  readonly refunds: number;
  /** Sales from midnight to five in the morning in Japan. */
  readonly nightSales: number;
  /** Of the four weeks before. */
  readonly usualSales: number;
  readonly usualNightSales: number;
  /** The largest number of payments of one shopper within ten minutes, and their sum. */
  readonly burst: number;
  readonly burstMinor: bigint;
};

const LEAST_REFUNDS = 5;
const LEAST_NIGHT_SALES = 3;
const LEAST_BURST = 3;
const LEAST_BURST_MINOR = 50_000n;
/** Four weeks of fewer sales say nothing about when a shop is open. */
const LEAST_USUAL_SALES = 50;

/** The rules that a day of a store meets. A new shop has no habits yet and is not held against them. */
export function rulesMet(day: StoreDay): AlertRule[] {
  const met: AlertRule[] = [];
  if (day.refunds >= LEAST_REFUNDS && day.refunds * 5 >= day.sales) met.push("many_refunds");
  const isDayShop = day.usualSales >= LEAST_USUAL_SALES && day.usualNightSales * 100 < day.usualSales;
  if (isDayShop && day.nightSales >= LEAST_NIGHT_SALES) met.push("night_sales");
  if (day.burst >= LEAST_BURST && day.burstMinor >= LEAST_BURST_MINOR) met.push("split_payments");
  return met;
}

/** What a rule saw of a day, as the words of the alert are filled with; amounts as decimal text. */
export function factsOf(rule: AlertRule, day: StoreDay): Readonly<Record<string, string | number>> {
  switch (rule) {
    case "many_refunds":
      return { refunds: day.refunds, sales: day.sales };
    case "night_sales":
      return { count: day.nightSales, usual: day.usualNightSales };
    case "split_payments":
      return { count: day.burst, amountMinor: day.burstMinor.toString() };
    case "silent_poster":
      return {};
  }
}
