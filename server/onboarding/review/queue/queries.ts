import { instant, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { type ApplicationState, toApplicationState } from "../../rules";
import { isNewestFirst, STATES_OF } from "./rules";
import type { QueueFilter, QueueFilterInput } from "./schema";

const DAY_MS = 86_400_000;

export type QueueRow = {
  readonly id: string;
  readonly state: ApplicationState;
  readonly entityType: string;
  readonly tradeName: string;
  readonly prefecture: string;
  readonly mcc: string;
  readonly submittedAt: Date;
  readonly dueAt: Date | null;
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly submissions: number;
  readonly version: number;
};

export type QueueCursor = { readonly atMs: number; readonly id: string };

export type QueuePage = {
  readonly rows: readonly QueueRow[];
  readonly next: QueueCursor | null;
  /** Business time at which the page was read: ages and overdue marks count from it. */
  readonly nowMs: number;
};

type Asked = QueueFilterInput & { readonly cursor?: QueueCursor | undefined; readonly limit: number };

/**
 * One page of the desk's queue. Each state is read along its own index and only as far as the page needs, so a page
 * costs the same at a hundred and at a hundred thousand applications.
 */
export async function listQueue(
  tx: Tx,
  scope: OperatorScope,
  asked: Asked,
  nowMs: number,
): Promise<QueuePage> {
  const { filter, cursor: after, limit } = asked;
  const newest = isNewestFirst(filter);
  const params: unknown[] = [];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const conditions = conditionsOf(asked, scope, nowMs, bind);
  const beyond = after
    ? [
        `(submitted_at, id) ${newest ? "<" : ">"} (${bind(instant(after.atMs))}::timestamptz, ${bind(after.id)})`,
      ]
    : ["submitted_at IS NOT NULL"];
  const order = newest ? "submitted_at DESC, id DESC" : "submitted_at, id";
  const most = bind(limit + 1);
  const where = [...conditions, ...beyond].join(" AND ");
  const parts = STATES_OF[filter].map(
    (state) =>
      `(SELECT id, state, entity_type, trade_name, prefecture, mcc, submitted_at, due_at, assigned_to, submissions, version
        FROM application WHERE state = ${bind(state)} AND ${where} ORDER BY ${order} LIMIT ${most})`,
  );
  const found = await sqlOfTx(tx)<Omit<QueueRow, "state"> & { state: string }>(
    `SELECT q.id, q.state, q.entity_type AS "entityType", q.trade_name AS "tradeName", q.prefecture, q.mcc,
            q.submitted_at AS "submittedAt", q.due_at AS "dueAt", q.assigned_to AS "assignedTo",
            coalesce(nullif(p.name, ''), p.email) AS "assignedName", q.submissions, q.version
     FROM (SELECT * FROM (${parts.join(" UNION ALL ")}) part ORDER BY ${order} LIMIT ${most}) q
     LEFT JOIN person p ON p.id = q.assigned_to
     ORDER BY ${newest ? "q.submitted_at DESC, q.id DESC" : "q.submitted_at, q.id"}`,
    params,
  );
  const rows = found.slice(0, limit).map((row) => ({ ...row, state: toApplicationState(row.state) }));
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ? { atMs: last.submittedAt.getTime(), id: last.id } : null, nowMs };
}

function conditionsOf(
  asked: QueueFilterInput,
  scope: OperatorScope,
  nowMs: number,
  bind: (value: unknown) => string,
): string[] {
  const { owner, due, entityType, mcc, prefecture, again } = asked;
  const tomorrow = jstDayStartMs(jstDay(nowMs)) + DAY_MS;
  return [
    owner === "mine" ? `assigned_to = ${bind(scope.personId)}` : "",
    owner === "others" ? `assigned_to IS NOT NULL AND assigned_to <> ${bind(scope.personId)}` : "",
    owner === "nobody" ? "assigned_to IS NULL" : "",
    due === undefined ? "" : `due_at < ${bind(instant(due === "overdue" ? nowMs : tomorrow))}`,
    entityType === undefined ? "" : `entity_type = ${bind(entityType)}`,
    mcc === undefined ? "" : `mcc = ${bind(mcc)}`,
    prefecture === undefined ? "" : `prefecture = ${bind(prefecture)}`,
    again === undefined ? "" : "submissions > 1",
  ].filter((condition) => condition !== "");
}

export type QueueCounts = Readonly<Record<Exclude<QueueFilter, "closed">, number>> & {
  readonly mine: number;
  readonly nobody: number;
  readonly overdue: number;
};

/** How many applications wait, in each part of the desk and of those that wait for the desk. */
export async function countQueue(tx: Tx, scope: OperatorScope, nowMs: number): Promise<QueueCounts> {
  const rows = await sqlOfTx(tx)<{
    state: string;
    all: number;
    mine: number;
    nobody: number;
    overdue: number;
  }>(
    `SELECT state, count(*)::int AS all, (count(*) FILTER (WHERE assigned_to = $1))::int AS mine,
            (count(*) FILTER (WHERE assigned_to IS NULL))::int AS nobody,
            (count(*) FILTER (WHERE due_at < $2))::int AS overdue
     FROM application WHERE state IN ('submitted', 'in_review', 'recommended', 'returned') GROUP BY state`,
    [scope.personId, instant(nowMs)],
  );
  const sum = (filter: QueueFilter, column: "all" | "mine" | "nobody" | "overdue") =>
    rows
      .filter(({ state }) => STATES_OF[filter].includes(state))
      .reduce((total, row) => total + row[column], 0);
  return {
    open: sum("open", "all"),
    recommended: sum("recommended", "all"),
    returned: sum("returned", "all"),
    mine: sum("open", "mine") + sum("recommended", "mine"),
    nobody: sum("open", "nobody"),
    overdue: sum("open", "overdue"),
  };
}
