import { expect, test } from "vitest";
import { z } from "zod";
import { brandFields, brandOf } from "./brand-setting";

const read = (given: object) => z.object(brandFields).safeParse(given);

test("a brand is read as posters need it, and nothing of it has to be given", () => {
  const given = {
    BRAND_NAME: "ABC Pay",
    BRAND_COLOR: "#AA0000",
    BRAND_CMYK: "0, 100,80,20",
    BRAND_MARK: "M0 0h32v32z",
  };
  expect(brandOf(z.object(brandFields).parse(given))).toEqual({
    name: "ABC Pay",
    color: "#AA0000",
    colorCmyk: [0, 100, 80, 20],
    mark: "M0 0h32v32z",
  });
  expect(brandOf(z.object(brandFields).parse({}))).toEqual({});
});

test.each([
  { BRAND_COLOR: "red" },
  { BRAND_COLOR: "#fff;}body{display:none" },
  { BRAND_CMYK: "1,2,3" },
  { BRAND_CMYK: "0,0,0,101" },
  { BRAND_MARK: '"><script>' },
])("what would draw nothing, or more than a brand, is refused at the start: %j", (given) => {
  expect(read(given).success).toBe(false);
});
