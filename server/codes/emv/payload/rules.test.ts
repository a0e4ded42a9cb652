import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identifyScan } from "@/server/codes/verify/rules";
import { checkCode, entryUrl, groupCode, newCode } from "../../rules";
import { inspectEmv } from "../rules";
import { codeFromPayload, codeFromValue, type StorePayloadInput, storePayload } from "./rules";

const PUBLIC_URL = "https://noren.example";
const code = newCode((size) => new Uint8Array(size).fill(7));
const sakura: StorePayloadInput = {
  code,
  nameLatin: "SAKURA MART SHIBUYA",
  cityLatin: "SHIBUYA-KU",
  postalCode: "150-0002",
  mcc: "5411",
  nameLocal: "さくらマート 渋谷店",
};

describe("the payload of a store", () => {
  test("is in the layout of JPQR, static, without an amount and without a warning", () => {
    const read = inspectEmv(storePayload(sakura));
    expect(read).toMatchObject({ ok: true, errors: [], warnings: [] });
    const ids = read.objects.map((object) => object.id);
    expect(ids).toEqual(["00", "01", "26", "52", "53", "58", "59", "60", "61", "64", "63"]);
    const account = read.objects.find(({ id }) => id === "26");
    expect(account?.children?.slice(1).map(({ length }) => length)).toEqual([13, 4, 6, 6]);
    expect(read.objects.find(({ id }) => id === "61")?.value).toBe("1500002");
    expect(read.objects.find(({ id }) => id === "64")?.children?.map(({ value }) => value)).toEqual([
      "JA",
      sakura.nameLocal,
    ]);
  });

  test("a JPQR id takes template 26 at its length of 68 and Noren's code stays readable", () => {
    const payload = storePayload({ ...sakura, jpqrId: ["1234567890123", "0001", "000001", "000002"] });
    const account = inspectEmv(payload).objects.find(({ id }) => id === "26");
    expect(account).toMatchObject({
      length: 68,
      children: [{ value: "jp.or.paymentsjapan" }, {}, {}, {}, {}],
    });
    expect(codeFromPayload(payload)).toBe(code);
  });

  test("long names are cut between letters and never break the payload", () => {
    const payload = storePayload({
      ...sakura,
      nameLatin: "THE VERY LONG NAME OF A DEPARTMENT STORE",
      cityLatin: "HIGASHIMATSUYAMA-SHI",
      nameLocal: `${"𠮷".repeat(24)}が`.concat("ぎぐげご"),
    });
    const read = inspectEmv(payload);
    expect(read.warnings).toEqual([]);
    expect(read.objects.find(({ id }) => id === "64")?.children?.[1]?.length).toBe(25);
  });

  test("a name that is not Latin, an unknown code and a short JPQR id are refused", () => {
    const refused = expect.objectContaining({ code: "invalid_input" });
    expect(() => storePayload({ ...sakura, nameLatin: "さくら" })).toThrow(refused);
    expect(() => storePayload({ ...sakura, nameLatin: " " })).toThrow(refused);
    expect(() => storePayload({ ...sakura, code: "AAAAAAAAAB" })).toThrow(refused);
    expect(() => storePayload({ ...sakura, jpqrId: ["123", "0001", "000001", "000002"] })).toThrow(refused);
  });

  test("any store name gives a payload that leads back to its code", () => {
    const bytes = fc.uint8Array({ minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(
        bytes,
        fc.string({ unit: fc.constantFrom(..."髙﨑①㈱𠮷さくらカ 漢한") }),
        (random, nameLocal) => {
          const own = newCode(() => random);
          expect(codeFromPayload(storePayload({ ...sakura, code: own, nameLocal }))).toBe(own);
        },
      ),
    );
  });
});

describe("the code behind a scanned or received value", () => {
  const from = (value: string) => codeFromValue(value, PUBLIC_URL);

  test("is found in the address, the payload and the typed text", () => {
    expect(from(entryUrl(PUBLIC_URL, code))).toBe(code);
    expect(from(`HTTPS://NOREN.EXAMPLE/p/${code.toLowerCase()}/?from=camera`)).toBe(code);
    expect(from(storePayload(sakura))).toBe(code);
    expect(from(groupCode(code))).toBe(code);
  });

  test("is not found in addresses of others, however similar", () => {
    const others = [
      `https://noren.example.evil.test/p/${code}`,
      `https://noren.example@evil.test/p/${code}`,
      `https://noren.example:8443/p/${code}`,
      `http://noren.example/p/${code}`,
      `https://noren.example/q/${code}`,
      `https://noren.example/p/${code}/x`,
      `https://noren.example/p/${code.slice(1)}`,
    ];
    for (const value of others) expect(from(value), value).toBeNull();
  });

  test("is not found in payloads of others or with a broken CRC", () => {
    expect(from(storePayload({ ...sakura, guid: "jp.other" }))).toBeNull();
    expect(from(`${storePayload(sakura).slice(0, -4)}0000`)).toBeNull();
  });

  test("a scan is Noren's or foreign, and no text makes it throw", () => {
    expect(identifyScan(entryUrl(PUBLIC_URL, code), PUBLIC_URL)).toEqual({ kind: "noren", code });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webUrl()), (text) => {
        const scan = identifyScan(text, PUBLIC_URL);
        expect(scan.kind === "foreign" || checkCode(scan.code) === scan.code).toBe(true);
      }),
    );
  });
});
