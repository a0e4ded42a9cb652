import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargeFor, convertYen, networkTime, parsePrice, refundShare } from "./rules";

const NOON_JST = Date.parse("2026-11-22T15:00:00+09:00");

describe("quotes", () => {
  it("¥1,280 at 20.9047 yen are 61.23 yuan, as in the network's sample", () => {
    expect(convertYen(1280n, "20.9047")).toBe(6123n);
  });

  it("an exact half is rounded up", () => {
    // ¥1 at ¥8 for one yuan is 12.5 fen.
    expect(convertYen(1n, "8")).toBe(13n);
    expect(convertYen(3n, "8")).toBe(38n);
  });

  it("conversion agrees with the slow definition for any amount and price", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 9_999_999n }),
        fc.bigInt({ min: 1n, max: 999_999n }),
        (yen, price) => {
          const text = `${price / 10_000n}.${(price % 10_000n).toString().padStart(4, "0")}`;
          const fen = convertYen(yen, text);
          // |fen * price - yen * 100 * 10,000| is at most half of the price, and a half was rounded up.
          const twice = 2n * (fen * price - yen * 1_000_000n);
          expect(twice > -price && twice <= price).toBe(true);
        },
      ),
    );
  });

  it("a price is a positive decimal number and nothing else", () => {
    for (const text of ["", "0", "0.0", "-1", "1e3", "01", "1.", ".5", "1,0", "NaN"]) {
      expect(() => parsePrice(text), text).toThrow(RangeError);
    }
    expect(parsePrice("20.9047")).toEqual({ numerator: 209_047n, denominator: 10_000n });
  });

  it("a quote holds for the network's day, so half past midnight in Japan has the day before's", () => {
    const charge = chargeFor("ALIPAY_CN", 1280n, Date.parse("2026-11-23T00:30:00+09:00"));
    expect(charge.quote).toEqual({
      quoteId: "Q20261122",
      quoteCurrencyPair: "CNY/JPY",
      quotePrice: "20.9047",
      quoteStartTime: "2026-11-22T00:00:00+08:00",
      quoteExpiryTime: "2026-11-23T00:00:00+08:00",
    });
  });

  it("a wallet in yen is charged the amount itself without a quote", () => {
    expect(chargeFor("NOREN_JP", 1280n, NOON_JST)).toEqual({
      payer: { minor: 1280n, currency: "JPY" },
      quote: null,
    });
  });

  it("network times carry the network's offset", () => {
    expect(networkTime(NOON_JST)).toBe("2026-11-22T14:00:00+08:00");
  });
});

describe("refund shares", () => {
  it("all refunds of a payment give back exactly what was charged, in whatever parts", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 5_000n }), { minLength: 1, maxLength: 50 }), (parts) => {
        const yenMinor = parts.reduce((sum, part) => sum + part, 0n);
        const payerMinor = convertYen(yenMinor, "20.9047");
        let refundedYenMinor = 0n;
        let refundedPayerMinor = 0n;
        for (const refundYenMinor of parts) {
          const share = refundShare({
            yenMinor,
            payerMinor,
            refundedYenMinor,
            refundedPayerMinor,
            refundYenMinor,
          });
          expect(share >= 0n).toBe(true);
          refundedYenMinor += refundYenMinor;
          refundedPayerMinor += share;
        }
        expect(refundedPayerMinor).toBe(payerMinor);
      }),
    );
  });
});
