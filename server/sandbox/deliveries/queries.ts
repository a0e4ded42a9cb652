import { z } from "zod";
import type { Sql } from "../queries";
import { DELIVERY_KINDS } from "./rules";

const deliveryRow = z
  .object({
    id: z.coerce.bigint(),
    kind: z.enum(DELIVERY_KINDS),
    subject: z.string(),
    wallet_id: z.string().nullable(),
    url: z.string(),
    body: z.string(),
    attempts: z.number(),
  })
  .transform((row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    walletId: row.wallet_id,
    url: row.url,
    body: row.body,
    /** This attempt included. */
    attempts: row.attempts,
  }));
export type Delivery = z.output<typeof deliveryRow>;

/**
 * Takes due calls out of the queue for one attempt each. An attempt whose process dies is taken again when the
 * lease has passed.
 */
export async function takeDueDeliveries(
  sql: Sql,
  take: { readonly nowMs: number; readonly leaseMs: number; readonly limit: number },
): Promise<readonly Delivery[]> {
  const rows = await sql(
    `UPDATE delivery SET attempts = attempts + 1, due_at = $1::bigint + $2::bigint, state = 'due'
     WHERE id IN (SELECT id FROM delivery WHERE state IN ('due', 'held') AND due_at <= $1
                  ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, subject, wallet_id, url, body, attempts`,
    [take.nowMs, take.leaseMs, take.limit],
  );
  return rows.map((row) => deliveryRow.parse(row));
}
