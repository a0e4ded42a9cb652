import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { MARK, type RunProgress, readMark } from "./rules";

/** How far the run is that closes a day right now; null while none does. */
export async function findProgress(tx: Tx, _scope: OperatorScope): Promise<RunProgress | null> {
  const rows = await sqlOfTx(tx)<{ mark: string }>(
    `SELECT application_name AS mark FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE $1 LIMIT 10`,
    [`${MARK} %`],
  );
  return rows.flatMap(({ mark }) => readMark(mark) ?? [])[0] ?? null;
}
