import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeLines } from "./print/rules";
import {
  acceptsPayment,
  CODE_ALPHABET,
  CODE_STATES,
  canTransition,
  checkCode,
  entryUrl,
  groupCode,
  newCode,
} from "./rules";

const anyCode = fc
  .uint8Array({ minLength: 9, maxLength: 9 })
  .map((bytes) => newCode((size) => bytes.slice(0, size)));

function replaceAt(code: string, at: number, letter: string): string {
  return code.slice(0, at) + letter + code.slice(at + 1);
}

test("the list of a print numbers its lines by the sheets of the whole print", () => {
  const line = (sheets: number) => ({ title: "", address: "", sheets, detail: "" });
  expect(placeLines(0, [line(1), line(3), line(1)]).map(({ place }) => place)).toEqual(["1", "2–4", "5"]);
  expect(placeLines(49_997, [line(3)]).map(({ place }) => place)).toEqual(["49998–50000"]);
});

describe("the code and its check character", () => {
  test("the alphabet has 32 letters and no look-alikes", () => {
    expect(new Set(CODE_ALPHABET).size).toBe(32);
    expect(CODE_ALPHABET).not.toMatch(/[01IO]/);
  });

  test("a minted code is valid", () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(code).toHaveLength(10);
        expect(checkCode(code)).toBe(code);
      }),
    );
  });

  test("every single substitution is detected, at every position and for every pair of letters", () => {
    // The check is linear, so that the difference alone decides: one code stands for all, each letter in turn.
    for (let first = 0; first < 32; first += 1) {
      const code = newCode((size) => new Uint8Array(size).fill(first));
      for (let at = 0; at < 10; at += 1) {
        for (const letter of CODE_ALPHABET) {
          if (letter !== code.charAt(at)) expect(checkCode(replaceAt(code, at, letter))).toBeNull();
        }
      }
    }
  });

  test("every transposition of neighbours is detected, for every pair of letters", () => {
    for (let at = 0; at < 8; at += 1) {
      for (let a = 0; a < 32; a += 1) {
        for (let b = 0; b < 32; b += 1) {
          if (a === b) continue;
          const bytes = new Uint8Array(9);
          bytes[at] = a;
          bytes[at + 1] = b;
          const code = newCode(() => bytes);
          const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
          expect(checkCode(swapped)).toBeNull();
        }
      }
    }
  });

  test("every swap of two positions is detected, the check character included", () => {
    fc.assert(
      fc.property(anyCode, fc.nat(9), fc.nat(9), (code, i, j) => {
        fc.pre(code.charAt(i) !== code.charAt(j));
        const swapped = replaceAt(replaceAt(code, i, code.charAt(j)), j, code.charAt(i));
        expect(checkCode(swapped)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test("lower case, full width, spaces and hyphens are read as what is printed", () => {
    const code = newCode(() => Uint8Array.from([0, 8, 9, 10, 11, 12, 13, 14, 31]));
    const wide = Array.from(code, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
    const typed = [
      code.toLowerCase(),
      groupCode(code),
      `${code.slice(0, 5)}-${code.slice(5)}`,
      ` ${code} `,
      wide,
    ];
    typed.push(`${wide.slice(0, 5)}　${wide.slice(5)}`, `${code.slice(0, 5)}ー${code.slice(5)}`);
    for (const text of typed) expect(checkCode(text)).toBe(code);
  });

  test("any other text is refused without an exception", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void checkCode(text)));
    for (const text of ["", "0000000000", "ABCDEFGHJ", "AAAAAAAAAAA", "あいうえおかきくけこ"])
      expect(checkCode(text)).toBeNull();
  });

  test("the letters of random codes are equally likely", () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const letter = newCode((size) => new Uint8Array(size).fill(byte)).charAt(0);
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(new Array(32).fill(8));
  });
});

describe("the life of a code", () => {
  const end = new Date("2026-12-01T00:00:00+09:00");

  test("only the listed transitions are possible", () => {
    const possible = CODE_STATES.flatMap((from) =>
      CODE_STATES.filter((to) => canTransition(from, to)).map((to) => `${from} -> ${to}`),
    );
    expect(possible).toEqual([
      "active -> paused",
      "active -> retiring",
      "active -> retired",
      "paused -> active",
      "paused -> retired",
      "retiring -> retired",
    ]);
  });

  test("a retiring code takes payments until its last millisecond and not after", () => {
    const code = { state: "retiring", retiringUntil: end } as const;
    expect(acceptsPayment(code, new Date(end.getTime() - 1))).toBe(true);
    expect(acceptsPayment(code, end)).toBe(false);
  });

  test("paused and retired codes take no payment, active ones always", () => {
    expect(acceptsPayment({ state: "active", retiringUntil: null }, end)).toBe(true);
    expect(acceptsPayment({ state: "paused", retiringUntil: null }, end)).toBe(false);
    expect(acceptsPayment({ state: "retired", retiringUntil: end }, new Date(0))).toBe(false);
    expect(acceptsPayment({ state: "retiring", retiringUntil: null }, end)).toBe(false);
  });
});

describe("the entry address", () => {
  test("joins the public address and the code", () => {
    expect(entryUrl("https://noren.example", "ABCDEFGHJK")).toBe("https://noren.example/p/ABCDEFGHJK");
    expect(entryUrl("http://localhost:3000/", "ABCDEFGHJK")).toBe("http://localhost:3000/p/ABCDEFGHJK");
  });

  test("46 bytes are the limit", () => {
    const host = `https://${"a".repeat(25)}`;
    expect(entryUrl(host, "ABCDEFGHJK")).toHaveLength(46);
    expect(() => entryUrl(`${host}a`, "ABCDEFGHJK")).toThrow(RangeError);
  });
});
