import type { Sql } from "./queries";
import type { CallFault } from "./rules";
import { TABLES } from "./tables.data";

/** Makes the tables when they are missing; two processes that start at once wait for each other. */
export async function createTables(
  transact: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>,
): Promise<void> {
  await transact(async (sql) => {
    await sql("SELECT pg_advisory_xact_lock(7301)");
    await sql(TABLES);
  });
}

/** Makes the next `times` calls of one kind ("pay", "refund", …) slow or unanswered. */
export async function armFault(
  sql: Sql,
  fault: { readonly call: string; readonly misbehave: CallFault; readonly times: number },
): Promise<void> {
  await sql(
    `INSERT INTO armed_fault (call, misbehave, remaining) VALUES ($1, $2, $3)
     ON CONFLICT (call) DO UPDATE SET misbehave = EXCLUDED.misbehave, remaining = EXCLUDED.remaining`,
    [fault.call, fault.misbehave, fault.times],
  );
}

/** Takes back every armed fault. */
export async function disarmFaults(sql: Sql): Promise<void> {
  await sql("DELETE FROM armed_fault");
}
