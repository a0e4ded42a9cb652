import { z } from "zod";
import type { Sql } from "../queries";
import type { Chaos } from "./rules";

const row = z.object({
  seed: z.coerce.number(),
  percent: z.coerce.number(),
  serial: z.coerce.number(),
});

/** The next number of the bad day that was asked for, or null on a good one. */
export async function nextChaos(sql: Sql): Promise<Chaos | null> {
  const rows = await sql("UPDATE network_chaos SET serial = serial + 1 RETURNING seed, percent, serial");
  return rows[0] === undefined ? null : row.parse(rows[0]);
}
