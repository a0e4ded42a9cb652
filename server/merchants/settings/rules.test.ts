import { expect, test } from "vitest";
import { inherited } from "./rules";

test("the nearest level decides, and what nobody has set is the product's own", () => {
  expect(inherited({ area: "a5", merchant: "a4", brand: "tent" }, "a6")).toEqual({
    value: "a5",
    from: "area",
  });
  expect(inherited({ area: null, merchant: "a4", brand: "tent" }, "a6")).toEqual({
    value: "a4",
    from: "merchant",
  });
  expect(inherited({ area: null, brand: "tent" }, "a6")).toEqual({ value: "tent", from: "brand" });
  expect(inherited({}, "a6")).toEqual({ value: "a6", from: "product" });
});
