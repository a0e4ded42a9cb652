import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { provideEnv } from "./env";
import { isCrossOrigin } from "./same-origin";

beforeAll(() => {
  provideEnv({ NODE_ENV: "test", DATABASE_URL: "postgresql://a@b/c", PUBLIC_URL: "https://noren.example" });
});
afterAll(() => {
  provideEnv({ NODE_ENV: "test", DATABASE_URL: "postgresql://a@b/c" });
});

describe("a post from another site is refused", () => {
  test.each<[string, Record<string, string>, boolean]>([
    ["the product's own page", { origin: "https://noren.example", host: "noren.example" }, false],
    ["the address it was called at", { origin: "http://localhost:3000", host: "localhost:3000" }, false],
    ["another site", { origin: "https://evil.example", host: "noren.example" }, true],
    [
      "a neighbour under the same domain",
      { origin: "https://shop.noren.example", host: "noren.example" },
      true,
    ],
    ["an origin that is hidden", { origin: "null", host: "noren.example" }, true],
    ["no origin, the same site", { "sec-fetch-site": "same-site", host: "noren.example" }, true],
    ["no origin, another site", { "sec-fetch-site": "cross-site", host: "noren.example" }, true],
    ["no origin, the same origin", { "sec-fetch-site": "same-origin", host: "noren.example" }, false],
    ["no browser at all", { host: "noren.example" }, false],
  ])("%s", (_name, headers, refused) => {
    expect(isCrossOrigin(new Headers(headers))).toBe(refused);
  });
});
