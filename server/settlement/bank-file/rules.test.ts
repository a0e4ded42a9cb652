import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addBankDays, addDays, isBankDay, toDay } from "@/server/kernel/calendar";
import { parseZengin, writeZengin } from "./document";
import { LAYOUTS, RECORD_BYTES } from "./layout.data";
import { approveBy, decodeJisX0201, inspectZengin, transferDay, transferDayOf } from "./rules";
import { type BankProfile, profileOf } from "./source-bank.data";

const HEADER = `1210${"1234567890"}${"ﾉﾚﾝ".padEnd(40)}0105${"9999"}${"ﾃｽﾄ".padEnd(15)}999${"ﾎﾝﾃﾝ".padEnd(15)}10000123${" ".repeat(17)}`;
const DATA = `2${"9999"}${"ﾃｽﾄ".padEnd(15)}001${"ｼﾌﾞﾔ".padEnd(15)}000017654321${"ｶ)ﾃｽﾄ".padEnd(30)}00000123450${"0".repeat(20)}7${" ".repeat(8)}`;
const TRAILER = `8000002000000024690${" ".repeat(101)}`;
const END = `9${" ".repeat(119)}`;
const RECORDS = [HEADER, DATA, DATA, TRAILER, END];

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => {
    const code = char.charCodeAt(0);
    return code >= 0xff61 && code <= 0xff9f ? code - 0xfec0 : code;
  });
}

function inspect(records: readonly string[], separator = "\r\n", options = {}) {
  return inspectZengin(bytesOf(records.join(separator)), options);
}

function put(record: string, at: number, value: string): string {
  return `${record.slice(0, at)}${value}${record.slice(at + value.length)}`;
}

/** The codes found in record 2 of an otherwise good file when `value` is put at `at`. */
function inData(at: number, value: string, options = {}) {
  return inspect([HEADER, put(DATA, at, value), DATA, TRAILER, END], "\r\n", options).findings.map(
    ({ record, field, code, severity }) => `${record} ${field} ${code} ${severity}`,
  );
}

test("every layout covers its 120 bytes without gap or overlap", () => {
  for (const layout of Object.values(LAYOUTS)) {
    let at = 0;
    for (const field of layout) {
      expect(field.at).toBe(at);
      at += field.length;
    }
    expect(at).toBe(RECORD_BYTES);
  }
});

describe("inspection", () => {
  test("a good file has no findings, with CRLF, with a last CRLF, and without any", () => {
    const good = { ok: true, records: 5, count: 2, totalYen: 24_690n, findings: [] };
    expect(inspect(RECORDS)).toEqual({ ...good, separator: "crlf" });
    expect(inspect([...RECORDS, ""])).toEqual({ ...good, separator: "crlf" });
    expect(inspect(RECORDS, "")).toEqual({ ...good, separator: "none" });
    expect(inspectZengin(bytesOf(`${RECORDS.join("")}\r\n`))).toEqual({ ...good, separator: "none" });
  });

  test.each([
    ["lf", "\n"],
    ["cr", "\r"],
  ])("%s alone is read, refused by banks, and a warning in lenient reading", (name, separator) => {
    const strict = inspect(RECORDS, separator);
    expect(strict).toMatchObject({ ok: false, separator: name, count: 2, totalYen: 24_690n });
    expect(strict.findings).toMatchObject([
      { record: 0, field: "separator", code: "separator", severity: "error" },
    ]);
    expect(inspect(RECORDS, separator, { lenient: true })).toMatchObject({
      ok: true,
      findings: [{ severity: "warning" }],
    });
  });

  test("mixed separators and an end-of-file mark are named", () => {
    const mixed = inspectZengin(bytesOf(`${HEADER}\r\n${DATA}\n${DATA}\r\n${TRAILER}\r\n${END}\r\n`));
    expect(mixed).toMatchObject({ ok: false, separator: "mixed", records: 5 });
    const marked = inspectZengin(bytesOf(`${RECORDS.join("\r\n")}\r\n\x1a`));
    expect(marked).toMatchObject({ ok: true, records: 5, findings: [{ code: "end_of_file_mark" }] });
  });

  test("a trailer that differs from the data is an error in any reading", () => {
    for (const lenient of [false, true]) {
      const wrong = [HEADER, DATA, DATA, put(TRAILER, 1, "000003000000024691"), END];
      expect(inspect(wrong, "\r\n", { lenient }).findings).toMatchObject([
        { record: 4, field: "count", code: "trailer_count", severity: "error" },
        { record: 4, field: "totalYen", code: "trailer_total", severity: "error" },
      ]);
    }
  });

  test.each([
    ["no header", [DATA, DATA, TRAILER, END], 1],
    ["two headers", [HEADER, HEADER, DATA, DATA, TRAILER, END], 2],
    ["data after the trailer", [HEADER, DATA, DATA, TRAILER, DATA, END], 5],
    ["no trailer", [HEADER, DATA, DATA, END], 4],
    ["no end record", [HEADER, DATA, DATA, TRAILER], 0],
    ["a record after the end", [...RECORDS, END], 6],
  ])("%s is out of order", (_fault, records, record) => {
    const { ok, findings } = inspect(records);
    expect(ok).toBe(false);
    expect(findings.filter(({ code }) => code === "record_order").map((finding) => finding.record)).toContain(
      record,
    );
  });

  test("an empty file, a file without data, a strange record and a short one are named", () => {
    expect(inspectZengin(new Uint8Array())).toMatchObject({
      ok: false,
      records: 0,
      findings: [{ code: "file_empty" }],
    });
    const none = inspect([HEADER, `8${"0".repeat(18)}${" ".repeat(101)}`, END]);
    expect(none.findings).toMatchObject([{ record: 0, field: "data", code: "no_data" }]);
    expect(inspect([HEADER, put(DATA, 0, "5"), DATA, TRAILER, END]).findings).toMatchObject([
      { record: 2, code: "record_type" },
      { record: 4, code: "trailer_count" },
      { record: 4, code: "trailer_total" },
    ]);
    expect(inspect([HEADER, DATA, DATA, TRAILER, END.slice(1)]).ok).toBe(false);
    expect(inspect([HEADER, DATA, DATA, TRAILER, "9"]).findings).toMatchObject([
      { record: 5, code: "record_length" },
    ]);
  });

  test("each field of a data record answers for itself", () => {
    expect(inData(1, "99A9")).toEqual(["2 bankCode not_digits error"]);
    expect(inData(5, "ﾃ.ﾄ")).toEqual(["2 bankName characters error"]);
    expect(inData(5, " ".repeat(15))).toEqual(["2 bankName name_blank warning"]);
    expect(inData(38, "    ")).toEqual([]);
    expect(inData(38, "00 0")).toEqual(["2 clearingHouse not_digits error"]);
    expect(inData(42, "3")).toEqual(["2 accountType value_not_allowed error"]);
    expect(inData(42, "4")).toEqual([]);
    expect(inData(43, "   4321")).toEqual(["2 accountNumber not_digits error"]);
    expect(inData(43, "0000000")).toEqual(["2 accountNumber account_zero warning"]);
    expect(inData(50, " ".repeat(30))).toEqual(["2 payeeName blank error"]);
    expect(inData(50, " ｶ)")).toEqual(["2 payeeName not_left_justified error"]);
    expect(inData(91, " ".repeat(20))).toEqual([]);
    expect(inData(91, "ABC")).toEqual(["2 customerCode1 not_digits error"]);
    expect(inData(91, `${"ｾｲｷﾕｳ 12".padEnd(20)}7Y`)).toEqual([]);
    expect(inData(111, "8")).toEqual(["2 transferClass value_unusual error"]);
    expect(inData(113, "X")).toEqual(["2 filler filler error"]);
    expect(inData(80, "0000000000")[0]).toBe("2 amountYen amount_zero error");
  });

  test("small kana, the long-vowel mark, ｦ, commas, lower case and misplaced voicing are refused in payee names", () => {
    for (const text of ["ｼｮ", "ｺｰ", "ｦ", "A,B", "a", "ｱﾞ", "ｶﾟ", "ﾞ"]) {
      expect(inData(50, text.padEnd(30))).toEqual(["2 payeeName characters error"]);
      expect(inData(50, text.padEnd(30), { lenient: true })).toEqual(["2 payeeName characters warning"]);
    }
  });

  test("the header's type, account and date are checked", () => {
    const findings = (at: number, value: string) =>
      inspect([put(HEADER, at, value), DATA, DATA, TRAILER, END]).findings.map(
        ({ field, code }) => `${field} ${code}`,
      );
    expect(findings(1, "11")).toEqual(["fileType value_not_allowed"]);
    expect(findings(3, "1")).toEqual(["codeClass value_unusual"]);
    expect(findings(54, "0230")).toEqual(["transferDate date"]);
    expect(findings(54, "0229")).toEqual([]);
    expect(findings(54, "1301")).toEqual(["transferDate date"]);
    expect(findings(95, "4")).toEqual(["accountType value_not_allowed"]);
    expect(findings(103, "x")).toEqual(["filler filler"]);
  });

  test("any bytes at all are answered, not thrown on", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
        expect(inspectZengin(bytes).ok).toBe(false);
      }),
    );
  });

  test("one changed byte in a digit is never overlooked in the amounts or the trailer", () => {
    const text = RECORDS.join("");
    const places = [...Array(10).keys()]
      .map((at) => 200 + at)
      .concat([...Array(18).keys()].map((at) => 361 + at));
    for (const at of places) {
      const other = text.charAt(at) === "9" ? "0" : String(Number(text.charAt(at)) + 1);
      expect(inspectZengin(bytesOf(put(text, at, other))).ok).toBe(false);
    }
  });
});

describe("the profile of a sending bank", () => {
  const [header, row] = (() => {
    const read = parseZengin(bytesOf(RECORDS.join("\r\n")), { issuedOn: toDay("2026-12-01") });
    return [read.header, read.rows[0]] as const;
  })();
  const rows = row ? [row] : [];

  test("records end as it says, and any of it is read again", () => {
    const written = (separator: BankProfile["separator"]) => writeZengin({ header, rows, separator });
    const between = written("crlf");
    expect(between.length).toBe(4 * 120 + 3 * 2);
    expect(written("none").length).toBe(4 * 120);
    expect([...written("crlf_after")]).toEqual([...between, 13, 10]);
    for (const separator of ["crlf", "crlf_after", "none"] as const)
      expect(inspectZengin(written(separator))).toMatchObject({ ok: true, count: 1, findings: [] });
  });

  test("a sign that it does not take is refused with its row, not dropped", () => {
    const write = (signs: string) => writeZengin({ header, rows, separator: "crlf", signs });
    expect(() => write("-")).toThrow(expect.objectContaining({ params: { row: 1, field: "payeeName" } }));
    expect(write("().-").length).toBeGreaterThan(0);
    expect(profileOf("9999")).toEqual({ separator: "crlf", rowLimit: 9_999, signs: "().-" });
    expect(profileOf("0128").separator).toBe("crlf_after");
  });
});

describe("typed reading", () => {
  test("another system's file is read into records", () => {
    const file = parseZengin(bytesOf(RECORDS.join("\r\n")), { issuedOn: toDay("2026-12-28") });
    expect(file.header).toMatchObject({
      clientName: "ﾉﾚﾝ",
      transferOn: "2027-01-05",
      accountNumber: "0000123",
    });
    expect(file.rows[1]).toMatchObject({ payeeName: "ｶ)ﾃｽﾄ", amountYen: 12_345n, accountType: "1" });
    expect(file.trailer).toEqual({ count: 2, totalYen: 24_690n });
  });

  test("a faulty file is refused with its row and field; form alone passes when lenient", () => {
    const records = [HEADER, DATA, put(DATA, 50, "ｺｰ"), TRAILER, END];
    const bytes = bytesOf(records.join("\n"));
    expect(() => parseZengin(bytes, { issuedOn: toDay("2026-12-28") })).toThrow("bank_row_invalid");
    expect(parseZengin(bytes, { issuedOn: toDay("2026-12-28"), lenient: true }).rows).toHaveLength(2);
  });

  test("bytes outside JIS X 0201 do not pass for characters", () => {
    expect(decodeJisX0201(Uint8Array.of(0x41, 0xa1, 0xdf, 0x80, 0xe0))).toBe("A｡ﾟ\ufffd\ufffd");
  });
});

describe("dates of a file", () => {
  test("the year follows from the day of issue, 29 February included", () => {
    expect(transferDay("1230", toDay("2026-12-28"))).toBe("2026-12-30");
    expect(transferDay("0104", toDay("2026-12-28"))).toBe("2027-01-04");
    expect(transferDay("0229", toDay("2027-12-01"))).toBe("2028-02-29");
    expect(transferDay("0229", toDay("2026-12-01"))).toBeUndefined();
    expect(transferDay("0431", toDay("2026-12-01"))).toBeUndefined();
  });

  test("a payout whose day can no longer be kept moves to the first that can, over weekends and the turn of the year", () => {
    const none = new Set<string>();
    const moved = (payOn: string, today: string) => transferDayOf(toDay(payOn), toDay(today), none);
    expect(moved("2026-11-26", "2026-11-25")).toBe("2026-11-26");
    expect(moved("2026-11-26", "2026-11-26")).toBe("2026-11-27");
    // For a Monday the bank wants its file on Friday: on Saturday only Tuesday is left.
    expect(moved("2026-11-30", "2026-11-27")).toBe("2026-11-30");
    expect(moved("2026-11-30", "2026-11-28")).toBe("2026-12-01");
    expect(moved("2026-12-30", "2026-12-30")).toBe("2027-01-04");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 40 }), (at, late) => {
        const today = addDays(toDay("2024-01-04"), at);
        const payOn = addBankDays(addDays(today, -late), 2, none);
        const day = transferDayOf(payOn, today, none);
        expect(today <= approveBy(day, none)).toBe(true);
        expect(day >= payOn && isBankDay(day, none)).toBe(true);
      }),
    );
  });

  test("a file is approved a bank day before its date at the latest", () => {
    expect(approveBy(toDay("2027-01-04"), new Set())).toBe("2026-12-30");
    expect(approveBy(toDay("2026-05-07"), new Set(["2026-05-04", "2026-05-05", "2026-05-06"]))).toBe(
      "2026-05-01",
    );
  });
});
