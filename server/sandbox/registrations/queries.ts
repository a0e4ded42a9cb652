import { z } from "zod";
import type { Sql } from "../queries";
import type { WalletId } from "../wallets/rules";
import { toRegistrationState } from "./rules";

const registrationRow = z
  .object({
    reference_store_id: z.string(),
    wallet_id: z.string(),
    reference_merchant_id: z.string(),
    registration_request_id: z.string().nullable(),
    shop_name: z.string(),
    mcc: z.string(),
    state: z.string(),
    reason: z.string().nullable(),
  })
  .transform((row) => ({
    referenceStoreId: row.reference_store_id,
    walletId: row.wallet_id,
    referenceMerchantId: row.reference_merchant_id,
    registrationRequestId: row.registration_request_id,
    shopName: row.shop_name,
    mcc: row.mcc,
    state: toRegistrationState(row.state),
    reason: row.reason,
  }));
export type Registration = z.output<typeof registrationRow>;

/** Every wallet's registration of a store. */
export async function listRegistrationsOfStore(
  sql: Sql,
  referenceStoreId: string,
): Promise<readonly Registration[]> {
  const rows = await sql("SELECT * FROM registration WHERE reference_store_id = $1 ORDER BY wallet_id", [
    referenceStoreId,
  ]);
  return rows.map((row) => registrationRow.parse(row));
}

/** Is the store approved for the wallet, or, when no wallet is known yet, for any? */
export async function isLive(
  sql: Sql,
  referenceStoreId: string,
  walletId: WalletId | null,
): Promise<boolean> {
  const rows = await sql(
    `SELECT 1 FROM registration
     WHERE reference_store_id = $1 AND state = 'approved' AND ($2::text IS NULL OR wallet_id = $2) LIMIT 1`,
    [referenceStoreId, walletId],
  );
  return rows.length > 0;
}

const requestRow = z
  .object({
    registration_request_id: z.string(),
    request_content: z.string(),
    reference_merchant_id: z.string(),
    reference_store_id: z.string(),
    notify_url: z.string().nullable(),
    requested_at: z.coerce.number(),
    resolved_at: z.coerce.number().nullable(),
  })
  .transform((row) => ({
    registrationRequestId: row.registration_request_id,
    requestContent: row.request_content,
    referenceMerchantId: row.reference_merchant_id,
    referenceStoreId: row.reference_store_id,
    notifyUrl: row.notify_url,
    requestedAt: row.requested_at,
    resolvedAt: row.resolved_at,
  }));
export type RegistrationRequest = z.output<typeof requestRow>;

/** The request with an id, or null. */
export async function findRequest(
  sql: Sql,
  registrationRequestId: string,
): Promise<RegistrationRequest | null> {
  const rows = await sql("SELECT * FROM registration_request WHERE registration_request_id = $1", [
    registrationRequestId,
  ]);
  return rows[0] === undefined ? null : requestRow.parse(rows[0]);
}

/** The latest request for a store, or null. */
export async function findLastRequest(
  sql: Sql,
  referenceStoreId: string,
): Promise<RegistrationRequest | null> {
  const rows = await sql(
    "SELECT * FROM registration_request WHERE reference_store_id = $1 ORDER BY requested_at DESC LIMIT 1",
    [referenceStoreId],
  );
  return rows[0] === undefined ? null : requestRow.parse(rows[0]);
}

/** Locks up to `limit` requests whose outcome is due; other workers skip them. */
export async function lockDueRequests(
  sql: Sql,
  nowMs: number,
  limit: number,
): Promise<readonly RegistrationRequest[]> {
  const rows = await sql(
    `SELECT * FROM registration_request WHERE resolved_at IS NULL AND resolves_at <= $1
     ORDER BY resolves_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [nowMs, limit],
  );
  return rows.map((row) => requestRow.parse(row));
}

/** The registrations that one request asked for. */
export async function listRegistrationsOfRequest(
  sql: Sql,
  registrationRequestId: string,
): Promise<readonly Registration[]> {
  const rows = await sql("SELECT * FROM registration WHERE registration_request_id = $1 ORDER BY wallet_id", [
    registrationRequestId,
  ]);
  return rows.map((row) => registrationRow.parse(row));
}
