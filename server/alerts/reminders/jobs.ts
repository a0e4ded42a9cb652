import type { SystemScope } from "@/server/kernel/scope";
import { EXPIRY_DAYS } from "@/server/onboarding/expiry/rules";
import { REMIND_BEFORE_MS } from "@/server/payments/disputes/rules";
import { SHOWN_NUMBER } from "@/server/payments/queries";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { RecurringJob } from "@/server/platform/jobs";
import { lastFour } from "@/server/wallet-network/rules";
import { type News, tellPeople } from "../news/commands";
import { expiryDay, REMINDER_DAYS, reminderDue, reminderKey } from "./rules";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const PAGE = 500;

type Waiting = {
  readonly id: string;
  readonly tenantId: string;
  readonly applicantId: string;
  readonly state: string;
  readonly submissions: number;
  readonly sinceMs: number;
};

/**
 * Reminds applicants of what they have begun and of what came back to them. Run twice, or after the clock has
 * jumped, it tells nobody twice. @returns how many people were told
 */
export async function remindApplicants(deps: Deps<SystemScope>): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  let told = 0;
  let after: Pick<Waiting, "sinceMs" | "id"> = { sinceMs: deps.now - EXPIRY_DAYS * DAY_MS, id: "" };
  for (;;) {
    const page = await listWaiting(sql, deps.now, after);
    const last = page.at(-1);
    if (!last) return told;
    told += await tellPeople(
      sql,
      deps,
      page.flatMap((one) => reminderOf(one, deps.now) ?? []),
    );
    after = last;
  }
}

/** Applications that wait for their applicant for at least the first step, the longest first. */
async function listWaiting(
  sql: Sql,
  nowMs: number,
  after: Pick<Waiting, "sinceMs" | "id">,
): Promise<Waiting[]> {
  return sql<Waiting>(
    `SELECT id, tenant_id AS "tenantId", applicant_id AS "applicantId", state, submissions,
            (extract(epoch FROM updated_at) * 1000)::float8 AS "sinceMs"
     FROM application
     WHERE state IN ('draft', 'returned') AND updated_at <= to_timestamp($1::float8 / 1000)
       AND (updated_at, id) > (to_timestamp($2::float8 / 1000), $3)
     ORDER BY updated_at, id LIMIT ${PAGE}`,
    [nowMs - REMINDER_DAYS[0] * DAY_MS, after.sinceMs, after.id],
  );
}

function reminderOf(one: Waiting, nowMs: number): News | undefined {
  const step = reminderDue(one.sinceMs, nowMs, EXPIRY_DAYS);
  if (step === undefined) return undefined;
  return {
    kind: one.state === "draft" ? "application_unfinished" : "application_waits",
    key: reminderKey(one.id, one.submissions, step),
    tenantId: one.tenantId,
    personIds: [one.applicantId],
    params: { expiresOn: expiryDay(one.sinceMs, EXPIRY_DAYS) },
  };
}

type DueDispute = {
  readonly id: string;
  readonly tenantId: string;
  readonly storeId: string;
  readonly shownNumber: string;
  readonly round: number;
  readonly stage: string;
  readonly amountMinor: string;
  readonly dueAtMs: number;
};

/** Reminds shops once of each dispute whose deadline is near and that nobody has answered. @returns how many heard */
export async function remindOfDisputes(deps: Deps<SystemScope>): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const due = await sql<DueDispute>(
    `SELECT d.id, d.tenant_id AS "tenantId", d.store_id AS "storeId", d.round, d.stage,
            d.amount_minor::text AS "amountMinor", (extract(epoch FROM d.due_at) * 1000)::float8 AS "dueAtMs",
            coalesce(${SHOWN_NUMBER}, d.payment_id) AS "shownNumber"
     FROM dispute d LEFT JOIN payment p ON p.id = d.payment_id
     WHERE d.state = 'opened' AND d.due_at > to_timestamp($1::float8 / 1000)
       AND d.due_at <= to_timestamp($2::float8 / 1000) ORDER BY d.due_at LIMIT ${PAGE}`,
    [deps.now, deps.now + REMIND_BEFORE_MS],
  );
  return tellPeople(
    sql,
    deps,
    due.map(({ id, tenantId, storeId, shownNumber, round, stage, amountMinor, dueAtMs }) => ({
      kind: "dispute_due" as const,
      key: `dispute_due:${id}:${round}:${stage}`,
      tenantId,
      storeId,
      ref: id,
      params: { amountMinor, last4: lastFour(shownNumber), dueAtMs },
    })),
  );
}

export const reminderJob: RecurringJob = {
  name: "reminders",
  everyMs: HOUR_MS,
  run: async (deps) => {
    await remindApplicants(deps);
    await remindOfDisputes(deps);
  },
};
