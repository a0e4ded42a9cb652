/** What a head office may see of a franchisee's sales: the sums of the merchant, or those of each store as well. */
export const GRANT_LEVELS = ["totals", "stores"] as const;
export type GrantLevel = (typeof GRANT_LEVELS)[number];

/** Narrows a stored level; what is unknown shows the least. */
export function toGrantLevel(text: string): GrantLevel {
  return GRANT_LEVELS.find((known) => known === text) ?? "totals";
}
