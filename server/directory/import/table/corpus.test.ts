import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { messagesOf } from "@/messages/messages";
import { countersOf, storeOf } from "../stores/rules";
import { matchStoreColumns, typedStore } from "../stores/schema";
import { detectForm, readTable } from "./document";
import {
  cellName,
  RECORD_BYTES_MAX,
  TABLE_PROBLEMS,
  TABLE_ROWS_MAX,
  TableError,
  type TableProblem,
} from "./rules";

/** Awkward files as people send them, and what each of them has to end in: its rows, or a reason with words. */

const HEAD = "店舗番号,店舗名,店舗名カナ,郵便番号,番地";
const ROW = "0001,のれん亭,ノレンテイ,100-0001,千代田1-1";
const CHUNK = 4_096;
const text = (...lines: string[]) => lines.join("\r\n");
const cp932 = (given: string) => iconv.encode(given, "cp932");
const rows = (count: number) => Array.from({ length: count }, (_, at) => `${at},店,テン,100-0001,1-${at}`);

type Case = readonly [what: string, file: string | Uint8Array, ends: number | TableProblem];
const CORPUS: readonly Case[] = [
  ["UTF-8", text(HEAD, ROW), 1],
  ["UTF-8 with its mark", `\uFEFF${text(HEAD, ROW)}`, 1],
  ["CP932 as Excel writes it", cp932(text(HEAD, ROW)), 1],
  ["CP932 with letters of NEC and IBM", cp932(text(HEAD, "1,髙﨑①店,タカサキ,100-0001,1-1")), 1],
  ["UTF-16 little end", iconv.encode(text(HEAD, ROW).replaceAll(",", "\t"), "utf16le", { addBOM: true }), 1],
  ["UTF-16 big end", iconv.encode(text(HEAD, ROW), "utf16be", { addBOM: true }), 1],
  ["tabs", text(HEAD, ROW).replaceAll(",", "\t"), 1],
  ["semicolons", text(HEAD, ROW).replaceAll(",", ";"), 1],
  ["tabs in CP932", cp932(text(HEAD, ROW).replaceAll(",", "\t")), 1],
  ["line feeds alone", `${HEAD}\n${ROW}\n`, 1],
  ["carriage returns alone", `${HEAD}\r${ROW}\r`, 1],
  ["mixed line ends", `${HEAD}\r\n${ROW}\n${ROW}\r${ROW}`, 3],
  ["no line end at the end", text(HEAD, ROW, ROW), 2],
  ["empty lines between", text(HEAD, "", ROW, "", "", ROW, ""), 2],
  ["lines of separators alone", text(HEAD, ",,,,", ROW, ",,,,"), 1],
  ["empty lines before the header", text("", "", HEAD, ROW), 1],
  ["line ends in quotes", text(`${HEAD},レジ名`, `${ROW},"レジ1\r\nレジ2\nレジ3"`), 1],
  ["separators in quotes", text(HEAD, '1,"のれん亭,本店",ノレンテイ,100-0001,"千代田1-1,2階"'), 1],
  ["quotes in quotes", text(HEAD, '1,"""のれん""亭",ノレンテイ,100-0001,1-1'), 1],
  ["a stray quote inside a cell", text(HEAD, '1,のれん"亭,ノレンテイ,100-0001,1-1', ROW), 2],
  ["a header in quotes", text('"店舗番号","店舗名","店舗名カナ","郵便番号","番地"', ROW), 1],
  ["an English header", text("Store Number,NAME,name_kana,Postal Code,address_line", ROW), 1],
  ["marks of required columns", text("店舗番号,店舗名(必須),店舗名カナ（必須）,郵便番号＊,番地", ROW), 1],
  ["columns in another order", text("番地,郵便番号,カナ,店舗名,備考", "1-1,1000001,ノレン,のれん,x"), 1],
  ["half-width kana in the header", text("店舗名,ﾌﾘｶﾞﾅ,郵便番号,住所", "のれん,ﾉﾚﾝ,1000001,1-1"), 1],
  ["more cells than columns", text(HEAD, `${ROW},x,y,z`), 1],
  ["fewer cells than columns", text(HEAD, "1,のれん"), 1],
  ["formulas", text(HEAD, '=1+1,=HYPERLINK("x"),+ノレン,@100,-1'), 1],
  ["cells guarded against formulas", text(HEAD, "0001,のれん亭,ノレンテイ,100-0001,'-千代田1-1"), 1],
  ["emoji and letters of four bytes", text(HEAD, "1,𠮷野家😀,ヨシノヤ,100-0001,1-1"), 1],
  ["a file with blanks only", "   \r\n \t \r\n", "empty"],
  ["nothing at all", "", "empty"],
  ["only the mark", "\uFEFF", "empty"],
  ["a header without rows", `${HEAD}\r\n`, "no_rows"],
  ["a header and empty lines", text(HEAD, "", ",,,,", ""), "no_rows"],
  ["other columns", text("商品,価格", "りんご,100"), "missing_columns"],
  ["rows without a header", text(ROW, ROW), "missing_columns"],
  ["a column twice", text(`${HEAD},店舗名`, `${ROW},のれん`), "double_column"],
  ["a column twice under two names", text(`${HEAD},住所`, `${ROW},x`), "double_column"],
  ["a workbook", Buffer.from("PK\x03\x04 and then more", "latin1"), "spreadsheet"],
  ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), "spreadsheet"],
  ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ", "latin1"), "pdf"],
  ["a picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a]), "not_text"],
  ["a zero byte in the middle", Buffer.from(`${text(HEAD, ROW)}\0${ROW}`), "not_text"],
  ["letters of no encoding", Buffer.from([0x80, 0xff, 0xa0, 0xfd, 0x0a]), "letters"],
  ["half a letter at the end", cp932(text(HEAD, "1,店")).subarray(0, -1), "letters"],
  ["a quote that is never closed", text(HEAD, '1,"のれん亭,ノレンテイ', ROW), "quote_open"],
  ["a cell of 10 MB", text(HEAD, `1,${"あ".repeat(3_500_000)},ノレン,100-0001,1-1`), "row_too_long"],
  ["a quote that swallows a large file", text(HEAD, '1,"のれん', ...rows(9_000)), "row_too_long"],
  ["a line of separators without end", text(HEAD, ",".repeat(RECORD_BYTES_MAX)), "no_rows"],
  ["as many rows as there may be", text(HEAD, ...rows(TABLE_ROWS_MAX)), TABLE_ROWS_MAX],
  ["one row too many", text(HEAD, ...rows(TABLE_ROWS_MAX + 1)), "too_many_rows"],
];

async function* chunksOf(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += CHUNK) yield file.subarray(at, at + CHUNK);
}

async function endOf(given: string | Uint8Array): Promise<number | TableProblem> {
  const file = typeof given === "string" ? Buffer.from(given) : given;
  try {
    const form = await detectForm(chunksOf(file));
    let count = 0;
    for await (const batch of readTable(chunksOf(file), form)) {
      const { columns } = matchStoreColumns(batch.header);
      for (const row of batch.rows)
        storeOf(typedStore(columns, row), { mcc: "5812", phone: "0312345678" }, () => []);
      count += batch.rows.length;
    }
    return count;
  } catch (error) {
    if (error instanceof TableError) return error.refusal.problem;
    throw error;
  }
}

describe("a file that somebody sends ends in its rows or in a reason", () => {
  test.each(CORPUS)("%s", async (_what, file, ends) => {
    expect(await endOf(file)).toBe(ends);
  });

  test("there are at least 40 of them, every reason among them, each with words in Japanese and English", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(40);
    const met = new Set(CORPUS.map(([, , ends]) => ends));
    expect(TABLE_PROBLEMS.filter((problem) => !met.has(problem))).toEqual([]);
    for (const locale of ["ja", "en", "zh", "ko"] as const)
      for (const problem of TABLE_PROBLEMS)
        expect(messagesOf(locale).imports.problem[problem].length, `${locale} ${problem}`).toBeGreaterThan(5);
  });
});

const place = {
  prefectureCode: "13",
  prefecture: "東京都",
  municipalityCode: "13101",
  city: "千代田区",
  cityLatin: "CHIYODA",
};

test("a row is kept in one form, and what was written otherwise is shown", () => {
  const values = {
    storeNumber: "Ａ－１",
    name: "ﾉﾚﾝ亭",
    nameKana: "のれんてい",
    postalCode: "〒１００－０００１",
    addressLine: "千代田１－１",
    phone: "０３（１２３４）５６７８",
  };
  const read = storeOf({ row: 1, values }, { mcc: "5812", phone: "0612345678" }, () => [place]);
  expect(read).toMatchObject({
    ok: true,
    store: {
      storeNumber: "A-1",
      name: "ノレン亭",
      nameKana: "ノレンテイ",
      nameLatin: "NORENTEI",
      postalCode: "1000001",
      city: "千代田区",
      phone: "0312345678",
    },
  });
  expect(read.ok && read.notes.map(({ field }) => field)).toEqual([
    "name",
    "nameKana",
    "nameLatin",
    "phone",
    "postalCode",
    "city",
    "addressLine",
  ]);
});

test("every cell that stands in the way is named, not only the first", () => {
  const values = {
    name: "",
    nameKana: "漢字",
    postalCode: "000-0000",
    addressLine: "1",
    phone: "12",
    mcc: "7995",
  };
  const read = storeOf({ row: 1, values }, { mcc: "5812", phone: "" }, () => []);
  expect(!read.ok && read.problems.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
    "name required",
    "nameKana kana",
    "postalCode postal_code",
    "phone phone",
    "mcc category",
  ]);
  expect(cellName(27, 9)).toBe("AB10");
});

test("tills are named one a line or parted, each once", () => {
  expect(countersOf("1階 食品、レジ２;レジ2\r\n3階|4階\n")).toEqual(["1階 食品", "レジ2", "3階", "4階"]);
});
