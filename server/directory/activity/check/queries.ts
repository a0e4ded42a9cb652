import type { OperatorScope } from "@/server/kernel/scope";
import { poolFor, type Sql, sqlOfClient, sqlOfTx, type Tx } from "@/server/platform/db";

/** Of when the read models of sales are, and when they were last compared with the books. */
export type SalesFreshness = {
  readonly salesAt: Date | null;
  readonly checkedAt: Date | null;
  /** How much had to be put right then. */
  readonly mended: number;
};

/** How fresh what screens say of sales is. */
export async function getFreshness(tx: Tx, _scope: OperatorScope): Promise<SalesFreshness> {
  return read(sqlOfTx(tx));
}

/** The same for background work. */
export function findFreshness(): Promise<SalesFreshness> {
  return read(sqlOfClient(poolFor("jobs")));
}

async function read(sql: Sql): Promise<SalesFreshness> {
  const [row] = await sql<SalesFreshness>(
    `SELECT through_at AS "salesAt", checked_at AS "checkedAt", mended FROM sales_fold WHERE id = 1`,
  );
  return row ?? { salesAt: null, checkedAt: null, mended: 0 };
}
