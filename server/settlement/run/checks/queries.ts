import { type Day, jstDay, toDay } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { approveBy } from "../../bank-file/rules";
import { listHolidays } from "../../calendar/queries";

/** How many of a kind are named; the count says how many there are. */
const NAMED = 10;
/** A payout is looked at when it is this much and at least this many times its group's usual one. */
const LARGE_MINOR = 1_000_000n;
const TIMES_USUAL = 3;
const USUAL_STATEMENTS = 6;

type Named = {
  readonly id: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly amountMinor: bigint;
  readonly usualMinor: bigint | null;
  readonly reason: string | null;
};
type Row = Named & {
  readonly kind: "held" | "debt" | "large";
  readonly count: number;
  readonly totalMinor: bigint;
};

/**
 * What is unusual about a run: payouts that are held, merchants that owe us, payouts far above a group's usual one; and
 * until when its files have to be released. Each kind comes with its count, its sum and the largest of them.
 */
export async function listRunChecks(tx: Tx, _scope: OperatorScope, args: { runId: string; nowMs: number }) {
  const sql = sqlOfTx(tx);
  const rows = await sql<Row>(
    `WITH found AS (
       SELECT 'held' AS kind, payout.id, payout.tenant_id, payout.amount_minor, NULL::bigint AS usual_minor,
              payout.held_reason AS reason
       FROM payout WHERE run_id = $1 AND state = 'held'
       UNION ALL
       SELECT 'debt', statement.id, statement.tenant_id, statement.carried_minor, NULL, NULL
       FROM statement WHERE run_id = $1 AND carried_minor < 0
       UNION ALL
       SELECT 'large', payout.id, payout.tenant_id, payout.amount_minor, usual.minor, NULL
       FROM payout
       JOIN LATERAL (SELECT avg(before.payout_minor)::bigint AS minor
                     FROM (SELECT payout_minor FROM statement
                           WHERE payout_group_id = payout.payout_group_id AND run_id <> $1
                           ORDER BY through_on DESC LIMIT ${USUAL_STATEMENTS}) before) usual ON true
       WHERE payout.run_id = $1 AND payout.amount_minor >= $2 AND payout.amount_minor >= ${TIMES_USUAL} * usual.minor
     ), ranked AS (
       SELECT found.*, (count(*) OVER kinds)::int AS count, (sum(amount_minor) OVER kinds)::bigint AS total_minor,
              row_number() OVER (PARTITION BY kind ORDER BY abs(amount_minor) DESC, id) AS rank
       FROM found WINDOW kinds AS (PARTITION BY kind)
     )
     SELECT ranked.kind, ranked.id, merchant.id AS "merchantId", merchant.trade_name AS "merchantName",
            ranked.amount_minor AS "amountMinor", ranked.usual_minor AS "usualMinor", ranked.reason, ranked.count,
            ranked.total_minor AS "totalMinor"
     FROM ranked JOIN merchant ON merchant.id = ranked.tenant_id
     WHERE ranked.rank <= ${NAMED} ORDER BY ranked.kind DESC, ranked.rank`,
    [args.runId, LARGE_MINOR],
  );
  return { kinds: byKind(rows), deadlines: await listDeadlines(tx, args) };
}

function byKind(rows: readonly Row[]) {
  const kinds = new Map<
    Row["kind"],
    { kind: Row["kind"]; count: number; totalMinor: bigint; named: Named[] }
  >();
  for (const { kind, count, totalMinor, ...named } of rows) {
    const known = kinds.get(kind) ?? { kind, count, totalMinor, named: [] };
    known.named.push(named);
    kinds.set(kind, known);
  }
  return [...kinds.values()];
}

/** The pay days of a run whose payouts have not been handed to the bank, with the day by which that has to be done. */
async function listDeadlines(tx: Tx, { runId, nowMs }: { runId: string; nowMs: number }) {
  const open = await tx.payout.groupBy({
    by: ["payOn"],
    where: { runId, OR: [{ state: "planned" }, { state: "in_file" }] },
    _count: { id: true },
    _sum: { amountMinor: true },
    orderBy: { payOn: "asc" },
  });
  const holidays = await listHolidays(sqlOfTx(tx));
  const today = jstDay(nowMs);
  return open.map(({ payOn, _count, _sum }) => {
    const by = approveBy(toDay(payOn), holidays);
    return { payOn, by, when: whenOf(by, today), count: _count.id, totalMinor: _sum.amountMinor ?? 0n };
  });
}

function whenOf(by: Day, today: Day): "late" | "today" | "ahead" {
  if (by < today) return "late";
  return by === today ? "today" : "ahead";
}
