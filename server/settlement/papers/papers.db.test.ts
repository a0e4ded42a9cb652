import { PDFiumLibrary } from "@hyzyla/pdfium";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { at, DAY, finance, merchantScope, NOON, openShops, refund, sell } from "@/bench/settlement-bed";
import { resumable } from "@/server/api/downloads";
import { addDays, jstDayStartMs } from "@/server/kernel/calendar";
import { prismaFor, read } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { runSettlement } from "../run/commands";
import { listStatements } from "../statement/queries";
import { type PaperKind, statementPdf } from "./invoice/document";
import { overviewHead, overviewLine } from "./month/document";
import { listMonthStatements, type MonthStatement } from "./month/queries";
import { getStatementPaper, type StatementPaper } from "./queries";
import type { TableEncoding } from "./rules";
import { statementTable } from "./table/document";
import { findTableEnd, readTablePage, type TableEnd } from "./table/queries";

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

function tableFrom(paper: StatementPaper, encoding: TableEncoding, { pageSize = 3, group = 0 } = {}) {
  const scope = merchantScope(group);
  const statementId = paper.statement.id;
  const as = { language: "ja", encoding } as const;
  const partAfter = (last: TableEnd | null) => {
    const from = { afterLine: last?.line ?? 0, after: last?.entry ?? "" };
    return { statementId, ...as, ...from, limit: pageSize };
  };
  return statementTable({
    paper,
    ...as,
    page: (last) => read(scope, (tx) => readTablePage(tx, scope, partAfter(last))),
    endOf: (last) => read(scope, (tx) => findTableEnd(tx, scope, partAfter(last))),
  });
}

async function tableOf(paper: StatementPaper, encoding: TableEncoding, pageSize = 3): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of tableFrom(paper, encoding, { pageSize })) chunks.push(chunk);
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
  const rows: string[][] = parse(await tableOf(second, "utf8"), { bom: true });
  const sale = await prismaFor("jobs").payment.findFirstOrThrow({ where: { amountMinor: 400_000n } });
  const refunds = rows.filter(([kind]) => kind === "返金");
  expect(refunds.map((cells) => [cells[3], cells[7]])).toEqual([[sale.id.slice(4), "-100000"]]);
  expect(refunds[0]?.[4]).toMatch(/^ref_/);
});

it("a name that a spreadsheet would compute is harmless in the table (G25)", async () => {
  const { name } = await prismaFor("operator").store.findFirstOrThrow({
    where: { name: { contains: "さくら1" } },
  });
  await prismaFor("operator").store.updateMany({ where: { name }, data: { name: '=1+"1"' } });
  const rows: string[][] = parse(await tableOf(first, "utf8"), { bom: true });
  expect(rows.filter(([kind]) => kind === "売上").map((cells) => cells[5])).toEqual(Array(7).fill(`'=1+"1"`));
  await prismaFor("operator").store.updateMany({ where: { name: '=1+"1"' }, data: { name } });
});

it("a download that broke off goes on at any byte, and one of other names begins anew", async () => {
  const whole = await tableOf(first, "utf8");
  const ask = (headers: Record<string, string>, version = "1") =>
    resumable(new Request("https://noren.example/x", { headers }), () => tableFrom(first, "utf8"), {
      name: "x.csv",
      type: "text/csv",
      version,
    });
  const full = await ask({});
  const etag = full.headers.get("etag") ?? "";
  expect(Buffer.from(await full.arrayBuffer()).equals(whole)).toBe(true);
  for (const from of [0, 1, 700, whole.length - 1]) {
    const rest = await ask({ range: `bytes=${from}-`, "if-range": etag });
    expect([rest.status, rest.headers.get("content-range")]).toEqual([
      206,
      `bytes ${from}-${whole.length - 1}/${whole.length}`,
    ]);
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(from))).toBe(true);
  }
  expect((await ask({ range: `bytes=${whole.length}-` })).status).toBe(416);
  expect((await ask({ range: "bytes=5-", "if-range": etag }, "2")).status).toBe(200);
});

it("another merchant's papers are as if they were not there (G16)", async () => {
  const { id } = first.statement;
  await expect(paperOf(id, 1)).rejects.toThrow("not_found");
  const table = tableFrom(first, "utf8", { group: 1 });
  await table.next();
  await expect(table.next()).rejects.toThrow("not_found");
  const own = await ofMonth(1, { limit: 9 });
  expect(own.statements).toHaveLength(1);
  expect(own.statements[0]?.id).not.toBe(id);
  await expect(ofMonth(1, { limit: 9, afterStatement: id })).rejects.toThrow("not_found");
});

const ofMonth = (group: number, page: { limit: number; afterStatement?: string | undefined }) =>
  read(merchantScope(group), (tx) =>
    listMonthStatements(tx, merchantScope(group), { month: DAY.slice(0, 7), ...page }),
  );

it("a month's overview has every statement on a line, page after page, whose figures add up to carried and payout", async () => {
  const found: MonthStatement[] = [];
  let next: string | null | undefined;
  do {
    const page = await ofMonth(0, { limit: 1, afterStatement: next ?? undefined });
    found.push(...page.statements);
    next = page.next;
  } while (next !== null);
  expect(found.map(({ id }) => id)).toEqual([first.statement.id, second.statement.id]);
  const text = overviewHead("ja") + found.map(overviewLine).join("");
  const [head = [], ...lines]: string[][] = parse(text, { bom: true });
  const opening = head.indexOf("前回からの繰越");
  const carried = head.indexOf("次回への繰越");
  const sum = (cells: readonly string[]) => cells.reduce((total, cell) => total + BigInt(cell), 0n);
  for (const cells of lines) {
    expect(cells).toHaveLength(head.length);
    expect(sum(cells.slice(opening, carried))).toBe(sum(cells.slice(carried)));
  }
  expect(lines.map((cells) => cells[head.indexOf("入金額")])).toEqual(
    found.map(({ payoutMinor }) => `${payoutMinor}`),
  );
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
  const [line] = first.lines;
  if (!line) throw new Error("no line");
  const lines = Array.from({ length: 200 }, (_, seq) => ({ ...line, storeName: `渋谷店 ${seq + 1}` }));
  const long = { ...first, lines };
  const pages = await pagesOf(long, "statement");
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages.slice(1)) expect(page).toContain("金額（円）");
  const all = pages.join("\n");
  for (const { storeName } of lines) expect(all).toContain(storeName);
  const draw = () => statementPdf(long, { language: "ja", kind: "statement" });
  expect((await draw()).equals(await draw())).toBe(true);
});
