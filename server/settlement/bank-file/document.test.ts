import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { offendingInTransferName } from "@/server/kernel/kana";
import { MAX_TOTAL_YEN, parseZengin, splitRows, writeZengin } from "./document";
import { inspectZengin, type ZenginHeader, type ZenginRow } from "./rules";

const header: ZenginHeader = {
  clientCode: "1234567890",
  clientName: "ｶ)ﾉﾚﾝ",
  transferOn: toDay("2027-01-05"),
  bankCode: "9999",
  bankName: "ﾃｽﾄ",
  branchCode: "999",
  branchName: "ﾎﾝﾃﾝ",
  accountType: "1",
  accountNumber: "0000123",
};

const row: ZenginRow = {
  bankCode: "9999",
  bankName: "ﾃｽﾄ",
  branchCode: "001",
  branchName: "ｼﾌﾞﾔ",
  accountType: "2",
  accountNumber: "7654321",
  payeeName: "ﾔｷﾄﾘﾉﾚﾝ(ｶ",
  amountYen: 12_345n,
};

/**
 * A second reader that shares nothing with the product: bytes, and the offsets of the standard counted by hand.
 * It throws at the first byte that is not where the standard wants it.
 */
function slowRead(bytes: Uint8Array, separator: "crlf" | "none") {
  const stride = separator === "crlf" ? 122 : 120;
  const size = separator === "crlf" ? bytes.length + 2 : bytes.length;
  if (size % stride !== 0) throw new Error(`length ${bytes.length}`);
  const total = size / stride;
  const raw = (index: number, at: number, length: number) => [
    ...bytes.subarray(index * stride + at, index * stride + at + length),
  ];
  const ascii = (index: number, at: number, length: number) => {
    const codes = raw(index, at, length);
    if (codes.some((code) => code < 0x20 || code > 0x7e)) throw new Error(`not ASCII in ${index} at ${at}`);
    return codes.map((code) => String.fromCharCode(code)).join("");
  };
  const number = (index: number, at: number, length: number) => {
    const text = ascii(index, at, length);
    if (!/^[0-9]+$/.test(text)) throw new Error(`not a number in ${index} at ${at}: ${text}`);
    return text;
  };
  const spaces = (index: number, at: number, length: number) => {
    if (raw(index, at, length).some((code) => code !== 0x20))
      throw new Error(`not spaces in ${index} at ${at}`);
  };
  const kana = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ";
  const text = (index: number, at: number, length: number) =>
    raw(index, at, length)
      .map((code) => (code >= 161 && code <= 223 ? kana.charAt(code - 161) : String.fromCharCode(code)))
      .join("")
      .trimEnd();
  for (let index = 0; separator === "crlf" && index < total - 1; index += 1) {
    const [cr, lf] = raw(index, 120, 2);
    if (cr !== 13 || lf !== 10) throw new Error(`no CRLF after ${index}`);
  }
  const last = total - 1;
  if (ascii(0, 0, 4) !== "1210" || ascii(last - 1, 0, 1) !== "8" || ascii(last, 0, 1) !== "9")
    throw new Error("frame");
  spaces(0, 103, 17);
  spaces(last - 1, 19, 101);
  spaces(last, 1, 119);
  const rows = [];
  for (let index = 1; index < last - 1; index += 1) {
    if (ascii(index, 0, 1) !== "2" || ascii(index, 38, 4) !== "0000") throw new Error(`data ${index}`);
    if (ascii(index, 90, 1) !== "0" || ascii(index, 111, 1) !== "7") throw new Error(`classes ${index}`);
    spaces(index, 113, 7);
    const edi = ascii(index, 112, 1) === "Y";
    if (!edi) spaces(index, 112, 1);
    rows.push({
      bankCode: number(index, 1, 4),
      bankName: text(index, 5, 15),
      branchCode: number(index, 20, 3),
      branchName: text(index, 23, 15),
      accountType: number(index, 42, 1),
      accountNumber: number(index, 43, 7),
      payeeName: text(index, 50, 30),
      amountYen: BigInt(number(index, 80, 10)),
      ...(edi
        ? { ediInformation: text(index, 91, 20) }
        : { customerCode1: number(index, 91, 10), customerCode2: number(index, 101, 10) }),
    });
  }
  return {
    header: {
      clientCode: number(0, 4, 10),
      clientName: text(0, 14, 40),
      monthDay: number(0, 54, 4),
      bankCode: number(0, 58, 4),
      bankName: text(0, 62, 15),
      branchCode: number(0, 77, 3),
      branchName: text(0, 80, 15),
      accountType: number(0, 95, 1),
      accountNumber: number(0, 96, 7),
    },
    rows,
    count: Number(number(last - 1, 1, 6)),
    total: BigInt(number(last - 1, 7, 12)),
  };
}

const name = (kind: "party" | "bank", maxLength: number) =>
  fc
    .string({
      unit: fc.constantFrom(...(kind === "party" ? "ｱｶｶﾞﾊﾊﾟｳﾞﾝAZ09 ().-" : "ｱｶｶﾞﾊﾊﾟｳﾞﾝAZ09-"), "ｶﾞ", "ﾊﾟ"),
      minLength: 1,
      maxLength,
    })
    .map((text) => text.slice(0, maxLength).trim())
    .filter((text) => text !== "" && offendingInTransferName(text, kind).length === 0);

const account = {
  bankCode: fc.constant("9999"),
  bankName: name("bank", 15),
  branchCode: fc.stringMatching(/^\d{3}$/),
  branchName: name("bank", 15),
  accountNumber: fc.stringMatching(/^\d{6}[1-9]$/),
};
const anyHeader = fc.record({
  ...account,
  clientCode: fc.stringMatching(/^\d{10}$/),
  clientName: name("party", 40),
  transferOn: fc.constantFrom(toDay("2026-12-30"), toDay("2027-01-04"), toDay("2027-12-01")),
  accountType: fc.constantFrom("1" as const, "2" as const, "9" as const),
});
const plainRow = {
  ...account,
  payeeName: name("party", 30),
  accountType: fc.constantFrom("1" as const, "2" as const, "4" as const, "9" as const),
  amountYen: fc.bigInt({ min: 1n, max: 9_999_999_999n }),
};
const anyRow = fc.oneof(
  fc.record({
    ...plainRow,
    customerCode1: fc.stringMatching(/^\d{10}$/),
    customerCode2: fc.stringMatching(/^\d{10}$/),
  }),
  fc.record({ ...plainRow, ediInformation: name("party", 20) }),
);
const anySeparator = fc.constantFrom("crlf" as const, "none" as const);

describe("a written transfer file (G12)", () => {
  test("an independent reader of bytes finds what was written, to the yen", () => {
    fc.assert(
      fc.property(
        anyHeader,
        fc.array(anyRow, { minLength: 1, maxLength: 12 }),
        anySeparator,
        (head, rows, separator) => {
          const read = slowRead(writeZengin({ header: head, rows, separator }), separator);
          const { transferOn, ...rest } = head;
          expect(read.header).toEqual({ ...rest, monthDay: transferOn.slice(5).replace("-", "") });
          expect(read.rows).toEqual(rows);
          expect(read.count).toBe(rows.length);
          expect(read.total).toBe(rows.reduce((sum, { amountYen }) => sum + amountYen, 0n));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("the product's own reader and inspector agree with the writer", () => {
    fc.assert(
      fc.property(
        anyHeader,
        fc.array(anyRow, { minLength: 1, maxLength: 12 }),
        anySeparator,
        (head, rows, separator) => {
          const bytes = writeZengin({ header: head, rows, separator });
          const parsed = parseZengin(bytes, { issuedOn: toDay("2026-12-25") });
          expect(parsed.header).toEqual(head);
          expect(parsed.rows).toEqual(rows);
          const inspection = inspectZengin(bytes);
          expect(inspection).toMatchObject({ ok: true, records: rows.length + 3, separator, findings: [] });
          expect(parsed.trailer).toEqual({ count: inspection.count, totalYen: inspection.totalYen });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("the same file is the same bytes, and CRLF stands only between records", () => {
    const bytes = writeZengin({ header, rows: [row], separator: "crlf" });
    expect(bytes).toEqual(writeZengin({ header, rows: [row], separator: "crlf" }));
    expect(bytes.length).toBe(4 * 120 + 3 * 2);
    expect(bytes.at(-1)).toBe(0x20);
    expect(writeZengin({ header, rows: [row], separator: "none" }).length).toBe(480);
  });

  test("half-width kana are single bytes of JIS X 0201", () => {
    const bytes = writeZengin({ header, rows: [{ ...row, payeeName: "ｶﾞ-A" }], separator: "none" });
    expect([...bytes.subarray(170, 176)]).toEqual([0xb6, 0xde, 0x2d, 0x41, 0x20, 0x20]);
  });

  test("a file issued in December for January falls into the next year", () => {
    const bytes = writeZengin({ header, rows: [row], separator: "crlf" });
    expect(parseZengin(bytes, { issuedOn: toDay("2026-12-28") }).header.transferOn).toBe("2027-01-05");
    expect(parseZengin(bytes, { issuedOn: toDay("2027-01-04") }).header.transferOn).toBe("2027-01-05");
    expect(parseZengin(bytes, { issuedOn: toDay("2027-01-06") }).header.transferOn).toBe("2028-01-05");
  });

  test("fifty thousand rows are written and read without loss", () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => ({ ...row, amountYen: BigInt(index + 1) }));
    const bytes = writeZengin({ header, rows, separator: "crlf" });
    expect(inspectZengin(bytes)).toMatchObject({ ok: true, count: 50_000, totalYen: 1_250_025_000n });
  });
});

describe("a row that a bank would refuse is never written", () => {
  function refusal(change: Partial<ZenginRow>, head: Partial<ZenginHeader> = {}) {
    try {
      writeZengin({ header: { ...header, ...head }, rows: [row, { ...row, ...change }], separator: "crlf" });
    } catch (error) {
      if (error instanceof DomainError && error.code === "bank_row_invalid") return error.params;
      throw error;
    }
    return undefined;
  }

  test.each<[string, Partial<ZenginRow>]>([
    ["bankCode", { bankCode: "999" }],
    ["branchCode", { branchCode: "01" }],
    ["accountNumber", { accountNumber: "123456" }],
    ["accountNumber", { accountNumber: "0000000" }],
    ["accountNumber", { accountNumber: "１２３４５６７" }],
    ["bankName", { bankName: "" }],
    ["bankName", { bankName: "ﾃｽﾄ.ﾊﾞﾝｸ" }],
    ["branchName", { branchName: "アイウ" }],
    ["payeeName", { payeeName: "" }],
    ["payeeName", { payeeName: "ﾉﾚﾝ,ｶ" }],
    ["payeeName", { payeeName: "ｼｮｯﾌﾟ" }],
    ["payeeName", { payeeName: " ﾉﾚﾝ" }],
    ["payeeName", { payeeName: "ｶ".repeat(31) }],
    ["payeeName", { payeeName: "ﾉﾚﾝ\r\n" }],
    ["amountYen", { amountYen: 0n }],
    ["amountYen", { amountYen: -5n }],
    ["amountYen", { amountYen: 10_000_000_000n }],
    ["customerCode1", { customerCode1: "A1" }],
    ["customerCode2", { customerCode2: "12345678901" }],
    ["ediInformation", { ediInformation: "ｶ".repeat(21) }],
    ["ediInformation", { ediInformation: "A", customerCode1: "1" }],
  ])("a wrong %s is named with its row (%#)", (field, change) => {
    expect(refusal(change)).toEqual({ row: 2, field });
  });

  test.each<[string, Partial<ZenginHeader>]>([
    ["clientCode", { clientCode: "12345678901" }],
    ["clientCode", { clientCode: "" }],
    ["clientName", { clientName: "" }],
    ["clientName", { clientName: "暖簾" }],
    ["accountNumber", { accountNumber: "1" }],
  ])("a wrong %s of the header is named (%#)", (field, change) => {
    expect(refusal({}, change)).toEqual({ row: 0, field });
  });

  test("a file without rows, or with a total beyond its trailer, is refused", () => {
    expect(() => writeZengin({ header, rows: [], separator: "crlf" })).toThrow("bank_row_invalid");
    const rows = Array.from({ length: 101 }, () => ({ ...row, amountYen: 9_999_999_999n }));
    expect(() => writeZengin({ header, rows, separator: "crlf" })).toThrow("bank_row_invalid");
  });
});

describe("rows beyond a bank's limit", () => {
  test("they are split in order, none lost, none over the limit or the trailer", () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 9_999_999_999n }), { maxLength: 400 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 250 }), (list, limit) => {
        const rows = list.map((amountYen) => ({ amountYen }));
        const parts = splitRows(rows, limit);
        expect(parts.flat()).toEqual(rows);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.reduce((sum, { amountYen }) => sum + amountYen, 0n) <= MAX_TOTAL_YEN).toBe(true);
        }
      }),
    );
  });

  test("9,999 rows stay one file and 10,000 become two", () => {
    const rows = Array.from({ length: 10_000 }, () => ({ amountYen: 1n }));
    expect(splitRows(rows.slice(1), 9_999).map((part) => part.length)).toEqual([9_999]);
    expect(splitRows(rows, 9_999).map((part) => part.length)).toEqual([9_999, 1]);
    expect(splitRows([], 9_999)).toEqual([]);
    expect(() => splitRows(rows, 0)).toThrow(RangeError);
  });
});
