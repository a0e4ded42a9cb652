import { addDays, type Day, utc8DayStartMs } from "@/server/kernel/calendar";
import type { Sql } from "@/server/platform/db";
import type { ItemsFile, ItemType, OwnItem } from "./rules";

type Row = {
  type: ItemType;
  id: string;
  network_id: string | null;
  tenant_id: string;
  amount_minor: bigint;
  from_ms: number;
  through_ms: number;
  expected: OwnItem["expected"];
};

/** A second of work lies between the network's time of a payment and the id that Noren gave it, at most days. */
const SEARCHED_DAYS = 3;

/**
 * What Noren has of the files' days, and whatever the files name by the network's id or by Noren's own request id.
 * A reversal has no refund of its own here: it is the payment, given back under the request id `rev_…`.
 */
export async function listOwnItems(sql: Sql, files: readonly ItemsFile[]): Promise<OwnItem[]> {
  const days = files.map((file) => file.day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const named = files.flatMap((file) => file.items);
  const idsOf = (type: ItemType) => named.filter((item) => item.type === type).map((item) => item.networkId);
  const reversals = named.filter((item) => item.type === "REFUND" && item.requestId.startsWith("rev_"));
  const span = spanOf(first, last);
  const payments = await sql<Row>(PAYMENTS, [...span, idsOf("PAYMENT")]);
  const refunds = await sql<Row>(REFUNDS, [span[0], span[1], idsOf("REFUND")]);
  const reversed = await sql<Row>(REVERSALS, [
    reversals.map((item) => `pay_${item.requestId.slice(4)}`),
    reversals.map((item) => item.networkId),
    reversals.map((item) => item.atMs),
  ]);
  return [...payments, ...refunds, ...reversed].map((row) => ({
    type: row.type,
    id: row.id,
    networkId: row.network_id,
    merchantId: row.tenant_id,
    amountMinor: row.amount_minor,
    currency: "JPY",
    fromMs: row.from_ms,
    throughMs: row.through_ms,
    expected: row.expected,
  }));
}

function spanOf(first: Day, last: Day): [number, number, string, string] {
  const idAt = (ms: number) => `pay_${String(ms).padStart(13, "0")}`;
  const fromMs = utc8DayStartMs(first);
  const endMs = utc8DayStartMs(addDays(last, 1));
  const marginMs = utc8DayStartMs(addDays(first, SEARCHED_DAYS)) - fromMs;
  return [fromMs, endMs, idAt(fromMs - marginMs), idAt(endMs + marginMs)];
}

const PAYMENTS = `
  SELECT 'PAYMENT' AS type, id, network_payment_id AS network_id, tenant_id, amount_minor,
         (extract(epoch FROM paid_at) * 1000)::float8 AS from_ms,
         (extract(epoch FROM paid_at) * 1000)::float8 AS through_ms,
         CASE WHEN state = 'succeeded' THEN 'must'
              WHEN state IN ('cancel_requested', 'reversal_due', 'reversed') THEN 'may' ELSE 'never' END AS expected
  FROM payment
  WHERE paid_at IS NOT NULL
    AND ((id >= $3 AND id < $4 AND paid_at >= to_timestamp($1::float8 / 1000) AND paid_at < to_timestamp($2::float8 / 1000))
         OR network_payment_id = ANY($5::text[]))`;

const REFUNDS = `
  SELECT 'REFUND' AS type, id, network_refund_id AS network_id, tenant_id, amount_minor,
         (extract(epoch FROM requested_at) * 1000)::float8 AS from_ms,
         (extract(epoch FROM coalesce(settled_at, now())) * 1000)::float8 AS through_ms,
         CASE state WHEN 'done' THEN 'must' WHEN 'refused' THEN 'never' ELSE 'may' END AS expected
  FROM refund
  WHERE (settled_at >= to_timestamp($1::float8 / 1000) AND requested_at < to_timestamp($2::float8 / 1000))
     OR network_refund_id = ANY($3::text[])`;

const REVERSALS = `
  SELECT 'REFUND' AS type, payment.id, named.network_id, payment.tenant_id, payment.amount_minor,
         named.at_ms AS from_ms, named.at_ms AS through_ms, 'may' AS expected
  FROM unnest($1::text[], $2::text[], $3::float8[]) AS named(id, network_id, at_ms)
  JOIN payment ON payment.id = named.id AND payment.state IN ('reversal_due', 'reversed')`;
