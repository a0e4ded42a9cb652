import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { countStatement } from "../queries";
import { selectionOf } from "../selection/queries";

/** Calls that were refused before anything in them was believed, newest first, by keyset on the id. */
export async function listSecurityEvents(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly olderThan?: string | undefined; readonly limit: number },
) {
  const found = await tx.securityEvent.findMany({
    where: args.olderThan === undefined ? {} : { id: { lt: args.olderThan } },
    orderBy: { id: "desc" },
    take: args.limit + 1,
    select: { id: true, kind: true, detail: true, clientId: true, occurredAt: true },
  });
  const events = found.slice(0, args.limit);
  return { events, olderThan: found.length > args.limit ? (events.at(-1)?.id ?? null) : null };
}

const SUSPENDED_SHOWN = 50;

/** The merchants that are stopped, with the reason; the directory lists all of them when there are more. */
export async function listSuspended(tx: Tx, _scope: OperatorScope) {
  const sql = sqlOfTx(tx);
  const count = countStatement(await selectionOf(sql, { state: "suspended" }));
  const [[counted], merchants] = await Promise.all([
    sql<{ found: number }>(count.text, count.params),
    tx.merchant.findMany({
      where: { state: "suspended" },
      orderBy: { id: "desc" },
      take: SUSPENDED_SHOWN,
      select: { id: true, tradeName: true, prefecture: true, city: true, mcc: true, suspendedReason: true },
    }),
  ]);
  return { merchants, found: counted?.found ?? 0 };
}
