import type { GrowthTarget } from "./rules";

/** The plan of the launch: from 30,000 affiliated shops to 50,000 within a year. */
export const GROWTH_TARGET: GrowthTarget = {
  startOn: "2026-11-01",
  startShops: 30_000,
  endOn: "2027-10-31",
  endShops: 50_000,
};
