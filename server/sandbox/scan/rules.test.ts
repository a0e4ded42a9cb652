import { describe, expect, it } from "vitest";
import { readScan, shopNameOf } from "./rules";

const PUBLIC_URL = "http://localhost:3000";
const EMV =
  "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";

describe("what a wallet reads", () => {
  it("the poster's address leads to its code", () => {
    expect(readScan("http://localhost:3000/p/ABCDE2345F", PUBLIC_URL)).toEqual({
      kind: "entry",
      code: "ABCDE2345F",
    });
    expect(readScan("http://127.0.0.1:3000/p/ABCDE2345F", PUBLIC_URL)).toEqual({
      kind: "entry",
      code: "ABCDE2345F",
    });
  });

  it("an address of somebody else is told apart, even when its path looks right", () => {
    expect(readScan("https://evil.example/p/ABCDE2345F", PUBLIC_URL)).toEqual({ kind: "foreign" });
    expect(readScan("http://localhost:3001/p/ABCDE2345F", PUBLIC_URL)).toEqual({ kind: "foreign" });
    expect(readScan("http://localhost:3000/sandbox/wallet", PUBLIC_URL)).toEqual({ kind: "foreign" });
  });

  it("the ten characters are read as people type them", () => {
    for (const typed of ["ABCDE2345F", "abcde 2345f", " ＡＢＣＤＥ－２３４５Ｆ "]) {
      expect(readScan(typed, PUBLIC_URL), typed).toEqual({ kind: "entry", code: "ABCDE2345F" });
    }
  });

  it("an EMV payload is pushed as it is, up to 512 characters", () => {
    expect(readScan(EMV, PUBLIC_URL)).toEqual({ kind: "push", payload: EMV });
    expect(readScan(`000201${"0".repeat(510)}`, PUBLIC_URL)).toEqual({ kind: "unreadable" });
  });

  it("nothing and nonsense are no codes", () => {
    expect(readScan("  ", PUBLIC_URL)).toEqual({ kind: "unreadable" });
    expect(readScan("hello", PUBLIC_URL)).toEqual({ kind: "foreign" });
  });

  it("the shop is shown by the name in its own script", () => {
    expect(shopNameOf(EMV)).toBe("最佳运输");
    expect(shopNameOf("0002015904Shop")).toBe("Shop");
    expect(shopNameOf("000201")).toBeNull();
  });
});
