import { toFormat } from "@/server/codes/orders/queries";
import type { PosterFormat } from "@/server/codes/poster/rules";
import { type Day, toDay } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { type DisputeState, toDisputeState } from "@/server/payments/disputes/rules";
import { type AlertRule, toAlertRule } from "@/server/payments/risk/alerts/rules";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { type RegistrationState, toRegistrationState } from "@/server/registration/rules";
import { LAST_SCAN } from "../../watch/queries";

/** What can happen to a merchant, by where it is remembered, with the code of what it was. */
type Happening =
  /** An action of the audit log as it was stored, which may be one that is no longer written. */
  | { readonly kind: "action"; readonly what: string }
  | { readonly kind: "registration"; readonly what: RegistrationState }
  /** The last day of the statement. */
  | { readonly kind: "statement"; readonly what: Day }
  | { readonly kind: "risk"; readonly what: AlertRule }
  | { readonly kind: "dispute"; readonly what: DisputeState }
  | { readonly kind: "posters"; readonly what: PosterFormat; readonly codes: number }
  /** The title of an announcement, in Japanese. */
  | { readonly kind: "message"; readonly what: string }
  | { readonly kind: "first_payment" | "last_payment"; readonly what: null };

/** One thing that happened to a merchant, and whom or what it concerns: a person, a store, a wallet. */
export type TimelineEntry = Happening & { readonly at: Date; readonly whom: string | null };

type Row = {
  readonly at: Date;
  readonly kind: TimelineEntry["kind"];
  readonly what: string;
  readonly whom: string | null;
  readonly codes: number;
};

// Each place is asked for its newest few by an index of the tenant; together they are a page.
const ENTRIES = `
  (SELECT a.occurred_at AS at, 'action' AS kind, a.action AS what, coalesce(nullif(p.name, ''), p.email, a.actor_id) AS whom,
          0 AS codes
   FROM audit_event a LEFT JOIN person p ON p.id = a.actor_id
   WHERE a.tenant_id = $1 AND a.occurred_at < $2::text::timestamptz ORDER BY a.id DESC LIMIT $3::int)
  UNION ALL
  (SELECT r.settled_at, 'registration', r.state, w.name || ' · ' || s.name, 0
   FROM wallet_registration r JOIN store s ON s.id = r.store_id JOIN wallet w ON w.id = r.wallet_id
   WHERE r.tenant_id = $1 AND r.settled_at < $2::text::timestamptz ORDER BY r.settled_at DESC LIMIT $3::int)
  UNION ALL
  (SELECT closed_at, 'statement', through_on, NULL, 0 FROM statement
   WHERE tenant_id = $1 AND closed_at < $2::text::timestamptz ORDER BY closed_at DESC LIMIT $3::int)
  UNION ALL
  (SELECT r.raised_at, 'risk', r.rule, s.name, 0 FROM risk_alert r LEFT JOIN store s ON s.id = r.store_id
   WHERE r.tenant_id = $1 AND r.raised_at < $2::text::timestamptz ORDER BY r.raised_at DESC LIMIT $3::int)
  UNION ALL
  (SELECT d.opened_at, 'dispute', d.state, s.name, 0 FROM dispute d LEFT JOIN store s ON s.id = d.store_id
   WHERE d.tenant_id = $1 AND d.opened_at < $2::text::timestamptz ORDER BY d.opened_at DESC LIMIT $3::int)
  UNION ALL
  (SELECT created_at, 'posters', format, NULL, codes FROM print_order
   WHERE tenant_id = $1 AND created_at < $2::text::timestamptz ORDER BY id DESC LIMIT $3::int)
  UNION ALL
  (SELECT m.told_at, 'message', a.words->'ja'->>'title', NULL, 0 FROM announcement_merchant m
   JOIN announcement a ON a.id = m.announcement_id
   WHERE m.tenant_id = $1 AND m.told_at < $2::text::timestamptz ORDER BY m.told_at DESC LIMIT $3::int)
  UNION ALL
  (SELECT first_paid_at, 'first_payment', '', NULL, 0 FROM merchant_profile WHERE merchant_id = $1 AND first_paid_at < $2::text::timestamptz)
  UNION ALL
  (SELECT last_paid_at, 'last_payment', '', NULL, 0 FROM merchant_profile WHERE merchant_id = $1 AND last_paid_at < $2::text::timestamptz)`;

/** @throws RangeError for a state or a rule that is none */
function entryOf({ at, whom, kind, what, codes }: Row): TimelineEntry {
  switch (kind) {
    case "registration":
      return { at, whom, kind, what: toRegistrationState(what) };
    case "statement":
      return { at, whom, kind, what: toDay(what) };
    case "risk":
      return { at, whom, kind, what: toAlertRule(what) };
    case "dispute":
      return { at, whom, kind, what: toDisputeState(what) };
    case "posters":
      return { at, whom, kind, what: toFormat(what), codes };
    case "first_payment":
    case "last_payment":
      return { at, whom, kind, what: null };
    case "action":
    case "message":
      return { at, whom, kind, what };
  }
}

type Page = { readonly entries: TimelineEntry[]; readonly before: Date | null };

/** What happened in one moment is never parted: a moment with more than this is shown so far. */
const MOMENT_MAX = 1_000;

/**
 * Everything that happened to a merchant, newest first; `before` continues a page. What happened in the same moment
 * stands on one page, so that the next one may begin before it.
 */
export async function listTimeline(
  tx: Tx,
  scope: OperatorScope,
  args: { readonly merchantId: string; readonly before?: Date | undefined; readonly limit: number },
): Promise<Page> {
  const { merchantId, before, limit } = args;
  const rows = await sqlOfTx(tx)<Row>(
    `SELECT * FROM (${ENTRIES}) AS entry ORDER BY at DESC, kind, what, whom, codes LIMIT $3::int`,
    [merchantId, before?.toISOString() ?? "infinity", limit + 1],
  );
  const beyond = rows[limit];
  if (beyond === undefined) return { entries: rows.map(entryOf), before: null };
  const entries = rows.filter(({ at }) => at > beyond.at).map(entryOf);
  const last = entries.at(-1);
  if (last !== undefined) return { entries, before: last.at };
  if (limit >= MOMENT_MAX) return { entries: rows.map(entryOf), before: beyond.at };
  return listTimeline(tx, scope, { ...args, limit: Math.min(limit * 10, MOMENT_MAX) });
}

/** How a code is doing: when it was last heard of, and at which hours it is usually busy. */
export type CodeRhythm = {
  readonly codeId: string;
  readonly counterName: string;
  readonly storeName: string;
  readonly state: string;
  /** When its page was last opened, a payment was begun, or it was paid at from within a wallet. */
  readonly lastScanAt: Date | null;
  readonly lastPaidAt: Date | null;
  readonly payments: number;
  readonly byHour: readonly number[];
  /** Unusually silent, as an open finding says. */
  readonly isSilent: boolean;
};

const CODES_SHOWN = 50;

/** The codes of a merchant with their activity, those that were heard of last first. */
export async function listRhythms(
  tx: Tx,
  _scope: OperatorScope,
  args: { readonly merchantId: string },
): Promise<CodeRhythm[]> {
  return sqlOfTx(tx)<CodeRhythm>(
    `SELECT c.id AS "codeId", c.counter_name AS "counterName", s.name AS "storeName", c.state,
            ${LAST_SCAN} AS "lastScanAt", a.last_paid_at AS "lastPaidAt", coalesce(a.payments, 0) AS payments,
            coalesce(a.by_hour, '{}') AS "byHour",
            EXISTS (SELECT 1 FROM risk_alert r WHERE r.tenant_id = c.tenant_id AND r.closed_at IS NULL
                      AND r.rule = 'silent_poster' AND r.facts->>'code' = c.id) AS "isSilent"
     FROM code c JOIN store s ON s.id = c.store_id LEFT JOIN code_activity a ON a.code_id = c.id
     LEFT JOIN code_scan o ON o.code_id = c.id
     WHERE c.tenant_id = $1 ORDER BY a.last_paid_at DESC NULLS LAST, c.id LIMIT ${CODES_SHOWN}`,
    [args.merchantId],
  );
}
