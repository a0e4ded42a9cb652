import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EmvNode, type EmvObject, encodeEmv, inspectEmv } from "./rules";
import { crc16, readTlv, writeTlv } from "./tlv/rules";

const CAMBODIA =
  "00020101021252044131153137210116372101160123456789ABCDE6010Phnom Penh5913Merchant Shop5802KH540510.005303840622501081234567802090124444446304A0BA";
const THAILAND = "00020101021129370016A000000677010111021301234567890125802TH530376463040CBD";
const EMVCO =
  "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";

const base: readonly EmvNode[] = [
  { id: "00", value: "01" },
  { id: "01", value: "11" },
  { id: "26", value: [{ id: "00", value: "jp.noren" }] },
  { id: "52", value: "5411" },
  { id: "53", value: "392" },
  { id: "58", value: "JP" },
  { id: "59", value: "SAKURA MART" },
  { id: "60", value: "SHIBUYA" },
];

function without(id: string): EmvNode[] {
  return base.filter((node) => node.id !== id);
}

function find(objects: readonly EmvObject[], ...ids: string[]): EmvObject | undefined {
  const [first, ...rest] = ids;
  const object = objects.find(({ id }) => id === first);
  return rest.length === 0 ? object : find(object?.children ?? [], ...rest);
}

function sealed(body: string): string {
  return `${body}6304${crc16(`${body}6304`)}`;
}

describe("the CRC", () => {
  test("is the one of the standard, with leading zeros and over UTF-8 bytes", () => {
    expect(crc16("123456789")).toBe("29B1");
    expect(crc16("")).toBe("FFFF");
    expect(crc16(THAILAND.slice(0, -4))).toBe("0CBD");
    expect(crc16(EMVCO.slice(0, -4))).toBe("A13A");
  });
});

describe("published payloads", () => {
  test("a payload with a primitive account object is read whole", () => {
    const read = inspectEmv(CAMBODIA);
    expect(read).toMatchObject({ ok: true, crc: { given: "A0BA", computed: "A0BA" }, errors: [] });
    expect(find(read.objects, "15")?.value).toBe("37210116372101160123456789ABCDE");
    expect(find(read.objects, "62", "02")?.value).toBe("012444444");
  });

  test("missing merchant category, name and city are warnings", () => {
    const read = inspectEmv(THAILAND);
    expect(read).toMatchObject({ ok: true, crc: { given: "0CBD", computed: "0CBD" } });
    expect(read.warnings.map(({ code, id }) => `${code} ${id}`)).toEqual([
      "missing 52",
      "missing 59",
      "missing 60",
    ]);
  });

  test("lengths count characters: the sample of EMVCo with Chinese text is valid without a warning", () => {
    const read = inspectEmv(EMVCO);
    expect(read).toMatchObject({ ok: true, errors: [], warnings: [] });
    expect(find(read.objects, "64", "01")).toEqual({
      id: "01",
      name: "Merchant Name - Alternate Language",
      length: 4,
      value: "最佳运输",
    });
    expect(find(read.objects, "91", "07")?.value).toBe("12345678");
  });

  test("a wrong CRC is an error and both values are shown", () => {
    const read = inspectEmv(EMVCO.replace(/A13A$/, "0000"));
    expect(read).toMatchObject({ ok: false, crc: { given: "0000", computed: "A13A" } });
    expect(read.errors.map((finding) => finding.code)).toEqual(["crc_mismatch"]);
  });
});

describe("reading is lenient about limits and strict about structure", () => {
  test.each([
    ["a 16-character city", writeTlv("60", "A CITY OF SIXTEE"), "too_long", "60"],
    ["an amount of zero", writeTlv("54", "0"), "value", "54"],
    ["a Japanese merchant name", writeTlv("59", "さくら"), "characters", "59"],
    ["a template without GUID", writeTlv("26", writeTlv("01", "1")), "missing", "26.00"],
    ["an unknown consumer request", writeTlv("62", writeTlv("09", "AAX")), "value", "62.09"],
  ])("%s is a warning", (_, object, code, id) => {
    const read = inspectEmv(sealed(`000201${object}`));
    expect(read.ok).toBe(true);
    expect(read.warnings).toContainEqual(expect.objectContaining({ code, id }));
  });

  test.each([
    ["nothing at all", "", "crc_missing"],
    ["a letter for an id", sealed("000201X101A"), "tlv_id"],
    ["a letter for a length", sealed("00020159A1A"), "tlv_length"],
    ["a length of 00", sealed("0002015900"), "tlv_length_zero"],
    ["a value that is too short", sealed("0002015999A"), "tlv_truncated"],
    ["the same id twice", sealed("0002015802JP5802JP"), "duplicate"],
    ["another object first", sealed("5802JP000201"), "first_object"],
    ["a CRC before the end", `${sealed("000201")}5802JP`, "crc_not_last"],
    ["no CRC", "0002015802JP", "crc_missing"],
    ["a broken template", sealed("0002012604XXXX"), "tlv_id"],
  ])("%s is an error", (_, payload, code) => {
    const read = inspectEmv(payload);
    expect(read.ok).toBe(false);
    expect(read.errors.map((finding) => finding.code)).toContain(code);
  });

  test("a lower-case CRC is a warning", () => {
    const read = inspectEmv(EMVCO.replace(/A13A$/, "a13a"));
    expect(read.ok).toBe(true);
    expect(read.warnings).toMatchObject([{ code: "value", id: "63" }]);
  });

  test("no text makes the reader throw", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => void inspectEmv(text)));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789AJP最"), maxLength: 80 }), (text) => {
        const read = inspectEmv(sealed(`000201${text}`));
        expect(read.crc.given).toBe(read.crc.computed);
      }),
      { numRuns: 500 },
    );
  });
});

describe("writing is strict", () => {
  test.each([
    ["no 00 first", without("00")],
    ["no category", without("52")],
    ["no name", without("59")],
    ["no account", without("26")],
    ["an id twice", [...base, { id: "58", value: "JP" }]],
    ["a category of letters", [...without("52"), { id: "52", value: "54A1" }]],
    ["an amount of 14 characters", [...base, { id: "54", value: "12345678901234" }]],
    ["an amount of zero", [...base, { id: "54", value: "0.00" }]],
    ["a city of 16 characters", [...without("60"), { id: "60", value: "ABCDEFGHIJKLMNOP" }]],
    ["a name of 26 characters", [...without("59"), { id: "59", value: "A".repeat(26) }]],
    ["a name that is not ASCII", [...without("59"), { id: "59", value: "さくら" }]],
    ["a postal code of 11", [...base, { id: "61", value: "12345678901" }]],
    ["a bill number of 26", [...base, { id: "62", value: [{ id: "01", value: "1".repeat(26) }] }]],
    ["a GUID of 33", [...without("26"), { id: "26", value: [{ id: "00", value: "g".repeat(33) }] }]],
    [
      "a language name of 26",
      [
        ...base,
        {
          id: "64",
          value: [
            { id: "00", value: "JA" },
            { id: "01", value: "さ".repeat(26) },
          ],
        },
      ],
    ],
    ["an object after the CRC", [...base, { id: "63", value: "ABCD" }]],
  ])("%s is refused", (_, nodes) => {
    expect(() => encodeEmv(nodes)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  test("what fits no object at all is refused", () => {
    expect(() => encodeEmv([...base, { id: "80", value: "x".repeat(100) }])).toThrow(RangeError);
    expect(() => encodeEmv([...base, { id: "80", value: "" }])).toThrow(RangeError);
    expect(() => encodeEmv([...base, { id: "8", value: "x" }])).toThrow(RangeError);
  });

  test("a payload of more than 512 characters is refused", () => {
    const filler = ["81", "82", "83", "84", "85"].map((id) => ({
      id,
      value: [
        { id: "00", value: "g" },
        { id: "01", value: "x".repeat(89) },
      ],
    }));
    expect(() => encodeEmv([...base, ...filler])).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  const value = fc.string({ unit: fc.constantFrom(..."AZaz09 -最さ𠮷é"), minLength: 1, maxLength: 99 });
  const node = fc.record({
    id: fc.integer({ min: 0, max: 99 }).map((n) => n.toString().padStart(2, "0")),
    value,
  });

  test("what is written is read back unchanged", () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 8 }), (nodes) => {
        const text = nodes.map(({ id, value }) => writeTlv(id, value)).join("");
        const read = readTlv(text);
        expect(read.faults).toEqual([]);
        expect(read.objects.map(({ id, value }) => ({ id, value }))).toEqual(nodes);
      }),
    );
  });

  test("the change of any one character is detected by the CRC or the structure", () => {
    const payload = encodeEmv([...base, { id: "62", value: [{ id: "07", value: "ABCDEFGHJK" }] }]);
    for (let at = 0; at < payload.length; at += 1) {
      for (let ascii = 0x20; ascii < 0x7f; ascii += 1) {
        const letter = String.fromCharCode(ascii);
        const changed = payload.slice(0, at) + letter + payload.slice(at + 1);
        // Hexadecimal digits of the CRC mean the same in lower case.
        if (changed.toUpperCase() === payload.toUpperCase() && at >= payload.length - 4) continue;
        if (changed !== payload) expect(inspectEmv(changed).ok, `${at} ${letter}`).toBe(false);
      }
    }
  });
});
