import { PDFiumLibrary } from "@hyzyla/pdfium";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { at, DAY, finance, merchantScope, NOON, openShops, refund, sell } from "@/bench/settlement-bed";
import { addDays, jstDayStartMs } from "@/server/kernel/calendar";
import { prismaFor, read } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { runSettlement } from "../run/commands";
import { listStatements } from "../statement/queries";
import { type PaperKind, statementPdf } from "./invoice/document";
import { getStatementPaper, listMonthStatements, listStatementEntries, type StatementPaper } from "./queries";
import { statementTable, type TableEncoding } from "./table/document";

const NEXT = addDays(DAY, 1);
let database: TestDatabase;
let first: StatementPaper;
let second: StatementPaper;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
  const sale = await sell(at(NOON), { group: 0, amountMinor: 400_000n });
  for (let more = 0; more < 6; more += 1) await sell(at(NOON), { group: 0, amountMinor: 1_000n });
  await refund(at(NOON), { group: 0, amountMinor: 1_780n, paymentId: sale });
  await sell(at(NOON), { group: 1, amountMinor: 5_000n });
  await runSettlement(finance("per_maker", jstDayStartMs(NEXT) + 1), { throughOn: DAY });
  const later = jstDayStartMs(NEXT) + 12 * 3_600_000;
  await sell(at(later), { group: 0, amountMinor: 500_000n });
  await refund(at(later + 1), { group: 0, amountMinor: 100_000n, paymentId: sale });
  await runSettlement(finance("per_maker", jstDayStartMs(addDays(NEXT, 1)) + 1), { throughOn: NEXT });
  const scope = merchantScope(0);
  const { statements } = await read(scope, (tx) => listStatements(tx, scope, { limit: 2 }));
  const [newer, older] = statements;
  if (!newer || !older) throw new Error("two periods were closed");
  [second, first] = [await paperOf(newer.id), await paperOf(older.id)];
});
afterAll(() => database.drop());

const paperOf = (statementId: string, group = 0) =>
  read(merchantScope(group), (tx) => getStatementPaper(tx, merchantScope(group), { statementId }));
const entriesOf = (statementId: string, after?: string, limit = 3, group = 0) =>
  read(merchantScope(group), (tx) =>
    listStatementEntries(tx, merchantScope(group), { statementId, after, limit }),
  );

async function tableOf(paper: StatementPaper, encoding: TableEncoding, pageSize = 3): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const nextPage = (after: string | undefined) => entriesOf(paper.statement.id, after, pageSize);
  for await (const chunk of statementTable({ paper, language: "ja", encoding, nextPage })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it("the table's amounts add up to zero, and its kinds to the figures of the page", async () => {
  const rows: string[][] = parse(await tableOf(first, "utf8"), { bom: true });
  const [head = [], ...lines] = rows;
  const amounts = lines.map((cells) => BigInt(cells[head.indexOf("金額（円）")] ?? ""));
  expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(0n);
  const sumOf = (kind: string) =>
    lines.reduce((sum, cells, at) => (cells[0] === kind ? sum + (amounts[at] ?? 0n) : sum), 0n);
  expect([sumOf("売上"), sumOf("返金")]).toEqual([first.statement.salesMinor, -first.statement.refundsMinor]);
  expect(lines.filter((cells) => cells[0] === "売上")).toHaveLength(7);
});

it("the table is the same whatever the size of its pages, and in CP932 letter for letter", async () => {
  const whole = await tableOf(first, "utf8", 5_000);
  expect((await tableOf(first, "utf8", 1)).equals(whole)).toBe(true);
  const windows = iconv.decode(await tableOf(first, "cp932"), "cp932");
  expect(`\uFEFF${windows}`).toBe(whole.toString("utf8"));
});

it("an entry names its payment, also that of a refund", async () => {
  const { entries, next } = await entriesOf(second.statement.id, undefined, 10);
  expect(next).toBeNull();
  expect(entries.map((entry) => [entry.lineKind, entry.amountMinor])).toEqual([
    ["sales", 500_000n],
    ["refunds", -100_000n],
  ]);
  const sale = await prismaFor("jobs").payment.findFirstOrThrow({ where: { amountMinor: 400_000n } });
  expect(entries[1]?.paymentId).toBe(sale.id);
});

it("another merchant's papers are as if they were not there (G16)", async () => {
  const { id } = first.statement;
  await expect(paperOf(id, 1)).rejects.toThrow("not_found");
  await expect(entriesOf(id, undefined, 3, 1)).rejects.toThrow("not_found");
  const own = await read(merchantScope(1), (tx) =>
    listMonthStatements(tx, merchantScope(1), { month: DAY.slice(0, 7) }),
  );
  expect(own).toHaveLength(1);
  expect(own[0]?.id).not.toBe(id);
});

async function pagesOf(paper: StatementPaper, kind: PaperKind): Promise<string[]> {
  const pdfium = await PDFiumLibrary.init();
  try {
    const document = await pdfium.loadDocument(await statementPdf(paper, { language: "ja", kind }));
    const pages = [...document.pages()].map((page) => page.getText());
    document.destroy();
    return pages;
  } finally {
    pdfium.destroy();
  }
}

it("a qualified invoice says who, to whom, when, what, per rate and tax, and what is given back", async () => {
  const [text = ""] = await pagesOf(second, "invoice");
  const { statement } = second;
  for (const part of [
    second.issuer.name,
    second.issuer.registrationNumber,
    "株式会社さくら1 御中",
    `No. ${String(statement.invoiceNumber).padStart(8, "0")}`,
    "2026年11月25日(水) 〜 2026年11月25日(水)",
    "10% 対象",
    "10% 返還",
    `No. ${String(first.statement.invoiceNumber).padStart(8, "0")} 対象期間 2026年11月24日(火)`,
    "¥9,900",
    "¥990",
    "−¥1,980",
    "−¥198",
  ])
    expect(text).toContain(part);
  expect(text.replace(/\s+/g, " ")).toContain("¥0");
});

it("a long statement goes on over pages, each with the head of the table, and is the same every time", async () => {
  const [line] = first.statement.lines;
  if (!line) throw new Error("no line");
  const lines = Array.from({ length: 200 }, (_, seq) => ({ ...line, seq, storeName: `渋谷店 ${seq + 1}` }));
  const long = { ...first, statement: { ...first.statement, lines } };
  const pages = await pagesOf(long, "statement");
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages.slice(1)) expect(page).toContain("金額（円）");
  const all = pages.join("\n");
  for (const { storeName } of lines) expect(all).toContain(storeName);
  const draw = () => statementPdf(long, { language: "ja", kind: "statement" });
  expect((await draw()).equals(await draw())).toBe(true);
});
