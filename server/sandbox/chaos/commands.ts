import type { Sql } from "../queries";

/** From now on this share of calls and payments goes wrong, in the ways that the seed gives; 0 ends it. */
export async function setChaos(
  sql: Sql,
  given: { readonly seed: number; readonly percent: number },
): Promise<void> {
  await sql("DELETE FROM network_chaos");
  if (given.percent === 0) return;
  await sql("INSERT INTO network_chaos (seed, percent, serial) VALUES ($1, $2, 0)", [
    given.seed,
    given.percent,
  ]);
}
