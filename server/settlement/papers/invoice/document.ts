import PDFDocument from "pdfkit";
import { formatDay, formatJstDate, toDay } from "@/server/kernel/calendar";
import type { Language } from "@/server/kernel/languages";
import { formatMoney, jpy, percentText, ROUNDING_MODES } from "@/server/kernel/money";
import { type Typesetter, typesetter } from "@/server/platform/typesetter";
import { figuresOf } from "../../statement/rules";
import { figureLabel, type PaperWords, wordsOf } from "../document";
import type { StatementPaper } from "../queries";
import { rateSums, returnedPerRate } from "../rules";
import { INK, MARGIN, PAGE, RULE, SOFT } from "./sheet.data";

/** Which paper: the statement with its lines, or the qualified invoice alone, which is its first part. */
export const PAPERS = ["statement", "invoice"] as const;
export type PaperKind = (typeof PAPERS)[number];

type Sheet = {
  readonly pdf: InstanceType<typeof PDFDocument>;
  readonly type: Typesetter;
  readonly words: PaperWords;
  readonly paper: StatementPaper;
  readonly day: (day: string) => string;
};

const RIGHT = PAGE.width - MARGIN;
const FOOT = PAGE.height - 60;

/** Draws a statement as PDF. The same statement gives the same bytes, whenever it is drawn. */
export async function statementPdf(
  paper: StatementPaper,
  { language, kind }: { language: Language; kind: PaperKind },
): Promise<Buffer> {
  const words = wordsOf(language);
  const pdf = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: "1.6",
    info: { Title: titleOf(paper, words), Author: paper.issuer.name, CreationDate: paper.statement.closedAt },
  });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
  const ended = new Promise<void>((resolve) => pdf.on("end", resolve));
  const day = (text: string) => formatDay(toDay(text), language, { year: true });
  const sheet: Sheet = { pdf, type: typesetter(pdf), words, paper, day };
  addPage(sheet);
  const at = drawReturns(sheet, drawRates(sheet, drawFigures(sheet, drawHead(sheet))));
  if (kind === "statement") drawLines(sheet, at);
  drawFeet(sheet);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function titleOf({ statement }: StatementPaper, { paper }: PaperWords): string {
  return `${paper("title")} ${paper("number", { number: numberText(statement.invoiceNumber) })}`;
}

function numberText(number: bigint | null): string {
  return (number ?? 0n).toString().padStart(8, "0");
}

function addPage({ pdf }: Sheet): void {
  pdf.addPage({ size: [PAGE.width, PAGE.height], margin: 0 });
}

/** Room for something of a height: on this page, or at the top of a new one. */
function place(sheet: Sheet, y: number, height: number): number {
  if (y + height <= FOOT) return y;
  addPage(sheet);
  return MARGIN;
}

function rule({ pdf }: Sheet, y: number, weight = 0.5): void {
  pdf
    .lineWidth(weight)
    .moveTo(MARGIN, y)
    .lineTo(RIGHT, y)
    .stroke(weight > 0.5 ? INK : RULE);
}

/** Who bills whom for what: number, day, period, recipient, issuer with registration number. */
function drawHead({ type, words, paper, day }: Sheet): number {
  const { statement, issuer, recipient } = paper;
  const small = { size: 9, color: SOFT, language: words.language } as const;
  const right = { ...small, align: "right" } as const;
  type.line(words.paper("title"), MARGIN, 74, {
    ...small,
    size: 18,
    weight: "bold",
    color: INK,
    maxWidth: 340,
  });
  type.line(words.paper("number", { number: numberText(statement.invoiceNumber) }), RIGHT, 66, {
    ...right,
    color: INK,
  });
  const issued = formatJstDate(statement.closedAt.getTime(), words.language, { year: true });
  type.line(words.paper("issued", { day: issued }), RIGHT, 80, right);
  const to = words.paper("recipient", { name: recipient.name });
  type.line(to, MARGIN, 118, { ...small, size: 13, weight: "bold", color: INK, maxWidth: 270 });
  const address = `〒${recipient.postalCode.replace(/^(\d{3})-?(\d{4})$/, "$1-$2")} ${recipient.address}`;
  type.line(address, MARGIN, 134, { ...small, maxWidth: 270 });
  type.line(issuer.name, RIGHT, 118, { ...right, size: 11, weight: "bold", color: INK, maxWidth: 220 });
  type.line(words.paper("registration", { number: issuer.registrationNumber }), RIGHT, 134, {
    ...right,
    color: INK,
  });
  type.line(issuer.address, RIGHT, 148, { ...right, maxWidth: 220 });
  const period = words.paper("period", { from: day(statement.fromOn), through: day(statement.throughOn) });
  type.line(period, MARGIN, 172, { ...small, size: 10, color: INK });
  type.line(words.paper("content"), MARGIN, 187, small);
  const { payout } = statement;
  if (payout)
    type.line(words.paper("payOn", { day: day(payout.payOn) }), RIGHT, 172, {
      ...right,
      size: 10,
      color: INK,
    });
  return 206;
}

/** The figures as on the page, down to the payout, and what is left of them: nothing. */
function drawFigures(sheet: Sheet, top: number): number {
  const { words, paper } = sheet;
  const { statement } = paper;
  let y = top;
  for (const { name, minor } of figuresOf(statement)) {
    y = row(sheet, y, figureLabel(name, statement, words), minor);
  }
  y = row(sheet, y, words.line("carried"), -statement.carriedMinor);
  rule(sheet, y, 1.2);
  rule(sheet, y + 2.5, 0.5);
  y = row(sheet, y + 3, words.line("payout"), statement.payoutMinor, true);
  return row(sheet, y, words.paper("remainder"), statement.remainderMinor) + 16;
}

function row(sheet: Sheet, y: number, label: string, minor: bigint, strong = false): number {
  const { type, words } = sheet;
  const style = {
    size: strong ? 13 : 10,
    weight: strong ? "bold" : "regular",
    color: INK,
    language: words.language,
  } as const;
  const height = strong ? 24 : 18;
  type.line(label, MARGIN, y + height - 6, { ...style, maxWidth: 330 });
  type.line(formatMoney(jpy(minor)), RIGHT, y + height - 6, { ...style, align: "right" });
  rule(sheet, y + height);
  return y + height;
}

/** Per rate: what is taxable and the tax on it, as charged and as given back. */
function drawRates(sheet: Sheet, top: number): number {
  const { type, words, paper } = sheet;
  const sums = rateSums(paper.statement);
  const rate = percentText(sums.basisPoints);
  const style = { size: 9.5, color: INK, language: words.language } as const;
  const columns = (y: number, [label, base, tax]: readonly [string, string, string]) => {
    type.line(label, MARGIN, y, { ...style, maxWidth: 250 });
    type.line(base, MARGIN + 370, y, { ...style, align: "right" });
    type.line(tax, RIGHT, y, { ...style, align: "right" });
    rule(sheet, y + 6);
  };
  const yen = (minor: bigint) => formatMoney(jpy(minor));
  let y = place(sheet, top, 90) + 12;
  type.line(words.paper("taxTitle"), MARGIN, y, { ...style, size: 11, weight: "bold" });
  y += 20;
  columns(y, [words.paper("taxRate"), words.paper("taxBase"), words.paper("taxAmount")]);
  y += 18;
  columns(y, [words.paper("charged", { rate }), yen(sums.chargedMinor), yen(sums.chargedTaxMinor)]);
  if (sums.exemptMinor !== 0n) {
    y += 18;
    columns(y, [words.paper("exempt"), yen(sums.exemptMinor), yen(0n)]);
  }
  const mode = ROUNDING_MODES.find((known) => known === paper.statement.taxRoundingMode) ?? "down";
  for (const back of returnedPerRate(paper.statement.returns, mode)) {
    y += 18;
    const label = words.paper("returned", { rate: percentText(back.basisPoints) });
    columns(y, [label, yen(-back.feeMinor), yen(-back.taxMinor)]);
  }
  type.line(words.paper("rounding"), MARGIN, y + 20, { ...style, size: 8, color: SOFT });
  return y + 36;
}

/** What is given back refers to the statement on which it was charged. */
function drawReturns(sheet: Sheet, top: number): number {
  const { type, words, paper, day } = sheet;
  if (paper.statement.returns.length === 0) return top;
  const style = { size: 9, color: INK, language: words.language } as const;
  let y = place(sheet, top, 40) + 12;
  type.line(words.paper("returnsTitle"), MARGIN, y, { ...style, size: 11, weight: "bold" });
  for (const one of paper.statement.returns) {
    y = place(sheet, y, 18) + 17;
    const period = words.paper("period", { from: day(one.fromOn), through: day(one.throughOn) });
    const number = words.paper("number", { number: numberText(one.invoiceNumber) });
    type.line(`${number}  ${period}`, MARGIN, y, { ...style, maxWidth: 380 });
    type.line(formatMoney(jpy(-one.feeReturnedMinor)), RIGHT, y, { ...style, align: "right" });
    rule(sheet, y + 5);
  }
  return y + 24;
}

const COLUMNS = {
  kind: MARGIN,
  day: MARGIN + 62,
  store: MARGIN + 165,
  wallet: MARGIN + 305,
  count: RIGHT - 82,
} as const;
const ROW = 15;

/** The lines that the figures sum, as on the page; the head of the table stands on every page. */
function drawLines(sheet: Sheet, top: number): void {
  const { words, paper, type } = sheet;
  let y = place(sheet, top, 70) + 14;
  const style = { size: 8.5, color: INK, language: words.language } as const;
  const figures = { ...style, align: "right" } as const;
  type.line(words.paper("lines"), MARGIN, y, { ...style, size: 11, weight: "bold" });
  if (paper.linesAreSummed) {
    y += 14;
    type.line(words.paper("linesSummed"), MARGIN, y, { ...style, size: 8, color: SOFT });
  }
  y = lineHead(sheet, y + 18);
  for (const line of paper.lines) {
    if (y + ROW > FOOT) {
      addPage(sheet);
      y = lineHead(sheet, MARGIN + 8);
    }
    y += ROW;
    const known = LINE_WORDS.find((one) => one === line.kind) ?? "other";
    type.line(words.kind(known), COLUMNS.kind, y, { ...style, maxWidth: 58 });
    type.line(line.dayOn === null ? "" : sheet.day(line.dayOn), COLUMNS.day, y, { ...style, maxWidth: 98 });
    type.line(line.storeName ?? "", COLUMNS.store, y, { ...style, maxWidth: 135 });
    type.line(line.walletName ?? "", COLUMNS.wallet, y, { ...style, maxWidth: 85 });
    type.line(String(line.count), COLUMNS.count, y, figures);
    type.line(formatMoney(jpy(line.amountMinor)), RIGHT, y, figures);
    rule(sheet, y + 4.5);
  }
}

const LINE_WORDS = ["sales", "refunds", "adjustments", "returned_payouts"] as const;

function lineHead(sheet: Sheet, y: number): number {
  const { type, words } = sheet;
  const style = { size: 8, color: SOFT, language: words.language } as const;
  type.line(words.column("kind"), COLUMNS.kind, y, style);
  if (!sheet.paper.linesAreSummed) type.line(words.column("day"), COLUMNS.day, y, style);
  type.line(words.column("store"), COLUMNS.store, y, style);
  type.line(words.column("wallet"), COLUMNS.wallet, y, style);
  type.line(words.column("count"), COLUMNS.count, y, { ...style, align: "right" });
  type.line(words.column("amount"), RIGHT, y, { ...style, align: "right" });
  rule(sheet, y + 4.5, 0.8);
  return y + 4;
}

function drawFeet({ pdf, type, words, paper }: Sheet): void {
  const { count } = pdf.bufferedPageRange();
  const style = { size: 8, color: SOFT, language: words.language } as const;
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    const y = PAGE.height - 34;
    type.line(`${words.brand} · ${titleOf(paper, words)}`, MARGIN, y, style);
    type.line(`${page + 1} / ${count}`, RIGHT, y, { ...style, align: "right" });
  }
}
