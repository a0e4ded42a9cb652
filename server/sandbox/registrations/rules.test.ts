import { describe, expect, it } from "vitest";
import { blocksUpdate, decideRegistration, requestedWallets } from "./rules";

const MINUTE_MS = 60_000;

describe("registration", () => {
  it("one wallet may approve what another rejects", () => {
    const store = { name: "パチンコ のれん", mcc: "7995" };
    expect(decideRegistration("NOREN_JP", store).state).toBe("approved");
    expect(decideRegistration("ALIPAY_CN", store)).toEqual({
      state: "rejected",
      reason: "MCC 7995 is not accepted",
    });
  });

  it("a name can ask for a rejection by every wallet or by one", () => {
    expect(decideRegistration("NOREN_JP", { name: "REJECT 店", mcc: "5812" }).state).toBe("rejected");
    expect(decideRegistration("NOREN_JP", { name: "REJECT:ALIPAY_CN 店", mcc: "5812" }).state).toBe(
      "approved",
    );
    expect(decideRegistration("ALIPAY_CN", { name: "REJECT:ALIPAY_CN 店", mcc: "5812" }).state).toBe(
      "rejected",
    );
  });

  it("an update is refused while the last is unprocessed and younger than 30 minutes", () => {
    const last = { requestedAt: 0, resolvedAt: null };
    expect(blocksUpdate(last, 30 * MINUTE_MS - 1)).toBe(true);
    expect(blocksUpdate(last, 30 * MINUTE_MS)).toBe(false);
    expect(blocksUpdate({ requestedAt: 0, resolvedAt: 1 }, 2)).toBe(false);
  });

  it("a request names known wallets, or none and means all", () => {
    expect(requestedWallets(undefined)).toEqual(["NOREN_JP", "ALIPAY_CN"]);
    expect(requestedWallets(["ALIPAY_CN"])).toEqual(["ALIPAY_CN"]);
    expect(requestedWallets(["ALIPAY_CN", "NOBODY"])).toBeNull();
  });
});
