import { recordAudit } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import { instant, jstDay, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { decodeTable } from "@/server/kernel/table-text";
import { bookEntries } from "@/server/ledger/commands";
import { accounts, type NewPosting } from "@/server/ledger/rules";
import { sha256Hex } from "@/server/platform/crypto";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { reviewHolds } from "../holds/commands";
import { listCarried } from "./queries";
import { type Carried, matchResults, type ResultProblem, type ReturnReason, readResults } from "./rules";

type OperatorDeps = Deps<OperatorScope>;
type Returned = Carried & { readonly reason: ReturnReason };

/** Rows that are named of a file that is refused. */
const MOST_PROBLEMS = 50;

export type ImportedResults =
  | {
      readonly ok: true;
      /** `waiting`: payouts of the file that no result has reached yet. */
      readonly counts: Readonly<Record<"done" | "returned" | "known" | "waiting", number>>;
    }
  | { readonly ok: false; readonly problems: readonly ResultProblem[] };

/**
 * Takes the bank's results of a file: what was done is paid, what came back is owed again and goes into the next
 * statement, and payouts of a group whose account was refused wait for another one. All rows count or none; the same
 * file again changes nothing.
 * @throws DomainError not_found, bank_file_state before the file is issued, transfer_not_due before its date
 */
export async function importBankResults(
  deps: OperatorDeps,
  input: { bankFileId: string; content: string },
): Promise<ImportedResults> {
  const bytes = Buffer.from(input.content, "base64");
  const read = readResults(decodeTable(bytes));
  return deps.transact(async (tx) => {
    await requireSent(tx, deps, input.bankFileId);
    const carried = await listCarried(tx, input.bankFileId);
    const matched = matchResults(read.rows, carried);
    const problems = [...read.problems, ...matched.problems];
    if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
    const { done, returned, known } = matched;
    const sql = sqlOfTx(tx);
    await settlePaid(sql, deps, done);
    await settleReturned(sql, deps, returned);
    const left = carried.filter((one) => one.state === "sent").length;
    const waiting = left - [...done, ...returned].filter((one) => one.state === "sent").length;
    if (waiting === 0) await acceptFile(tx, deps, input.bankFileId);
    if (returned.length > 0) await reviewHolds(sql, deps);
    const counts = { done: done.length, returned: returned.length, known, waiting };
    await recordAudit(tx, deps, {
      action: "bank_file.results",
      subjectId: input.bankFileId,
      tenantId: null,
      after: { sha256: sha256Hex(bytes), ...counts },
    });
    return { ok: true, counts };
  });
}

async function requireSent(tx: Tx, deps: OperatorDeps, bankFileId: string): Promise<void> {
  const [file] = await sqlOfTx(tx)<{ state: string; pay_on: string }>(
    "SELECT state, pay_on FROM bank_file WHERE id = $1 FOR UPDATE",
    [bankFileId],
  );
  if (!file) throw new DomainError("not_found");
  if (file.state !== "issued" && file.state !== "accepted") throw new DomainError("bank_file_state");
  if (deps.now < jstDayStartMs(toDay(file.pay_on))) throw new DomainError("transfer_not_due");
}

async function acceptFile(tx: Tx, deps: OperatorDeps, bankFileId: string): Promise<void> {
  await tx.bankFile.updateMany({
    where: { id: bankFileId, state: "issued" },
    data: { state: "accepted", settledAt: instant(deps.now) },
  });
}

/** Payouts that arrived: paid, with the money booked out of transit, and told to whoever waits for it. */
export async function settlePaid(sql: Sql, deps: OperatorDeps, done: readonly Carried[]): Promise<void> {
  if (done.length === 0) return;
  await sql("UPDATE payout SET state = 'paid', settled_at = $2 WHERE id = ANY($1::text[])", [
    done.map((one) => one.payoutId),
    instant(deps.now),
  ]);
  await setStatements(sql, done, "paid");
  await bookEntries(
    sql,
    done.map((one) => entryOf(deps, one, "payout_paid", [leaves(one)])),
  );
  await emitEventsSql(
    sql,
    deps,
    done.map(({ payoutId, statementId, tenantId }) => ({
      type: "payout.paid" as const,
      tenantId,
      subjectId: payoutId,
      payload: { payoutId, statementId },
    })),
  );
  await tellScreens(sql, done);
}

/** Payouts that came back: owed again, with the reason; what had been booked as paid returns to the bank first. */
async function settleReturned(sql: Sql, deps: OperatorDeps, returned: readonly Returned[]): Promise<void> {
  if (returned.length === 0) return;
  await sql(
    `UPDATE payout SET state = 'returned', failure_reason = given.reason, settled_at = $2
     FROM jsonb_to_recordset($1::text::jsonb) AS given(id text, reason text) WHERE payout.id = given.id`,
    [JSON.stringify(returned.map(({ payoutId, reason }) => ({ id: payoutId, reason }))), instant(deps.now)],
  );
  await setStatements(sql, returned, "closed");
  const groups = await groupsOf(sql, returned);
  await bookEntries(
    sql,
    returned.map((one) => {
      const owed: NewPosting = {
        from: accounts.merchantPayable(one.tenantId, groups.get(one.payoutId) ?? ""),
        to: accounts.payoutsInTransit,
        amountMinor: one.amountMinor,
        currency: "JPY",
      };
      const postings = one.state === "paid" ? [comesBack(one), owed] : [owed];
      return entryOf(deps, one, "payout_returned", postings);
    }),
  );
  await emitEventsSql(
    sql,
    deps,
    returned.map(({ payoutId, statementId, tenantId }) => ({
      type: "payout.returned" as const,
      tenantId,
      subjectId: payoutId,
      payload: { payoutId, statementId },
    })),
  );
  await tellScreens(sql, returned);
}

async function setStatements(sql: Sql, of: readonly Carried[], state: "paid" | "closed"): Promise<void> {
  await sql("UPDATE statement SET state = $2 WHERE id = ANY($1::text[])", [
    of.map((one) => one.statementId),
    state,
  ]);
}

async function groupsOf(sql: Sql, of: readonly Carried[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; payout_group_id: string }>(
    "SELECT id, payout_group_id FROM payout WHERE id = ANY($1::text[])",
    [of.map((one) => one.payoutId)],
  );
  return new Map(rows.map((row) => [row.id, row.payout_group_id]));
}

function entryOf(
  deps: OperatorDeps,
  one: Carried,
  kind: "payout_paid" | "payout_returned",
  postings: readonly NewPosting[],
) {
  return {
    id: deps.newId("entry"),
    key: `payout:${one.payoutId}:${kind === "payout_paid" ? "paid" : "returned"}`,
    kind,
    reference: one.payoutId,
    tenantId: one.tenantId,
    businessDayOn: jstDay(deps.now),
    occurredAtMs: deps.now,
    bookedAtMs: deps.now,
    postings,
  };
}

function leaves({ amountMinor }: Carried): NewPosting {
  return { from: accounts.bank, to: accounts.payoutsInTransit, amountMinor, currency: "JPY" };
}

function comesBack({ amountMinor }: Carried): NewPosting {
  return { from: accounts.payoutsInTransit, to: accounts.bank, amountMinor, currency: "JPY" };
}

async function tellScreens(sql: Sql, of: readonly Carried[]): Promise<void> {
  await notifyLive(sql, { tenantIds: [...new Set(of.map((one) => one.tenantId))], kinds: ["payouts"] });
}
