import { expect, test } from "vitest";
import { japanPostAccount } from "./japan-post-bank";

test("a passbook of an ordinary account gives branch, type and number", () => {
  expect(japanPostAccount({ symbol: "10530", number: "12345671" })).toEqual({
    ok: true,
    bankCode: "9900",
    branchCode: "058",
    accountType: "ordinary",
    accountNumber: "1234567",
  });
  expect(japanPostAccount({ symbol: "１０５３０", number: "１２３４１" })).toMatchObject({
    accountNumber: "0001234",
  });
});

test("a transfer account is current, with a branch that ends in 9", () => {
  expect(japanPostAccount({ symbol: "00150", number: "12345" })).toEqual({
    ok: true,
    bankCode: "9900",
    branchCode: "019",
    accountType: "current",
    accountNumber: "0012345",
  });
});

test("symbols and numbers of another form are refused, each by name", () => {
  for (const symbol of ["", "1053", "10531", "20530", "105300"]) {
    expect(japanPostAccount({ symbol, number: "12345671" })).toEqual({ ok: false, problem: "symbol" });
  }
  for (const number of ["", "12345672", "123456781", "1", "abc1"]) {
    expect(japanPostAccount({ symbol: "10530", number })).toEqual({ ok: false, problem: "number" });
  }
  for (const number of ["", "12345678", "0"]) {
    expect(japanPostAccount({ symbol: "00150", number })).toEqual({ ok: false, problem: "number" });
  }
});
