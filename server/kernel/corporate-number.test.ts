import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkCorporateNumber,
  checkInvoiceRegistrationNumber,
  corporateCheckDigit,
} from "./corporate-number";

test("published corporate numbers are valid, and a changed digit is not", () => {
  expect(checkCorporateNumber("7000012050002")).toEqual({
    valid: true,
    normalised: "7000012050002",
    computed: 7,
    given: 7,
  });
  expect(checkCorporateNumber("1180301018771").valid).toBe(true);
  expect(checkCorporateNumber("1180301018772").valid).toBe(false);
  expect(checkCorporateNumber("１１８０３-０１０１８ー７７１")).toMatchObject({
    valid: true,
    normalised: "1180301018771",
  });
});

test("anything but thirteen digits has no check digit", () => {
  for (const text of ["", "118030101877", "11803010187711", "T1180301018771", "118030101877x"]) {
    expect(checkCorporateNumber(text)).toMatchObject({ valid: false, computed: null, given: null });
  }
  expect(() => corporateCheckDigit("123")).toThrow(RangeError);
});

test("exactly one first digit makes twelve digits valid, and it is 1 to 9", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), (twelve) => {
      const valid = [..."0123456789"].filter((digit) => checkCorporateNumber(`${digit}${twelve}`).valid);
      expect(valid).toEqual([String(corporateCheckDigit(twelve))]);
      expect(valid).not.toEqual(["0"]);
    }),
  );
});

test("a company registers for invoices with its own corporate number", () => {
  expect(checkInvoiceRegistrationNumber("ｔ1180301018771", "1180301018771")).toEqual({
    valid: true,
    normalised: "T1180301018771",
    problem: null,
  });
  expect(checkInvoiceRegistrationNumber("T7000012050002", "1180301018771").problem).toBe("not_own");
  expect(checkInvoiceRegistrationNumber("T1180301018772", "1180301018772").problem).toBe("not_own");
});

test("a sole proprietor's registration number is checked for its form alone", () => {
  expect(checkInvoiceRegistrationNumber("T1234567890123").valid).toBe(true);
  for (const text of ["1234567890123", "T123456789012", "T12345678901234", ""]) {
    expect(checkInvoiceRegistrationNumber(text)).toMatchObject({ valid: false, problem: "form" });
  }
});
