import { describe, expect, test } from "vitest";
import {
  DecryptionError,
  equalSecrets,
  keyIdOf,
  keyRing,
  newSubjectKey,
  openForSubject,
  randomBytes,
  sealForSubject,
  sha256Hex,
} from "./crypto";

const oldKey = { id: "k2025", key: new Uint8Array(32).fill(1) };
const newKey = { id: "k2026", key: new Uint8Array(32).fill(2) };
const AAD = "bank_account:bac_1:number";
const text = (data: Uint8Array) => Buffer.from(data).toString("utf8");

describe("a sealed value", () => {
  const ring = keyRing([oldKey]);

  test("opens to what went in, and hides it", () => {
    const sealed = ring.seal("口座1234567", AAD);
    expect(text(ring.open(sealed.data, AAD))).toBe("口座1234567");
    expect(Buffer.from(sealed.data).includes("1234567")).toBe(false);
  });

  test("differs each time, so that equal values are not seen to be equal", () => {
    expect(ring.seal("same", AAD).data).not.toEqual(ring.seal("same", AAD).data);
  });

  test("does not open in another row", () => {
    expect(() => ring.open(ring.seal("x", AAD).data, "bank_account:bac_2:number")).toThrow(DecryptionError);
  });

  test("does not open after any one byte of it changed", () => {
    const { data } = ring.seal("1234567", AAD);
    for (let i = 0; i < data.length; i += 1) {
      const changed = new Uint8Array(data);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => ring.open(changed, AAD)).toThrow(DecryptionError);
    }
  });

  test("does not open when cut short", () => {
    const { data } = ring.seal("1234567", AAD);
    for (let length = 0; length < data.length; length += 1) {
      expect(() => ring.open(data.subarray(0, length), AAD)).toThrow(DecryptionError);
    }
  });
});

describe("rotation", () => {
  const before = keyRing([oldKey]);
  const during = keyRing([newKey, oldKey]);
  const after = keyRing([newKey]);

  test("loses nothing: the old opens, the new writes, the re-sealed opens without the old key", () => {
    const { data } = before.seal("1234567", AAD);
    expect(during.isCurrent(data)).toBe(false);
    const resealed = during.seal(during.open(data, AAD), AAD);
    expect(resealed.keyId).toBe("k2026");
    expect(during.isCurrent(resealed.data)).toBe(true);
    expect(text(after.open(resealed.data, AAD))).toBe("1234567");
  });

  test("what was not re-sealed does not open once its key is gone", () => {
    expect(() => after.open(before.seal("x", AAD).data, AAD)).toThrow(DecryptionError);
  });

  test("a value names its key", () => {
    expect(keyIdOf(before.seal("x", AAD).data)).toBe("k2025");
  });

  test("look-ups find both generations", () => {
    const stored = before.blindIndex("0001-001-1-1234567", "bank-account");
    expect(during.blindIndexes("0001-001-1-1234567", "bank-account")).toContainEqual(stored);
  });
});

describe("a blind index", () => {
  const ring = keyRing([oldKey]);

  test("is equal for equal values and different for another value or purpose", () => {
    const index = ring.blindIndex("1234567", "bank-account");
    expect(ring.blindIndex("1234567", "bank-account")).toEqual(index);
    expect(ring.blindIndex("1234568", "bank-account")).not.toEqual(index);
    expect(ring.blindIndex("1234567", "e-mail")).not.toEqual(index);
  });

  test("is not the plain hash that anyone could compute", () => {
    expect(Buffer.from(ring.blindIndex("1234567", "x")).toString("hex")).not.toBe(sha256Hex("1234567"));
  });
});

test("a subject's data is gone with its key", () => {
  const key = newSubjectKey();
  const data = sealForSubject(key, "before and after", "audit:aud_1");
  expect(text(openForSubject(key, data, "audit:aud_1"))).toBe("before and after");
  expect(() => openForSubject(newSubjectKey(), data, "audit:aud_1")).toThrow(DecryptionError);
});

test("secrets are compared whole", () => {
  expect(equalSecrets("abc", "abc")).toBe(true);
  expect(equalSecrets("abc", "abcd")).toBe(false);
});

test("randomness does not repeat", () => {
  expect(randomBytes(16)).not.toEqual(randomBytes(16));
});
