import type { Sql } from "@/server/platform/db";
import { markOf, type RunProgress } from "./rules";

/** Says how far a run is. */
export type TellProgress = (at: Omit<RunProgress, "throughOn">) => Promise<void>;

/**
 * Marks a run's own connection with how far it is: others see the mark while the run's transaction is still open, and it
 * ends with the transaction, however that ends. Nothing is written, so a run that is killed leaves nothing behind.
 */
export function progressOf(sql: Sql, throughOn: RunProgress["throughOn"]): TellProgress {
  return async (at) => {
    await sql("SELECT set_config('application_name', $1, true)", [markOf({ throughOn, ...at })]);
  };
}
