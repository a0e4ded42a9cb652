import { describe, expect, test } from "vitest";
import { emvRoundTrips } from "@/bench/emv";
import { inspectEmv } from "./rules";
import { PUBLIC_VECTORS } from "./vectors.data";

describe("what others have published", () => {
  test.each(PUBLIC_VECTORS)("is judged as it deserves: $source", ({ payload, ok, findings }) => {
    const read = inspectEmv(payload);
    const found = (read.ok ? read.warnings : read.errors).map(({ code, id }) =>
      [code, id].filter(Boolean).join(" "),
    );
    expect({ ok: read.ok, found }).toEqual({ ok, found: findings });
  });
});

// `npm run bench -- emv` does a hundred thousand of them.
test("random payloads are read back as they were written, and broken ones yield errors, never an exception", () => {
  expect(emvRoundTrips({ count: 1_500, seed: 20_261_128 })).toEqual({ failures: [], broken: 1_500 });
});
