import type { Sql } from "@/server/platform/db";
import type { PaymentState } from "../rules";
import { DUPLICATE_WITHIN_MS, flagsOf, type PaymentFlag, USUAL_OF_LAST, type UsualBasket } from "./rules";

type Flagged = {
  readonly paymentId: string;
  readonly storeId: string;
  readonly state: PaymentState;
  readonly amountMinor: bigint;
};

type UsualRow = { store_id: string; payments: bigint; low: bigint; middle: bigint; high: bigint };

/** The flags of a page of payments, in two statements whatever its size. Only sales have any. */
export async function findFlags(
  sql: Sql,
  payments: readonly Flagged[],
): Promise<ReadonlyMap<string, readonly PaymentFlag[]>> {
  const sales = payments.filter(({ state }) => state === "succeeded");
  if (sales.length === 0) return new Map();
  const follows = await findFollowing(
    sql,
    sales.map(({ paymentId }) => paymentId),
  );
  const usual = await findUsualBaskets(sql, [...new Set(sales.map(({ storeId }) => storeId))]);
  return new Map(
    sales.map(({ paymentId, storeId, amountMinor }) => [
      paymentId,
      flagsOf({ amountMinor, follows: follows.has(paymentId), usual: usual.get(storeId) }),
    ]),
  );
}

/** Payments before which the same shopper paid the same amount at the same store. */
async function findFollowing(sql: Sql, paymentIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>(
    `SELECT p.id FROM payment p
     WHERE p.id = ANY($1::text[]) AND p.customer_id IS NOT NULL AND EXISTS (
       SELECT 1 FROM payment before
       WHERE before.store_id = p.store_id AND before.id < p.id
         AND before.id >= 'pay_' || lpad((substr(p.id, 5, 13)::bigint - $2::bigint)::text, 13, '0')
         AND before.state = 'succeeded' AND before.customer_id = p.customer_id
         AND before.wallet_id = p.wallet_id AND before.amount_minor = p.amount_minor)`,
    [[...paymentIds], DUPLICATE_WITHIN_MS],
  );
  return new Set(rows.map((row) => row.id));
}

async function findUsualBaskets(
  sql: Sql,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, UsualBasket>> {
  const rows = await sql<UsualRow>(
    `SELECT store.id AS store_id, count(*) AS payments,
            percentile_disc(0.05) WITHIN GROUP (ORDER BY last.amount_minor) AS low,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY last.amount_minor) AS middle,
            percentile_disc(0.95) WITHIN GROUP (ORDER BY last.amount_minor) AS high
     FROM unnest($1::text[]) AS store(id),
       LATERAL (SELECT amount_minor FROM payment
                WHERE payment.store_id = store.id AND payment.state = 'succeeded'
                ORDER BY payment.id DESC LIMIT $2::int) AS last
     GROUP BY store.id`,
    [[...storeIds], USUAL_OF_LAST],
  );
  return new Map(
    rows.map((row) => [
      row.store_id,
      { payments: Number(row.payments), lowMinor: row.low, middleMinor: row.middle, highMinor: row.high },
    ]),
  );
}
