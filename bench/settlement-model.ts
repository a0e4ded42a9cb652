/**
 * The slow, obvious model that settlement is compared with: it walks over every event of every shop, one at a time,
 * counts days by looking at each, and divides by counting. It shares no line with the product.
 */
export type ModelTerms = {
  readonly validFromOn: string;
  readonly cycle: "daily" | "twice_monthly" | "monthly";
  readonly unit: "statement" | "day_wallet" | "payment";
  readonly feeMode: ModelMode;
  readonly rate: number;
  readonly followsList: boolean;
  readonly taxRate: number;
  readonly exempt: boolean;
  readonly taxMode: ModelMode;
  readonly offset: number;
  readonly payDay: number | null;
  readonly direction: "next" | "previous";
  readonly minimum: bigint;
  readonly transferFee: bigint;
  readonly merchantBears: boolean;
  readonly earlyFee: bigint | null;
};
export type ModelMode = "down" | "up" | "half_up" | "half_even";

export type ModelRate = {
  readonly kind: "list" | "own" | "campaign";
  readonly shop: number | null;
  readonly mcc: string | null;
  readonly wallet: string | null;
  readonly rate: number;
  readonly fromOn: string;
  readonly throughOn: string | null;
};

export type ModelSale = {
  readonly id: string;
  readonly shop: number;
  readonly mcc: string;
  /** Which of the shop's stores sold it. */
  readonly branch: number;
  readonly wallet: string;
  readonly dayOn: string;
  readonly amount: bigint;
  /** What has been asked back of it so far. */
  refunded: bigint;
};

/** Something that moves what a shop is owed; `amount` is signed as the shop reads it. */
export type ModelEvent = {
  readonly figure: "sales" | "refunds" | "adjustments" | "returned";
  readonly sale: ModelSale | null;
  readonly amount: bigint;
  readonly bookedAtMs: number;
  summed: boolean;
};

type Unit = { rate: number; base: bigint; fee: bigint; mode: ModelMode; taxRate: number };

export type ModelShop = {
  readonly terms: readonly ModelTerms[];
  readonly events: ModelEvent[];
  carried: bigint;
  wantsEarly: bigint | null;
  /** Which unit of which closed statement a sale's fee stands in. */
  readonly units: Map<string, Unit>;
  readonly unitOfSale: Map<string, string>;
};

export type ModelStatement = Readonly<
  Record<
    | "opening"
    | "sales"
    | "refunds"
    | "adjustments"
    | "returned"
    | "fees"
    | "feesReturned"
    | "transferFee"
    | "tax"
    | "taxReturned"
    | "payout"
    | "carried",
    bigint
  >
> & { readonly payOn: string };

/** Long division by counting down; the mode decides about what is left. */
export function slowPercent(amount: bigint, basisPoints: number, mode: ModelMode): bigint {
  const negative = amount < 0n;
  let rest = (negative ? -amount : amount) * BigInt(basisPoints);
  let yen = 0n;
  for (let step = 10n ** 18n; step >= 1n; step /= 10n) {
    while (rest >= step * 10_000n) {
      rest -= step * 10_000n;
      yen += step;
    }
  }
  const up =
    (mode === "up" && rest > 0n) ||
    (mode === "half_up" && rest >= 5_000n) ||
    (mode === "half_even" && (rest > 5_000n || (rest === 5_000n && yen % 2n === 1n)));
  const rounded = up ? yen + 1n : yen;
  return negative ? -rounded : rounded;
}

export function dayAfter(day: string, count = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** When a day ends in Japan. */
export function endOfDayMs(day: string): number {
  return Date.parse(`${day}T00:00:00+09:00`) + 86_400_000;
}

function banksWork(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const turn = ["12-31", "01-01", "01-02", "01-03"].includes(day.slice(5));
  return weekday !== 0 && weekday !== 6 && !turn && !holidays.has(day);
}

function lastOfMonth(day: string): boolean {
  return dayAfter(day).endsWith("-01");
}

function closesOn(terms: ModelTerms, day: string): boolean {
  if (terms.cycle === "daily" || lastOfMonth(day)) return true;
  return terms.cycle === "twice_monthly" && day.slice(8) === "15";
}

function nextBankDay(day: string, holidays: ReadonlySet<string>): string {
  let found = dayAfter(day);
  while (!banksWork(found, holidays)) found = dayAfter(found);
  return found;
}

/** Counts on from the close, looking at every day. */
export function slowPayDay(
  terms: Pick<ModelTerms, "offset" | "payDay" | "direction">,
  close: string,
  holidays: ReadonlySet<string>,
): string {
  if (terms.payDay !== null) {
    let day = dayAfter(close);
    while (
      Number(day.slice(8)) !== terms.payDay &&
      !(lastOfMonth(day) && Number(day.slice(8)) < terms.payDay)
    )
      day = dayAfter(day);
    while (!banksWork(day, holidays)) day = dayAfter(day, terms.direction === "next" ? 1 : -1);
    return day > close ? day : nextBankDay(close, holidays);
  }
  let day = close;
  for (let left = terms.offset; left > 0; left -= 1) day = nextBankDay(day, holidays);
  while (!banksWork(day, holidays)) day = dayAfter(day);
  return day;
}

function rateOf(sale: ModelSale, terms: ModelTerms, rates: readonly ModelRate[]): number {
  const valid = rates.filter(
    (rate) =>
      (rate.shop === null || rate.shop === sale.shop) &&
      (rate.mcc === null || rate.mcc === sale.mcc) &&
      (rate.wallet === null || rate.wallet === sale.wallet) &&
      rate.fromOn <= sale.dayOn &&
      (rate.throughOn === null || rate.throughOn >= sale.dayOn),
  );
  const own = valid.find((rate) => rate.kind === "own");
  const listed = valid
    .filter((rate) => rate.kind === "list" && terms.followsList)
    .sort((a, b) => particular(b) - particular(a))[0];
  const usual = own?.rate ?? listed?.rate ?? terms.rate;
  const campaigns = valid.filter((rate) => rate.kind === "campaign").map((rate) => rate.rate);
  return Math.min(usual, ...campaigns);
}

const particular = (rate: ModelRate) => (rate.mcc === null ? 0 : 2) + (rate.wallet === null ? 0 : 1);

function unitKeyOf(sale: ModelSale, rate: number, terms: ModelTerms, close: string): string {
  if (terms.unit === "payment") return `payment ${sale.id}`;
  return terms.unit === "statement"
    ? `${sale.shop} ${close} ${rate}`
    : `${sale.shop} ${close} ${sale.dayOn} ${sale.wallet} ${rate}`;
}

const sumOf = (due: readonly ModelEvent[], figure: ModelEvent["figure"]) =>
  due.filter((event) => event.figure === figure).reduce((sum, event) => sum + event.amount, 0n);

/** Puts what is due into units, new ones and those of earlier statements, and says what fees that makes. */
function chargeFees(
  shop: ModelShop,
  due: readonly ModelEvent[],
  at: ClosingAt,
): Pick<ModelStatement, "fees" | "feesReturned" | "taxReturned"> {
  const fresh = new Set<string>();
  const before = new Map([...shop.units].map(([key, unit]) => [key, unit.fee]));
  // Sales first: a refund of the same period may have been booked at the same instant.
  const ordered = [...due].sort((a, b) => Number(a.amount < 0n) - Number(b.amount < 0n));
  for (const { sale, amount } of ordered) {
    if (sale === null) continue;
    const known = shop.unitOfSale.get(sale.id);
    const rate = rateOf(sale, at.terms, at.rates);
    const key = known ?? unitKeyOf(sale, rate, at.terms, at.close);
    if (known === undefined) shop.unitOfSale.set(sale.id, key);
    const unit = shop.units.get(key) ?? {
      rate,
      base: 0n,
      fee: 0n,
      mode: at.terms.feeMode,
      taxRate: at.terms.exempt ? 0 : at.terms.taxRate,
    };
    if (!shop.units.has(key)) fresh.add(key);
    unit.base += amount;
    shop.units.set(key, unit);
  }
  let [fees, feesReturned] = [0n, 0n];
  const returnedByTax = new Map<number, bigint>();
  for (const [key, unit] of shop.units) {
    unit.fee = slowPercent(unit.base, unit.rate, unit.mode);
    if (fresh.has(key)) fees += unit.fee;
    else {
      const back = (before.get(key) ?? 0n) - unit.fee;
      feesReturned += back;
      returnedByTax.set(unit.taxRate, (returnedByTax.get(unit.taxRate) ?? 0n) + back);
    }
  }
  let taxReturned = 0n;
  for (const [rate, base] of returnedByTax) taxReturned += slowPercent(base, rate, at.terms.taxMode);
  return { fees, feesReturned, taxReturned };
}

type ClosingAt = { readonly terms: ModelTerms; readonly rates: readonly ModelRate[]; readonly close: string };

/** Closes a day for one shop: its statement, or null when there is none. */
export function slowClose(
  shop: ModelShop,
  close: string,
  given: { readonly rates: readonly ModelRate[]; readonly holidays: ReadonlySet<string> },
): ModelStatement | null {
  const terms = shop.terms.filter((version) => version.validFromOn <= close).at(-1);
  if (terms === undefined) return null;
  const inTurn = closesOn(terms, close);
  const early = inTurn ? null : shop.wantsEarly;
  if (!inTurn && early === null) return null;
  shop.wantsEarly = null;
  const due = shop.events.filter((event) => !event.summed && event.bookedAtMs < endOfDayMs(close));
  if (due.length === 0 && !(early !== null && shop.carried > 0n)) return null;
  for (const event of due) event.summed = true;
  const { fees, feesReturned, taxReturned } = chargeFees(shop, due, { terms, rates: given.rates, close });
  const opening = shop.carried;
  const held = due.reduce((sum, event) => sum + event.amount, opening) - fees + feesReturned + taxReturned;
  const tax = (transfer: bigint) =>
    slowPercent((terms.exempt ? 0n : fees) + transfer, terms.taxRate, terms.taxMode);
  const transfer = (terms.merchantBears ? terms.transferFee : 0n) + (early ?? 0n);
  const paid = held - transfer - tax(transfer);
  const isPaid = paid >= terms.minimum;
  shop.carried = isPaid ? 0n : held - tax(0n);
  return {
    opening,
    sales: sumOf(due, "sales"),
    refunds: -sumOf(due, "refunds"),
    adjustments: sumOf(due, "adjustments"),
    returned: sumOf(due, "returned"),
    fees,
    feesReturned,
    transferFee: isPaid ? transfer : 0n,
    tax: tax(isPaid ? transfer : 0n),
    taxReturned,
    payout: isPaid ? paid : 0n,
    carried: shop.carried,
    payOn: slowPayDay(early === null ? terms : { ...terms, offset: 1, payDay: null }, close, given.holidays),
  };
}
