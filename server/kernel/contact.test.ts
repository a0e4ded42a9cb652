import { expect, test } from "vitest";
import { formatPostalCode, normalisePhone, normalisePostalCode } from "./contact";

test("a telephone number is understood in any width and with any separator", () => {
  for (const text of [
    "03-1234-5678",
    "０３ー１２３４−５６７８",
    "(03) 1234 5678",
    "+81 3-1234-5678",
    "＋81(0)312345678",
  ]) {
    expect(normalisePhone(text)).toBe("0312345678");
  }
  expect(normalisePhone("090-1234-5678")).toBe("09012345678");
  expect(normalisePhone("+81 90 1234 5678")).toBe("09012345678");
  expect(normalisePhone("0120-123-456")).toBe("0120123456");
  expect(normalisePhone("0800-123-4567")).toBe("08001234567");
});

test("what cannot be a telephone number of Japan is refused", () => {
  for (const text of [
    "",
    "1234",
    "090-123-4567",
    "031234567",
    "03-1234-56789",
    "+1 212 555 0100",
    "03-1234-567a",
  ]) {
    expect(normalisePhone(text)).toBeUndefined();
  }
});

test("a postal code is seven digits whatever the width and hyphen", () => {
  for (const text of [
    "150-0002",
    "〒150-0002",
    "１５０－０００２",
    "150ー0002",
    " 1500002 ",
    "〒 150‐0002",
  ]) {
    expect(normalisePostalCode(text)).toBe("1500002");
  }
  for (const text of ["", "150-002", "150-00021", "abc-defg"])
    expect(normalisePostalCode(text)).toBeUndefined();
  expect(formatPostalCode("1500002")).toBe("150-0002");
});
