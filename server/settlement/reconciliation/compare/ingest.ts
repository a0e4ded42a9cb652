import { addDays, type Day, utc8DayStartMs } from "@/server/kernel/calendar";
import { basisPointsHalfEvenSql } from "@/server/kernel/money";
import type { Sql } from "@/server/platform/db";
import { openFound } from "../items/ingest";
import { ROW_KINDS } from "../rules";

/** A push is told of soon, yet may be repeated for days; an order is minted up to a day before it is paid. */
const BEFORE_DAYS = 1;
const AFTER_DAYS = 3;

/** What the comparison of a day decides about; the others come and go with reports and money. */
const COMPARED_KINDS: readonly string[] = [...ROW_KINDS, "summary"];

/** A day of the network as the statements below take it. */
export type ComparedDay = { readonly clearingOn: Day; readonly reportId: string };

/** The network's day (UTC+8) of an instant, as text. */
const utc8 = (at: string) => `to_char((${at}) AT TIME ZONE 'UTC' + interval '8 hours', 'YYYY-MM-DD')`;

/**
 * Lays down in temporary tables what the books have of a day (`own_item`), how each row of the report compares with it
 * (`compared`), and what differs (`found`). The number of statements does not depend on the number of rows.
 */
export async function lookAtDay(sql: Sql, day: ComparedDay): Promise<void> {
  await sql("SET LOCAL work_mem = '128MB'");
  await sql(OWN_ITEM);
  const fromMs = utc8DayStartMs(day.clearingOn);
  const endMs = utc8DayStartMs(addDays(day.clearingOn, 1));
  const span = [fromMs, endMs];
  const ids = [
    paymentFloor(utc8DayStartMs(addDays(day.clearingOn, -BEFORE_DAYS))),
    paymentFloor(utc8DayStartMs(addDays(day.clearingOn, 1 + AFTER_DAYS))),
  ];
  await sql(`${INSERT_OWN} ${PAYMENTS} WHERE p.id >= $3 AND p.id < $4 AND ${WITHIN("p.paid_at")}`, [
    ...span,
    ...ids,
  ]);
  await sql(
    `${INSERT_OWN} ${REFUNDS} WHERE f.settled_at >= to_timestamp($1::float8 / 1000)
             AND f.requested_at < to_timestamp($2::float8 / 1000)`,
    span,
  );
  await sql("ANALYZE own_item");
  // What was booked without the network's id is known by the id that we gave the request.
  await sql(
    `UPDATE own_item SET network_id = r.network_id FROM network_report_row r
     WHERE own_item.network_id IS NULL AND r.report_id = $1 AND r.type = own_item.type AND r.request_id = own_item.request_id
       AND r.request_id <> ''`,
    [day.reportId],
  );
  for (const named of [NAMED_PAYMENTS, NAMED_REFUNDS, NAMED_REVERSALS]) await sql(named, [day.reportId]);
  await sql("ANALYZE own_item");
  await sql(COMPARED);
  await sql(COMPARE, [day.reportId, day.clearingOn]);
  await sql("ANALYZE compared");
  await openFound(sql);
  await sql(LOOK_AT, [day.clearingOn, COMPARED_KINDS]);
  await sql(FIND_ROWS, [day.reportId, day.clearingOn]);
  await sql(FIND_MISSING, [day.clearingOn]);
}

/** Removes what `lookAtDay` laid down, so that another day can be looked at in the same transaction. */
export async function leaveDay(sql: Sql): Promise<void> {
  await sql("DROP TABLE own_item, compared");
}

function paymentFloor(ms: number): string {
  return `pay_${String(ms).padStart(13, "0")}`;
}

const WITHIN = (column: string) =>
  `${column} >= to_timestamp($1::float8 / 1000) AND ${column} < to_timestamp($2::float8 / 1000)`;

/**
 * `expected`: the network must report it, may (a cancel or reversal is under way), or never. `booked`: the books count
 * it as due from the network. `accrued`: its fee is booked by the day's run and not with the report.
 */
const OWN_ITEM = `
  CREATE TEMP TABLE own_item (
    type text NOT NULL, id text NOT NULL, network_id text, request_id text NOT NULL, merchant_id text NOT NULL,
    store_id text NOT NULL, wallet_id text, original_id text NOT NULL, amount_minor bigint NOT NULL,
    from_at timestamptz, through_at timestamptz, expected text NOT NULL, booked boolean NOT NULL,
    accrued boolean NOT NULL, fee_minor bigint NOT NULL) ON COMMIT DROP`;

const INSERT_OWN = `
  INSERT INTO own_item (type, id, network_id, request_id, merchant_id, store_id, wallet_id, original_id, amount_minor,
                        from_at, through_at, expected, booked, accrued, fee_minor)`;

const PAYMENT_FEE = `CASE WHEN p.state IN ('succeeded', 'cancel_requested', 'reversal_due', 'reversed')
  THEN coalesce(${basisPointsHalfEvenSql("p.amount_minor", "w.network_fee_basis_points")}, 0) ELSE 0 END`;

const payments = (networkId: string) => `
  SELECT 'PAYMENT', p.id, ${networkId}, CASE WHEN p.origin = 'entry' THEN p.id ELSE '' END, p.tenant_id, p.store_id,
         p.wallet_id, '', p.amount_minor, p.paid_at, p.paid_at,
         CASE WHEN p.state = 'succeeded' THEN 'must'
              WHEN p.state IN ('cancel_requested', 'reversal_due', 'reversed') THEN 'may' ELSE 'never' END,
         p.state IN ('succeeded', 'cancel_requested', 'reversal_due', 'reversed'),
         p.state IN ('succeeded', 'cancel_requested'), ${PAYMENT_FEE}
  FROM payment p LEFT JOIN wallet w ON w.id = p.wallet_id`;
const PAYMENTS = payments("p.network_payment_id");

const refunds = (networkId: string) => `
  SELECT 'REFUND', f.id, ${networkId}, f.id, f.tenant_id, f.store_id, f.wallet_id, coalesce(p.network_payment_id, ''),
         f.amount_minor, f.requested_at, coalesce(f.settled_at, 'infinity'),
         CASE f.state WHEN 'done' THEN 'must' WHEN 'refused' THEN 'never' ELSE 'may' END, f.state = 'done', true, 0
  FROM refund f LEFT JOIN payment p ON p.id = f.payment_id`;
const REFUNDS = refunds("f.network_refund_id");

const UNKNOWN_YET = (type: string) => `r.report_id = $1 AND r.type = '${type}'
  AND NOT EXISTS (SELECT 1 FROM own_item o WHERE o.type = r.type AND o.network_id = r.network_id)`;

// Of another day, or of no day at all: by the network's id, which is remembered for ever, or by our own.
const NAMED_PAYMENTS = `
  WITH named AS MATERIALIZED (
    SELECT DISTINCT network_id, request_id FROM network_report_row r WHERE ${UNKNOWN_YET("PAYMENT")}
  ), known AS MATERIALIZED (
    SELECT named.network_id, k.payment_id FROM named JOIN network_message_key k ON k.key = 'payment:' || named.network_id
    WHERE k.payment_id IS NOT NULL
    UNION SELECT network_id, request_id FROM named WHERE request_id LIKE 'pay\\_%'
  )
  ${INSERT_OWN} SELECT DISTINCT ON (3) * FROM (${payments("known.network_id")}
  JOIN known ON known.payment_id = p.id AND coalesce(p.network_payment_id, known.network_id) = known.network_id) AS looked`;

const NAMED_REFUNDS = `
  WITH named AS MATERIALIZED (
    SELECT DISTINCT network_id, request_id FROM network_report_row r WHERE ${UNKNOWN_YET("REFUND")}
  ), known AS MATERIALIZED (
    SELECT named.network_id, f.id FROM named JOIN refund f ON f.network_refund_id = named.network_id
    UNION SELECT named.network_id, f.id FROM named JOIN refund f ON f.id = named.request_id
  )
  ${INSERT_OWN} SELECT DISTINCT ON (3) * FROM (${refunds("known.network_id")}
  JOIN known ON known.id = f.id AND coalesce(f.network_refund_id, known.network_id) = known.network_id) AS looked`;

// A reversal has no refund of its own here: it is the payment, given back under the request id `rev_…`.
const NAMED_REVERSALS = `
  ${INSERT_OWN} SELECT DISTINCT ON (3) * FROM (
  SELECT 'REFUND', p.id, r.network_id, r.request_id, p.tenant_id, p.store_id, p.wallet_id,
         coalesce(p.network_payment_id, ''), p.amount_minor, r.at AS from_at, r.at AS through_at, 'may',
         p.state = 'reversed', true, 0
  FROM network_report_row r JOIN payment p ON p.id = 'pay_' || substr(r.request_id, 5)
  WHERE r.request_id LIKE 'rev\\_%' AND p.state IN ('reversal_due', 'reversed') AND ${UNKNOWN_YET("REFUND")}) AS looked`;

const COMPARED = `
  CREATE TEMP TABLE compared (
    row int NOT NULL, type text NOT NULL, network_id text NOT NULL, own_id text, fields text[] NOT NULL,
    merchant_id text, own_wallet_id text, reported_wallet_id text NOT NULL, own_minor bigint NOT NULL,
    reported_minor bigint NOT NULL, own_fee_minor bigint NOT NULL, reported_fee_minor bigint NOT NULL,
    accrual_minor bigint NOT NULL) ON COMMIT DROP`;

const differs = (condition: string, kind: string) => `CASE WHEN ${condition} THEN '${kind}' END`;
const OTHER_DAY = `${utc8("r.at")} <> $2
  OR (o.from_at IS NOT NULL AND (${utc8("o.from_at")} > $2 OR (o.through_at <> 'infinity' AND ${utc8("o.through_at")} < $2)))`;
const FEE_DUE = `CASE WHEN r.type = 'REFUND' THEN 0
  ELSE ${basisPointsHalfEvenSql("r.amount_minor", "w.network_fee_basis_points")} END`;

const COMPARE = `
  WITH r AS (
    SELECT r.*, row_number() OVER (PARTITION BY r.type, r.network_id ORDER BY r.row) > 1 OR EXISTS (
             SELECT 1 FROM network_report_row other JOIN network_report n ON n.id = other.report_id AND n.state = 'current'
             WHERE other.network_id = r.network_id AND other.type = r.type AND n.id < r.report_id
               AND n.clearing_on <> $2) AS is_repeated,
           CASE r.type WHEN 'REFUND' THEN -1 ELSE 1 END AS sign
    FROM network_report_row r WHERE r.report_id = $1
  )
  INSERT INTO compared
  SELECT r.row, r.type, r.network_id, o.id,
    CASE WHEN r.is_repeated THEN ARRAY['duplicate'] WHEN o.id IS NULL THEN ARRAY['extra'] ELSE array_remove(ARRAY[
      ${differs("o.expected = 'never'", "state")},
      ${differs("r.currency <> 'JPY'", "currency")},
      ${differs("r.currency = 'JPY' AND r.amount_minor <> o.amount_minor", "amount")},
      ${differs("r.settlement_currency <> 'JPY' OR (r.currency = 'JPY' AND r.settlement_minor <> r.amount_minor)", "settlement")},
      ${differs("w.id IS NULL OR r.wallet_id <> o.wallet_id", "wallet")},
      ${differs(OTHER_DAY, "day")},
      ${differs("r.merchant_id NOT IN ('', o.merchant_id)", "merchant")},
      ${differs("r.store_id NOT IN ('', o.store_id)", "store")},
      ${differs("r.type = 'REFUND' AND r.original_id <> '' AND o.original_id NOT IN ('', r.original_id)", "original")},
      ${differs("r.request_id <> '' AND o.request_id NOT IN ('', r.request_id)", "request")},
      ${differs(`r.fee_currency <> 'JPY' OR (w.id IS NOT NULL AND r.currency = 'JPY' AND r.fee_minor <> ${FEE_DUE})`, "fee")}
    ], NULL) END,
    coalesce(o.merchant_id, nullif(r.merchant_id, '')), CASE WHEN r.is_repeated THEN NULL ELSE o.wallet_id END,
    coalesce(w.id, 'UNKNOWN'),
    CASE WHEN o.booked AND NOT r.is_repeated THEN r.sign * o.amount_minor ELSE 0 END,
    CASE WHEN r.settlement_currency = 'JPY' THEN r.sign * r.settlement_minor ELSE 0 END,
    CASE WHEN o.booked AND NOT r.is_repeated THEN o.fee_minor ELSE 0 END,
    CASE WHEN r.fee_currency = 'JPY' THEN r.fee_minor ELSE 0 END,
    CASE WHEN o.booked AND NOT o.accrued AND NOT r.is_repeated THEN o.fee_minor ELSE 0 END
  FROM r LEFT JOIN own_item o ON o.type = r.type AND o.network_id = r.network_id
  LEFT JOIN wallet w ON w.id = r.wallet_id`;

// What was raised of this day, or of another one and is matched by a row of this report.
const LOOK_AT = `
  INSERT INTO looked_at
  SELECT item.subject_key FROM reconciliation_item item
  WHERE item.kind = ANY($2::text[]) AND (item.clearing_on = $1 OR EXISTS (
    SELECT 1 FROM compared c WHERE c.fields = '{}' AND c.network_id = item.network_id
      AND item.subject_key = c.type || ':' || c.network_id))`;

const FIND_ROWS = `
  INSERT INTO found
  SELECT type || ':' || network_id || CASE WHEN fields[1] = 'duplicate' THEN '#' || $1 || ':' || row ELSE '' END,
         fields, $2, $1, row, type, network_id, own_id, merchant_id, own_wallet_id, reported_wallet_id, own_minor,
         reported_minor, own_fee_minor, reported_fee_minor, ''
  FROM compared WHERE fields <> '{}'`;

// Only when every day that it may belong to has been reported is an item that no report names missing.
const FIND_MISSING = `
  INSERT INTO found
  SELECT o.type || ':' || coalesce(o.network_id, o.id), ARRAY['missing'], $1, NULL, NULL, o.type, o.network_id, o.id,
         o.merchant_id, o.wallet_id, NULL, CASE o.type WHEN 'REFUND' THEN -o.amount_minor ELSE o.amount_minor END, 0,
         o.fee_minor, 0, ''
  FROM own_item o LEFT JOIN compared c ON c.type = o.type AND c.network_id = o.network_id
  WHERE o.expected = 'must' AND c.row IS NULL
    AND NOT EXISTS (SELECT 1 FROM network_report_row r JOIN network_report n ON n.id = r.report_id AND n.state = 'current'
                    WHERE r.network_id = o.network_id AND r.type = o.type)
    AND NOT EXISTS (
      SELECT 1 FROM generate_series(${utc8("o.from_at")}::date, ${utc8("o.through_at")}::date, interval '1 day') AS spanned
      WHERE NOT EXISTS (SELECT 1 FROM network_report n WHERE n.kind = 'transactionItems' AND n.state = 'current'
                          AND n.clearing_on = to_char(spanned, 'YYYY-MM-DD')))`;
