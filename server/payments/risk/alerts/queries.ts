import { z } from "zod";
import { instant } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { paymentIdFloor } from "../../queries";
import type { ListAlertsInput } from "../schema";
import { ALERT_OUTCOMES, type AlertOutcome, type AlertRule, isAlertRule, type StoreDay } from "./rules";

const PAGE_SIZE = 50;

export type Alert = {
  readonly alertId: string;
  readonly rule: AlertRule;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly storeState: string;
  readonly raisedAtMs: number;
  readonly outcome: AlertOutcome | null;
  readonly note: string;
};

const facts = z.record(z.string(), z.union([z.string(), z.number()]));

type Row = {
  id: string;
  rule: string;
  facts: unknown;
  tenant_id: string;
  merchant_name: string;
  store_id: string;
  store_name: string;
  store_state: string;
  raised_at: Date;
  outcome: string | null;
  note: string;
};

/** Alerts, newest first: those that wait for a person, or those that were judged. */
export async function listAlerts(
  tx: Tx,
  _scope: OperatorScope,
  input: ListAlertsInput,
): Promise<{ readonly alerts: readonly Alert[]; readonly olderThan: string | null }> {
  const rows = await sqlOfTx(tx)<Row>(
    `SELECT a.id, a.rule, a.facts, a.tenant_id, m.trade_name AS merchant_name, a.store_id, s.name AS store_name,
            s.state AS store_state, a.raised_at, a.outcome, a.note
     FROM risk_alert a JOIN store s ON s.id = a.store_id JOIN merchant m ON m.id = a.tenant_id
     WHERE (a.closed_at IS NULL) = $1 AND ($2::text IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT ${PAGE_SIZE + 1}`,
    [input.state === "open", input.olderThan ?? null],
  );
  const shown = rows
    .slice(0, PAGE_SIZE)
    .flatMap((row) => (isAlertRule(row.rule) ? [alertOf(row, row.rule)] : []));
  return { alerts: shown, olderThan: rows.length > PAGE_SIZE ? (shown.at(-1)?.alertId ?? null) : null };
}

function alertOf(row: Row, rule: AlertRule): Alert {
  return {
    alertId: row.id,
    rule,
    facts: facts.parse(row.facts),
    merchantId: row.tenant_id,
    merchantName: row.merchant_name,
    storeId: row.store_id,
    storeName: row.store_name,
    storeState: row.store_state,
    raisedAtMs: row.raised_at.getTime(),
    outcome: ALERT_OUTCOMES.find((known) => known === row.outcome) ?? null,
    note: row.note,
  };
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 28;

// Night is the time from midnight to five in Japan. A burst is what one shopper paid in the ten minutes that end with
// each payment. Only stores that could meet a rule at all are looked at closer.
const DAYS = `
  WITH today AS (
    SELECT p.tenant_id, p.store_id, p.customer_id, p.amount_minor, p.paid_at,
           extract(hour FROM p.paid_at AT TIME ZONE 'Asia/Tokyo') < 5 AS is_night
    FROM payment p WHERE p.id >= $1 AND p.id < $2 AND p.state = 'succeeded' AND p.paid_at IS NOT NULL
  ), bursts AS (
    SELECT store_id, count(*) OVER near AS payments, sum(amount_minor) OVER near AS minor
    FROM today WHERE customer_id IS NOT NULL
    WINDOW near AS (PARTITION BY store_id, customer_id ORDER BY paid_at RANGE BETWEEN '10 minutes' PRECEDING AND CURRENT ROW)
  ), burst AS (
    SELECT DISTINCT ON (store_id) store_id, payments, minor FROM bursts ORDER BY store_id, payments DESC, minor DESC
  ), asked AS (
    SELECT store_id, count(*) AS refunds FROM refund
    WHERE requested_at >= $3::timestamptz AND requested_at < $4::timestamptz AND state <> 'refused' GROUP BY store_id
  ), day AS (
    SELECT coalesce(t.store_id, asked.store_id) AS store_id, coalesce(t.sales, 0) AS sales,
           coalesce(t.night, 0) AS night, coalesce(asked.refunds, 0) AS refunds
    FROM (SELECT store_id, count(*) AS sales, count(*) FILTER (WHERE is_night) AS night FROM today GROUP BY store_id) t
    FULL JOIN asked ON asked.store_id = t.store_id
  )
  SELECT day.store_id AS "storeId", s.tenant_id AS "tenantId", day.sales::int, day.refunds::int,
         day.night::int AS "nightSales", coalesce(usual.sales, 0)::int AS "usualSales",
         coalesce(usual.night, 0)::int AS "usualNightSales", coalesce(burst.payments, 0)::int AS burst,
         coalesce(burst.minor, 0)::bigint AS "burstMinor"
  FROM day JOIN store s ON s.id = day.store_id
  LEFT JOIN burst ON burst.store_id = day.store_id
  LEFT JOIN LATERAL (
    SELECT count(*) AS sales, count(*) FILTER (WHERE extract(hour FROM p.paid_at AT TIME ZONE 'Asia/Tokyo') < 5) AS night
    FROM payment p WHERE p.store_id = day.store_id AND p.id >= $5 AND p.id < $1 AND p.state = 'succeeded'
  ) usual ON day.night >= 3
  WHERE day.night >= 3 OR day.refunds >= 5 OR burst.payments >= 3`;

/** The days of stores that may meet a rule. @param of the day in Japan from its first to its last instant */
export function listStoreDays(
  sql: Sql,
  of: { readonly fromMs: number; readonly untilMs: number },
): Promise<(StoreDay & { readonly storeId: string; readonly tenantId: string })[]> {
  return sql(DAYS, [
    paymentIdFloor(of.fromMs),
    paymentIdFloor(of.untilMs),
    instant(of.fromMs),
    instant(of.untilMs),
    paymentIdFloor(of.fromMs - USUAL_DAYS * DAY_MS),
  ]);
}
