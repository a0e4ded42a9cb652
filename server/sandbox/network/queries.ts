import { z } from "zod";
import type { Sql } from "../queries";
import { CALL_FAULTS, type CallFault } from "../rules";

/** Uses up one armed fault of a call, if there is one. */
export async function takeFault(sql: Sql, call: string): Promise<CallFault | null> {
  const rows = await sql(
    `WITH last AS (DELETE FROM armed_fault WHERE call = $1 AND remaining = 1 RETURNING misbehave),
          less AS (UPDATE armed_fault SET remaining = remaining - 1 WHERE call = $1 AND remaining > 1 RETURNING misbehave)
     SELECT misbehave FROM last UNION ALL SELECT misbehave FROM less`,
    [call],
  );
  return rows[0] === undefined ? null : z.object({ misbehave: z.enum(CALL_FAULTS) }).parse(rows[0]).misbehave;
}
