import { addDays, type Day, utc8Day } from "@/server/kernel/calendar";

export type ItemType = "PAYMENT" | "REFUND";

/** One successful payment or refund as the network reports it; amounts are positive. */
export type ReportedItem = {
  /** Line of the file, the header being the first. */
  readonly line: number;
  readonly type: ItemType;
  readonly networkId: string;
  readonly requestId: string;
  readonly merchantId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly atMs: number;
};

export type ReportedSum = {
  readonly type: ItemType | "TOTAL";
  readonly count: number;
  /** Refunds are negative here. */
  readonly amountMinor: bigint;
  readonly currency: string;
};

type FileBase = { readonly file: string; readonly day: Day; readonly seq: number };
export type ItemsFile = FileBase & {
  readonly kind: "transactionItems";
  readonly items: readonly ReportedItem[];
};
export type SummaryFile = FileBase & {
  readonly kind: "settlementSummary";
  readonly sums: readonly ReportedSum[];
};
export type ReportFile = ItemsFile | SummaryFile;

/** The same as Noren has it. */
export type OwnItem = {
  readonly type: ItemType;
  readonly id: string;
  readonly networkId: string | null;
  readonly merchantId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** The network did it between these; for a payment both are its time. Epoch milliseconds. */
  readonly fromMs: number;
  readonly throughMs: number;
  /** Must the network report it, may it (a cancel or reversal is under way), or is it wrong if it does? */
  readonly expected: "must" | "may" | "never";
};

export type DifferentField = "amount" | "currency" | "day" | "merchant" | "state";

/** What came of one item; `line` is the report's, `ownId` Noren's. */
export type Verdict = {
  readonly verdict: "matched" | "missing" | "extra" | "duplicate" | "different";
  readonly type: ItemType;
  readonly networkId: string | null;
  readonly ownId: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly day: Day;
  readonly fields: readonly DifferentField[];
  readonly reportedMinor: bigint | null;
  readonly ownMinor: bigint | null;
};

export type SumDifference = {
  readonly file: string;
  readonly type: ReportedSum["type"];
  readonly reported: { readonly count: number; readonly amountMinor: bigint };
  readonly items: { readonly count: number; readonly amountMinor: bigint };
};

/** Of several editions of a day the last one counts. */
export function latestEditions<T extends FileBase>(files: readonly T[]): T[] {
  const byDay = new Map<Day, T>();
  for (const file of files) {
    const known = byDay.get(file.day);
    if (!known || known.seq < file.seq) byDay.set(file.day, file);
  }
  return [...byDay.values()].sort((a, b) => a.day.localeCompare(b.day));
}

function keyOf(item: { readonly type: ItemType; readonly networkId: string | null }): string {
  return `${item.type} ${item.networkId}`;
}

/** Does Noren's time of an item allow the clearing day (UTC+8)? Between asking and hearing lies a span. */
function mayBeOf(own: OwnItem, day: Day): boolean {
  return utc8Day(own.fromMs) <= day && day <= utc8Day(own.throughMs);
}

/**
 * Compares the network's days with Noren's books, item by item, by the network's id.
 * @param own everything whose id is in the files, and everything of their days
 */
export function compareItems(files: readonly ItemsFile[], own: readonly OwnItem[]): Verdict[] {
  const known = new Map(own.filter((item) => item.networkId !== null).map((item) => [keyOf(item), item]));
  const seen = new Set<string>();
  const verdicts = files.flatMap((file) =>
    file.items.map((item): Verdict => {
      const isRepeated = seen.has(keyOf(item));
      seen.add(keyOf(item));
      const mine = known.get(keyOf(item));
      const fields = mine ? differences(file, item, mine) : [];
      const verdict = isRepeated
        ? "duplicate"
        : !mine
          ? "extra"
          : fields.length > 0
            ? "different"
            : "matched";
      return {
        verdict,
        type: item.type,
        networkId: item.networkId,
        ownId: mine?.id ?? null,
        file: file.file,
        line: item.line,
        day: file.day,
        fields: isRepeated ? [] : fields,
        reportedMinor: item.amountMinor,
        ownMinor: mine?.amountMinor ?? null,
      };
    }),
  );
  const days = new Set(files.map((file) => file.day));
  return [...verdicts, ...own.filter((item) => isMissing(item, seen, days)).map(missing)];
}

function differences(file: ItemsFile, item: ReportedItem, own: OwnItem): DifferentField[] {
  const fields: DifferentField[] = [];
  if (item.amountMinor !== own.amountMinor) fields.push("amount");
  if (item.currency !== own.currency) fields.push("currency");
  if (utc8Day(item.atMs) !== file.day || !mayBeOf(own, file.day)) fields.push("day");
  if (item.merchantId !== "" && item.merchantId !== own.merchantId) fields.push("merchant");
  if (own.expected === "never") fields.push("state");
  return fields;
}

/** Only when every day that it may belong to has been looked at is an item that nobody reported missing. */
function isMissing(item: OwnItem, seen: ReadonlySet<string>, days: ReadonlySet<Day>): boolean {
  if (item.expected !== "must" || (item.networkId !== null && seen.has(keyOf(item)))) return false;
  for (let day = utc8Day(item.fromMs); day <= utc8Day(item.throughMs); day = addDays(day, 1)) {
    if (!days.has(day)) return false;
  }
  return true;
}

function missing(item: OwnItem): Verdict {
  return {
    verdict: "missing",
    type: item.type,
    networkId: item.networkId,
    ownId: item.id,
    file: null,
    line: null,
    day: utc8Day(item.fromMs),
    fields: [],
    reportedMinor: null,
    ownMinor: item.amountMinor,
  };
}

/** Compares the sums that the network states with the items it lists for the same day. */
export function compareSums(summaries: readonly SummaryFile[], files: readonly ItemsFile[]): SumDifference[] {
  return summaries.flatMap((summary) => {
    const items = files.find((file) => file.day === summary.day)?.items;
    if (!items) return [];
    return summary.sums.flatMap((sum) => {
      const own = items.filter((item) => sum.type === "TOTAL" || item.type === sum.type);
      const amountMinor = own.reduce(
        (total, item) => total + (item.type === "REFUND" ? -item.amountMinor : item.amountMinor),
        0n,
      );
      if (sum.count === own.length && sum.amountMinor === amountMinor) return [];
      const reported = { count: sum.count, amountMinor: sum.amountMinor };
      return [{ file: summary.file, type: sum.type, reported, items: { count: own.length, amountMinor } }];
    });
  });
}
