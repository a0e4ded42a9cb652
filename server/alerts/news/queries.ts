import type { SystemScope } from "@/server/kernel/scope";
import { storedVerdicts } from "@/server/onboarding/changes/schema";
import { placeOf } from "@/server/onboarding/fields/rules";
import { getApplication, loadCase } from "@/server/onboarding/queries";
import { SHOWN_NUMBER } from "@/server/payments/queries";
import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { NewsItem } from "./commands";

type JobDeps = Deps<SystemScope>;

/** The connection on which news are read and told: handlers of events run outside of any transaction. */
export function newsSql(): Sql {
  return sqlOfClient(poolFor("jobs"));
}

/** What mails about an application say of it. */
export type ApplicationFacts = {
  readonly applicantId: string;
  readonly dueAtMs: number | null;
  readonly returned: readonly NewsItem[];
};

/** Reads an application as it stands now, with its returned items. @throws DomainError not_found */
export async function readApplication(deps: JobDeps, applicationId: string): Promise<ApplicationFacts> {
  return deps.transact(async (tx) => {
    const application = await getApplication(tx, applicationId);
    const { requirements } = await loadCase(tx, application, deps.now);
    const returned = requirements.filter(({ state }) => state === "returned");
    return {
      applicantId: application.applicantId,
      dueAtMs: application.dueAt?.getTime() ?? null,
      returned: returned.map(({ field, documentKind, reason }) => ({
        label: documentKind ? `document.${documentKind}` : `label.${field ? placeOf(field).base : ""}`,
        reason: reason?.code ?? "other",
        text: reason?.text ?? "",
      })),
    };
  });
}

/** The applicant of an application, or null when it is gone. */
export async function findApplicant(sql: Sql, applicationId: string): Promise<string | null> {
  return one(sql, "SELECT applicant_id AS value FROM application WHERE id = $1", applicationId);
}

/** What a store is called. */
export async function findStoreName(sql: Sql, storeId: string): Promise<string> {
  return (await one(sql, "SELECT name AS value FROM store WHERE id = $1", storeId)) ?? "";
}

/** Where a parcel goes and how it is followed; null when there is none. */
export async function findParcel(
  sql: Sql,
  parcelId: string,
): Promise<{ storeId: string | null; recipient: string; carrier: string; number: string } | null> {
  const [parcel] = await sql<{ storeId: string | null; recipient: string; carrier: string; number: string }>(
    `SELECT store_id AS "storeId", recipient, coalesce(carrier, '') AS carrier, coalesce(tracking_number, '') AS number
     FROM print_parcel WHERE id = $1`,
    [parcelId],
  );
  return parcel ?? null;
}

/** What a wallet is called. */
export async function findWalletName(sql: Sql, walletId: string): Promise<string> {
  return (await one(sql, "SELECT name AS value FROM wallet WHERE id = $1", walletId)) ?? walletId;
}

/** Why a merchant is suspended, in the operator's words. */
export async function findSuspension(sql: Sql, merchantId: string): Promise<string> {
  return (await one(sql, "SELECT suspended_reason AS value FROM merchant WHERE id = $1", merchantId)) ?? "";
}

/** Why a contract was ended, in the operator's words. */
export async function findTermination(sql: Sql, merchantId: string): Promise<string> {
  return (await one(sql, "SELECT terminated_reason AS value FROM merchant WHERE id = $1", merchantId)) ?? "";
}

/** What news of a change say of it, with the items that were given back. */
export async function findChange(sql: Sql, changeId: string) {
  const rows = await sql<{ dueAt: Date | null; contactEmail: string; verdicts: unknown }>(
    `SELECT change_request.due_at AS "dueAt", merchant.contact_email AS "contactEmail", change_request.verdicts
     FROM change_request JOIN merchant ON merchant.id = change_request.tenant_id WHERE change_request.id = $1`,
    [changeId],
  );
  const [row] = rows;
  if (!row) return null;
  const returned = storedVerdicts.parse(row.verdicts).map(({ itemKey, reasonCode, reason }): NewsItem => {
    const [kind = "", name = ""] = itemKey.split(/:(.*)/s);
    return {
      label: kind === "document" ? `paper.${name}` : `label.${name}`,
      reason: reasonCode ?? "other",
      text: reason ?? "",
    };
  });
  return { dueAt: row.dueAt, contactEmail: row.contactEmail, returned };
}

/** Until when the payouts of a group wait, and the contact that the contract names. */
export async function findAccountHold(sql: Sql, payoutGroupId: string) {
  const rows = await sql<{ heldUntil: Date | null; contactEmail: string }>(
    `SELECT payout_group.payouts_held_until AS "heldUntil", merchant.contact_email AS "contactEmail"
     FROM payout_group JOIN merchant ON merchant.id = payout_group.merchant_id WHERE payout_group.id = $1`,
    [payoutGroupId],
  );
  return rows[0] ?? null;
}

/** An import with who asked for it and what its rows came to; null when it is gone. */
export async function findImport(sql: Sql, importId: string) {
  const rows = await sql<{ personId: string; file: string; count: number; faulty: number }>(
    `SELECT requested_by AS "personId", file_name AS file, created + changed AS count, failed AS faulty
     FROM import_job WHERE id = $1`,
    [importId],
  );
  return rows[0] ?? null;
}

/** A payout with the statement that it belongs to. */
export async function findPayout(sql: Sql, payoutId: string) {
  const rows = await sql<{ amountMinor: string; statementId: string }>(
    `SELECT amount_minor::text AS "amountMinor", statement_id AS "statementId" FROM payout WHERE id = $1`,
    [payoutId],
  );
  return rows[0] ?? null;
}

/** The amount of a payout in yen, as decimal text. */
export async function findPayoutMinor(sql: Sql, payoutId: string): Promise<string> {
  return (await one(sql, "SELECT amount_minor::text AS value FROM payout WHERE id = $1", payoutId)) ?? "0";
}

/** The last day that a statement sums. */
export async function findStatementDay(sql: Sql, statementId: string): Promise<string> {
  return (await one(sql, "SELECT through_on AS value FROM statement WHERE id = $1", statementId)) ?? "";
}

/** A refund with what people know its payment by. */
export async function findRefund(sql: Sql, refundId: string) {
  const rows = await sql<{ amountMinor: string; storeId: string; shownNumber: string }>(
    `SELECT r.amount_minor::text AS "amountMinor", r.store_id AS "storeId",
            coalesce(${SHOWN_NUMBER}, r.payment_id) AS "shownNumber"
     FROM refund r LEFT JOIN payment p ON p.id = r.payment_id WHERE r.id = $1`,
    [refundId],
  );
  return rows[0] ?? null;
}

/** A dispute as news say it. */
export async function findDispute(sql: Sql, disputeId: string) {
  const rows = await sql<{ amountMinor: string; storeId: string; dueAt: Date; shownNumber: string }>(
    `SELECT d.amount_minor::text AS "amountMinor", d.store_id AS "storeId", d.due_at AS "dueAt",
            coalesce(${SHOWN_NUMBER}, d.payment_id) AS "shownNumber"
     FROM dispute d LEFT JOIN payment p ON p.id = d.payment_id WHERE d.id = $1`,
    [disputeId],
  );
  return rows[0] ?? null;
}

/** A membership as it stands now; `live` once its tenant is a merchant, or when it is at the operator. */
export async function findMembership(sql: Sql, membershipId: string) {
  const rows = await sql<{ role: string; revoked: boolean; place: string | null; live: boolean }>(
    `SELECT m.role, m.revoked_at IS NOT NULL AS revoked, mer.trade_name AS place,
            m.tenant_id IS NULL OR mer.id IS NOT NULL AS live
     FROM membership m LEFT JOIN merchant mer ON mer.id = m.tenant_id WHERE m.id = $1`,
    [membershipId],
  );
  return rows[0] ?? null;
}

async function one(sql: Sql, text: string, id: string): Promise<string | null> {
  const rows = await sql<{ value: string | null }>(text, [id]);
  return rows[0]?.value ?? null;
}
