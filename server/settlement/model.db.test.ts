import { describe, expect, it } from "vitest";
import { liveElsewhere } from "@/bench/soak-settlement";

describe("settlement against a slow, obvious model (G9, G10, G14)", () => {
  it.each([
    [1, "Asia/Tokyo", "2025"],
    [2, "America/Los_Angeles", "2026"],
    [3, "Asia/Kathmandu", "2027"],
  ])(
    "agrees to the yen over a random history of contracts, sales, refunds and holidays, seed %i in %s in %s",
    async (seed, zone, year) => {
      const lived = await liveElsewhere(seed, 8);
      expect(lived.statements).toBeGreaterThan(20);
      expect(lived.zone).toBe(zone);
      expect(lived.startOn.slice(0, 4)).toBe(year);
    },
  );
});
