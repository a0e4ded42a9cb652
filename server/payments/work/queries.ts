import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { isWorkKind, WORK_KIND_NAMES, WORK_KINDS, type WorkKind } from "./rules";

/** One thing that needs a person, oldest first. */
export type WorkItem = {
  readonly kind: WorkKind;
  readonly subjectId: string;
  readonly merchantId: string | null;
  readonly merchantName: string | null;
  readonly sinceMs: number;
  readonly attempts: number;
  readonly amountMinor: bigint | null;
  /** A result code, the fields that differ, or the path of a message: never anything of a shopper. */
  readonly detail: string;
};

type Row = {
  kind: string;
  subject_id: string;
  tenant_id: string | null;
  merchant_name: string | null;
  since: Date;
  attempts: number;
  amount_minor: bigint | null;
  detail: string;
};

const MOST = 200;

// Each kind reads its own index and no more than the list shows; $1 is the instant, $2 the waits by kind.
const WAITS = "to_timestamp($1::float8 / 1000) - make_interval(secs => ($2::jsonb->>'KIND')::float8 / 1000)";
const since = (kind: WorkKind) => WAITS.replace("KIND", kind);

const LIST = `
  WITH item AS (
    (SELECT 'payment_unknown' AS kind, id AS subject_id, tenant_id, expires_at AS since, inquiries AS attempts,
            amount_minor, '' AS detail
     FROM payment WHERE next_inquiry_at IS NOT NULL AND state IN ('created', 'pending')
       AND expires_at < ${since("payment_unknown")} ORDER BY next_inquiry_at LIMIT ${MOST})
    UNION ALL
    (SELECT CASE c.state WHEN 'reversing' THEN 'reversal_open' ELSE 'cancel_unconfirmed' END, c.payment_id,
            c.tenant_id, c.requested_at, c.attempts, p.amount_minor, c.reason
     FROM cancel_request c JOIN payment p ON p.id = c.payment_id
     WHERE c.state IN ('requested', 'reversing') AND c.requested_at < ${since("cancel_unconfirmed")}
     ORDER BY c.requested_at LIMIT ${MOST})
    UNION ALL
    (SELECT CASE state WHEN 'held' THEN 'refund_held' ELSE 'refund_unconfirmed' END, id, tenant_id, requested_at,
            attempts, amount_minor, ''
     FROM refund WHERE (state IN ('requested', 'at_wallet') AND requested_at < ${since("refund_unconfirmed")})
       OR (state = 'held' AND requested_at < ${since("refund_held")}) ORDER BY requested_at LIMIT ${MOST})
    UNION ALL
    (SELECT 'dispute_undelivered', id, tenant_id, answered_at, attempts, amount_minor, reason_code
     FROM dispute WHERE state = 'answered' AND delivered_at IS NULL AND answered_at < ${since("dispute_undelivered")}
     ORDER BY answered_at LIMIT ${MOST})
    UNION ALL
    (SELECT 'message_parked', id, NULL, received_at, 0, NULL, path || ' ' || waits_for
     FROM parked_message WHERE closed_at IS NULL AND received_at < ${since("message_parked")}
     ORDER BY received_at LIMIT ${MOST})
    UNION ALL
    (SELECT 'message_contradicts', key, NULL, first_at, times, NULL, path || ' ' || array_to_string(fields, ', ')
     FROM network_conflict WHERE closed_at IS NULL ORDER BY first_at LIMIT ${MOST})
    UNION ALL
    (SELECT 'registration_unknown', id, tenant_id, sent_at, attempts, NULL, wallet_id
     FROM wallet_registration WHERE state = 'unknown' AND sent_at < ${since("registration_unknown")}
     ORDER BY sent_at LIMIT ${MOST})
  )
  SELECT item.kind, item.subject_id, item.tenant_id, m.trade_name AS merchant_name, item.since, item.attempts,
         item.amount_minor, item.detail
  FROM item LEFT JOIN merchant m ON m.id = item.tenant_id ORDER BY item.since, item.subject_id LIMIT ${MOST}`;

/** What needs a person now, oldest first, at most two hundred. @param args.nowMs business time */
export async function listWork(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly nowMs: number },
): Promise<WorkItem[]> {
  const waits = Object.fromEntries(WORK_KIND_NAMES.map((kind) => [kind, WORK_KINDS[kind].afterMs]));
  const rows = await sqlOfTx(tx)<Row>(LIST, [args.nowMs, JSON.stringify(waits)]);
  return rows.flatMap((row) => (isWorkKind(row.kind) ? [itemOf(row, row.kind)] : []));
}

function itemOf(row: Row, kind: WorkKind): WorkItem {
  return {
    kind,
    subjectId: row.subject_id,
    merchantId: row.tenant_id,
    merchantName: row.merchant_name,
    sinceMs: row.since.getTime(),
    attempts: row.attempts,
    amountMinor: row.amount_minor,
    detail: row.detail,
  };
}
