import { formatJstTime, jstDay } from "@/server/kernel/calendar";
import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import type { Language } from "@/server/kernel/languages";
import { toCp932 } from "@/server/platform/cp932";
import { type Figure, figuresOf } from "../../statement/rules";
import { figureLabel, type PaperWords, wordsOf } from "../document";
import type { StatementEntry, StatementEntryPage, StatementPaper } from "../queries";

export const TABLE_ENCODINGS = ["utf8", "cp932"] as const;
export type TableEncoding = (typeof TABLE_ENCODINGS)[number];

/** Figures that have entries of their own; the others are one line each. */
const WITH_ENTRIES = new Set<Figure["name"]>(["sales", "refunds", "adjustments", "returnedPayouts"]);

/** Chinese and Korean letters have no place in CP932; the file for Japanese software is then in Japanese. */
function languageOf(language: Language, encoding: TableEncoding): Language {
  if (encoding === "utf8" || language === "en") return language;
  return "ja";
}

type Table = {
  readonly paper: StatementPaper;
  readonly language: Language;
  readonly encoding: TableEncoding;
  /** Reads the page of entries after an entry, the first one without. */
  readonly nextPage: (after: string | undefined) => Promise<StatementEntryPage>;
};

/**
 * A statement as one table: every entry and every figure that has none, signed, down to the payout, which is
 * deducted. The column of amounts adds up to zero. Page by page as the reader takes it, at any size.
 */
export async function* statementTable(table: Table): AsyncGenerator<Uint8Array> {
  const encode = encoderOf(table.encoding);
  for await (const text of linesOf(table)) yield encode(text);
}

function encoderOf(encoding: TableEncoding): (text: string) => Uint8Array {
  if (encoding === "cp932") return (text) => toCp932(text).bytes;
  const encoder = new TextEncoder();
  return (text) => encoder.encode(text);
}

async function* linesOf({ paper, language, encoding, nextPage }: Table): AsyncGenerator<string> {
  const words = wordsOf(languageOf(language, encoding));
  const { column } = words;
  const head = [
    column("kind"),
    column("day"),
    column("time"),
    column("payment"),
    column("refund"),
    column("store"),
    column("wallet"),
    column("amount"),
    column("reference"),
  ];
  const figures = figuresOf(paper.statement).filter(({ name }) => !WITH_ENTRIES.has(name));
  const opening = figures.filter(({ name }) => name === "opening");
  yield `${encoding === "utf8" ? CSV_BOM : ""}${csvLine(head)}${opening.map((one) => figureLine(one, paper, words)).join("")}`;
  let after: string | undefined;
  do {
    const page = await nextPage(after);
    yield page.entries.map((entry) => entryLine(entry, words)).join("");
    after = page.next ?? undefined;
  } while (after !== undefined);
  const rest = figures.filter(({ name }) => name !== "opening").map((one) => figureLine(one, paper, words));
  yield `${rest.join("")}${endLines(paper, words)}`;
}

function entryLine(entry: StatementEntry, { kind }: PaperWords): string {
  const at = entry.occurredAt.getTime();
  return csvLine([
    kind(entry.lineKind),
    jstDay(at),
    formatJstTime(at),
    entry.paymentId?.slice("pay_".length) ?? "",
    entry.refundId ?? "",
    entry.storeName ?? "",
    entry.walletName ?? "",
    entry.amountMinor,
    entry.paymentId === null ? entry.reference : "",
  ]);
}

function figureLine({ name, minor }: Figure, paper: StatementPaper, words: PaperWords): string {
  return summaryLine(figureLabel(name, paper.statement, words), minor, paper);
}

function summaryLine(label: string, minor: bigint, { statement }: StatementPaper): string {
  return csvLine([label, statement.throughOn, "", "", "", "", "", minor, statement.id]);
}

function endLines(paper: StatementPaper, { line }: PaperWords): string {
  const { payoutMinor, carriedMinor } = paper.statement;
  return [
    summaryLine(line("carried"), -carriedMinor, paper),
    summaryLine(line("payout"), -payoutMinor, paper),
  ].join("");
}
