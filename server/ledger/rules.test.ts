import { describe, expect, test } from "vitest";
import { idFloor, idTimeMs } from "@/server/kernel/ids";
import { accounts, contentOf, isAccount, type NewEntry, parseAccount, requireWellFormed } from "./rules";

const payable = accounts.merchantPayable("mer_a", "pgr_a");
const receivable = accounts.networkReceivable("NOREN_JP");
const entry: NewEntry = {
  id: "led_1",
  key: "payment:1",
  kind: "payment",
  reference: "pay_1",
  tenantId: "mer_a",
  businessDayOn: "2026-11-22",
  occurredAtMs: 1,
  bookedAtMs: 2,
  postings: [{ from: payable, to: receivable, amountMinor: 1280n, currency: "JPY" }],
};

describe("account names", () => {
  test("every constructor makes a name that the parser reads back", () => {
    expect(parseAccount(payable)).toEqual({
      owner: "merchant",
      tenantId: "mer_a",
      name: "payable",
      payoutGroupId: "pgr_a",
    });
    expect(parseAccount(receivable)).toEqual({ owner: "network", walletId: "NOREN_JP", name: "receivable" });
    expect(parseAccount(accounts.bank)).toEqual({ owner: "acquirer", name: "bank" });
    expect(parseAccount(accounts.merchantReserve("mer_a", "g"))).toMatchObject({ name: "reserve" });
  });

  test.each([
    "",
    "merchant:a:payable",
    "merchant:a:other:g",
    "network::receivable",
    "acquirer:cash",
    `${payable}\n`,
  ])("%j is outside of the grammar", (text) => {
    expect(isAccount(text)).toBe(false);
    expect(parseAccount(text)).toBeUndefined();
  });

  test("an id with a separator cannot make the name of another account", () => {
    expect(() => accounts.merchantPayable("mer_a:payable:x", "g")).toThrow(RangeError);
    expect(() => accounts.networkReceivable("")).toThrow(RangeError);
  });
});

describe("what an entry may be", () => {
  const [posting] = entry.postings;
  if (!posting) throw new Error("the entry moves something");
  const faults: Record<string, Partial<NewEntry>> = {
    "nothing moved": { postings: [] },
    "an amount of zero": { postings: [{ ...posting, amountMinor: 0n }] },
    "a negative amount": { postings: [{ ...posting, amountMinor: -1n }] },
    "one account": { postings: [{ ...posting, to: posting.from }] },
    "another tenant's account": {
      postings: [{ ...posting, from: accounts.merchantPayable("mer_b", "pgr_a") }],
    },
    "half a millisecond": { occurredAtMs: 1.5 },
    "no key": { key: "" },
  };

  test.each(Object.entries(faults))("%s is refused", (_name, fault) => {
    expect(() => requireWellFormed({ ...entry, ...fault })).toThrow(RangeError);
  });

  test("a repeat may have another id and another time of booking, and nothing else", () => {
    const content = contentOf(entry);
    expect(contentOf({ ...entry, id: "led_2", bookedAtMs: 99 })).toBe(content);
    expect(contentOf({ ...entry, occurredAtMs: 3 })).not.toBe(content);
    // Parts are framed by their lengths, so moving a character from one to the next is another content.
    expect(contentOf({ ...entry, reference: "pay_1m", tenantId: "er_a" })).not.toBe(content);
  });
});

test("an id tells the instant at which it was minted", () => {
  const at = Date.parse("2026-11-22T03:00:00.123Z");
  expect(idTimeMs(idFloor("entry", at))).toBe(at);
});
