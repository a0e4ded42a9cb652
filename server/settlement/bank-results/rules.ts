import { parse } from "csv-parse/sync";
import type { PayoutState } from "../rules";

/** Why a bank gives a transfer back. The first two need another account, and so does an unknown one. */
export const RETURN_REASONS = ["account_closed", "name_mismatch", "account_unknown", "other"] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Narrows a stored reason. */
export function toReturnReason(text: string | null): ReturnReason | null {
  return RETURN_REASONS.find((known) => known === text) ?? null;
}

const COLUMNS = {
  seq: ["顧客コード1", "顧客コード", "番号", "customer code 1", "customer code", "number"],
  amount: ["金額", "振込金額", "amount"],
  result: ["結果", "処理結果", "result"],
} as const;
type Column = keyof typeof COLUMNS;

/** What banks write for each outcome, compared after NFKC and in lower case. */
const OUTCOMES: Readonly<Record<"done" | ReturnReason, readonly string[]>> = {
  done: ["done", "済", "振込済", "処理済", "0", "0000"],
  account_closed: ["account_closed", "口座解約", "解約済", "解約"],
  name_mismatch: ["name_mismatch", "名義相違", "受取人名相違", "口座名義相違"],
  account_unknown: ["account_unknown", "該当口座なし", "口座なし", "口座番号相違"],
  other: ["other", "returned", "その他", "組戻", "組戻し", "振込不能"],
};

export type Outcome = keyof typeof OUTCOMES;
const KNOWN_OUTCOMES: readonly Outcome[] = ["done", ...RETURN_REASONS];

/** One line of a results file; `row` counts from 1 below the header, `seq` is the customer code that we gave. */
export type ResultRow = {
  readonly row: number;
  readonly seq: number;
  readonly amountMinor: bigint;
  readonly outcome: Outcome;
};

export const RESULT_PROBLEMS = [
  "no_header",
  "unreadable",
  "not_in_file",
  "amount",
  "twice",
  "already_returned",
] as const;
/** What is wrong with a row; row 0 is the file itself. */
export type ResultProblem = { readonly row: number; readonly code: (typeof RESULT_PROBLEMS)[number] };

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** Reads a table of results. Nothing is guessed: what cannot be read is a problem with its row. */
export function readResults(text: string): {
  rows: readonly ResultRow[];
  problems: readonly ResultProblem[];
} {
  const lines: string[][] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  const [head = [], ...body] = lines;
  const at = (column: Column) =>
    head.findIndex((name) => COLUMNS[column].some((known) => plain(known) === plain(name)));
  const places = { seq: at("seq"), amount: at("amount"), result: at("result") };
  if (Object.values(places).includes(-1)) return { rows: [], problems: [{ row: 0, code: "no_header" }] };
  const rows: ResultRow[] = [];
  const problems: ResultProblem[] = [];
  for (const [index, cells] of body.entries()) {
    const seq = plain(cells[places.seq] ?? "");
    const amount = plain(cells[places.amount] ?? "").replace(/[,¥円\s]/gu, "");
    const outcome = outcomeOf(cells[places.result] ?? "");
    const isWhole = /^\d{1,10}$/.test(seq) && /^\d{1,12}$/.test(amount);
    if (isWhole && outcome !== undefined)
      rows.push({ row: index + 1, seq: Number(seq), amountMinor: BigInt(amount), outcome });
    else problems.push({ row: index + 1, code: "unreadable" });
  }
  return { rows, problems };
}

function outcomeOf(text: string): Outcome | undefined {
  return KNOWN_OUTCOMES.find((outcome) => OUTCOMES[outcome].includes(plain(text)));
}

/** A payout as its transfer file carries it. */
export type Carried = {
  readonly seq: number;
  readonly payoutId: string;
  readonly tenantId: string;
  readonly statementId: string;
  readonly amountMinor: bigint;
  readonly state: PayoutState;
};

export type Matched = {
  readonly done: readonly Carried[];
  readonly returned: readonly (Carried & { readonly reason: ReturnReason })[];
  /** Rows that say what is known already: the same file imported again changes nothing. */
  readonly known: number;
  readonly problems: readonly ResultProblem[];
};

/**
 * Finds the payout of every row by its number in the file and its amount. A payout that was given back stays so; one
 * that the bank called done may still come back.
 */
export function matchResults(rows: readonly ResultRow[], carried: readonly Carried[]): Matched {
  const bySeq = new Map(carried.map((one) => [one.seq, one]));
  const seen = new Set<number>();
  const done: Carried[] = [];
  const returned: (Carried & { reason: ReturnReason })[] = [];
  const problems: ResultProblem[] = [];
  let known = 0;
  for (const { row, seq, amountMinor, outcome } of rows) {
    const one = bySeq.get(seq);
    const code = problemOf(one, { amountMinor, outcome, isTwice: seen.has(seq) });
    seen.add(seq);
    if (one === undefined || code !== undefined) problems.push({ row, code: code ?? "not_in_file" });
    else if (one.state === (outcome === "done" ? "paid" : "returned")) known += 1;
    else if (outcome === "done") done.push(one);
    else returned.push({ ...one, reason: outcome });
  }
  return { done, returned, known, problems };
}

function problemOf(
  one: Carried | undefined,
  result: { amountMinor: bigint; outcome: Outcome; isTwice: boolean },
): ResultProblem["code"] | undefined {
  if (one === undefined) return "not_in_file";
  if (result.isTwice) return "twice";
  if (one.amountMinor !== result.amountMinor) return "amount";
  return one.state === "returned" && result.outcome === "done" ? "already_returned" : undefined;
}
