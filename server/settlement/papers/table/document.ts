import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import type { Language } from "@/server/kernel/languages";
import { toCp932 } from "@/server/platform/cp932";
import { type Figure, figuresOf } from "../../statement/rules";
import { figureLabel, type PaperWords, wordsOf } from "../document";
import type { StatementPaper } from "../queries";
import { languageOfTable, type TableEncoding } from "../rules";
import type { TableEnd } from "./queries";

/** Figures that have entries of their own; the others are one line each. */
const WITH_ENTRIES = new Set<Figure["name"]>(["sales", "refunds", "adjustments", "returnedPayouts"]);

type Table = {
  readonly paper: StatementPaper;
  readonly language: Language;
  readonly encoding: TableEncoding;
  /** Reads the part of the table after an entry, the first one without. */
  readonly page: (after: TableEnd | null) => Promise<string>;
  /** Where that part ends; null when it is the last. */
  readonly endOf: (after: TableEnd | null) => Promise<TableEnd | null>;
};

/** Parts that are read at once: one on its way to the reader, and one for each of two connections. */
const AHEAD = 2;

/**
 * A statement as one table: every entry and every figure that has none, signed, down to the payout, which is
 * deducted. The column of amounts adds up to zero. While a part is on its way to the reader the next two are read; no
 * more than three are in memory, at any size.
 */
export async function* statementTable(table: Table): AsyncGenerator<Uint8Array> {
  const encode = encoderOf(table.encoding);
  const { head, foot } = endsOf(table);
  yield encode(head);
  for await (const text of pagesOf(table)) yield encode(text);
  yield encode(foot);
}

function encoderOf(encoding: TableEncoding): (text: string) => Uint8Array {
  if (encoding === "cp932") return (text) => toCp932(text).bytes;
  const encoder = new TextEncoder();
  return (text) => encoder.encode(text);
}

async function* pagesOf({ page, endOf }: Table): AsyncGenerator<string> {
  const coming: Promise<string>[] = [];
  try {
    let after: TableEnd | null = null;
    do {
      coming.push(handled(page(after)));
      after = await endOf(after);
      if (coming.length > AHEAD) yield await nextOf(coming);
    } while (after !== null);
    while (coming.length > 0) yield await nextOf(coming);
  } finally {
    // Whoever stops reading leaves parts behind that are still being read.
    await Promise.allSettled(coming);
  }
}

/** A part whose failure is heard where it is waited for, and nowhere before. */
function handled(page: Promise<string>): Promise<string> {
  page.catch(() => undefined);
  return page;
}

function nextOf(coming: Promise<string>[]): Promise<string> {
  return coming.shift() ?? Promise.resolve("");
}

/** What stands above and below the entries; with the names in them it is all that tells two downloads apart. */
export function endsOf({ paper, language, encoding }: Omit<Table, "page" | "endOf">): {
  head: string;
  foot: string;
} {
  const words = wordsOf(languageOfTable({ language, encoding }));
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
  const line = (one: Figure) => figureLine(one, paper, words);
  const opening = figures.filter(({ name }) => name === "opening").map(line);
  const rest = figures.filter(({ name }) => name !== "opening").map(line);
  return {
    head: `${encoding === "utf8" ? CSV_BOM : ""}${csvLine(head)}${opening.join("")}`,
    foot: `${rest.join("")}${endLines(paper, words)}`,
  };
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
