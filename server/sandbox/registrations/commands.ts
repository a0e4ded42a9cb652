import { z } from "zod";
import { queueDelivery } from "../deliveries/commands";
import type { Deps, Sql } from "../queries";
import { type Answer, contentText, refusal, resultOf } from "../rules";
import { isWalletId } from "../wallets/rules";
import {
  findLastRequest,
  findRequest,
  listRegistrationsOfRequest,
  listRegistrationsOfStore,
  lockDueRequests,
  type Registration,
  type RegistrationRequest,
} from "./queries";
import { blocksUpdate, decideRegistration, REGISTRATION_STATUS, requestedWallets } from "./rules";
import { bulkRegistration, registrationInquiry, registrationRequest } from "./schema";

/** `registration`: S means accepted; each wallet decides a moment later. One store per call. */
export async function acceptRegistration(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = registrationRequest.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const request = parsed.data;
  const wallets = requestedWallets(request.pspIds);
  if (wallets === null) return refusal("PARAM_ILLEGAL");
  const content = contentText(body);
  const now = deps.now();
  return deps.transact(async (sql) => {
    // One at a time per store, so that two first registrations cannot both pass the check of the last one.
    await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 7302))", [request.referenceStoreId]);
    const known = await findRequest(sql, request.registrationRequestId);
    if (known) return refusal(known.requestContent === content ? "SUCCESS" : "REPEAT_REQ_INCONSISTENT");
    const last = await findLastRequest(sql, request.referenceStoreId);
    if (last && blocksUpdate(last, now)) return refusal("REGISTRATION_IN_PROCESS");
    await sql(
      `INSERT INTO registration_request (registration_request_id, request_content, reference_merchant_id,
         reference_store_id, notify_url, requested_at, resolves_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        request.registrationRequestId,
        content,
        request.referenceMerchantId,
        request.referenceStoreId,
        request.notifyUrl,
        now,
        now + deps.settings.pace.registrationMs,
      ],
    );
    await sql(
      `INSERT INTO registration (reference_store_id, wallet_id, reference_merchant_id, registration_request_id,
         shop_name, mcc, state)
       SELECT $1, wallet, $3, $4, $5, $6, 'processing' FROM unnest($2::text[]) AS wallet
       ON CONFLICT (reference_store_id, wallet_id) DO UPDATE
       SET registration_request_id = EXCLUDED.registration_request_id, shop_name = EXCLUDED.shop_name,
           mcc = EXCLUDED.mcc, state = 'processing', reason = NULL`,
      [
        request.referenceStoreId,
        [...wallets],
        request.referenceMerchantId,
        request.registrationRequestId,
        request.shopName,
        request.mcc,
      ],
    );
    return refusal("SUCCESS");
  });
}

/** `inquiryRegistrationStatus`: where each wallet stands. */
export async function inquireRegistration(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = registrationInquiry.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const { registrationRequestId, referenceStoreId } = parsed.data;
  const rows =
    registrationRequestId === undefined
      ? await listRegistrationsOfStore(deps.sql, referenceStoreId ?? "")
      : await listRegistrationsOfRequest(deps.sql, registrationRequestId);
  if (rows.length === 0) return refusal("RECORD_NOT_FOUND");
  return { result: resultOf("SUCCESS"), ...registrationMessage(rows) };
}

/** The part that the notice and the answer to an inquiry share. */
function registrationMessage(rows: readonly Registration[]): Readonly<Record<string, unknown>> {
  const pending = rows.some((row) => row.state === "processing");
  return {
    ...(rows[0] && {
      referenceMerchantId: rows[0].referenceMerchantId,
      referenceStoreId: rows[0].referenceStoreId,
    }),
    registrationResult: { registrationStatus: pending ? "PROCESSING" : "COMPLETED" },
    pspRegistrationResultList: rows.map((row) => ({
      pspId: row.walletId,
      pspName: row.walletId,
      productCodes: ["IN_STORE_PAYMENT"],
      registrationResult: {
        registrationStatus: REGISTRATION_STATUS[row.state],
        ...(row.reason !== null && { rejectionReason: row.reason }),
      },
    })),
  };
}

/** Lets the wallets decide every registration that is due, and queues one notice per store. @returns how many */
export async function resolveDueRegistrations(deps: Deps): Promise<number> {
  return deps.transact(async (sql) => {
    const due = await lockDueRequests(sql, deps.now(), 100);
    for (const request of due) await resolveRegistration(deps, sql, request);
    return due.length;
  });
}

async function resolveRegistration(deps: Deps, sql: Sql, request: RegistrationRequest): Promise<void> {
  for (const row of await listRegistrationsOfRequest(sql, request.registrationRequestId)) {
    if (!isWalletId(row.walletId)) continue;
    const outcome = decideRegistration(row.walletId, { name: row.shopName, mcc: row.mcc });
    await sql(
      "UPDATE registration SET state = $3, reason = $4 WHERE reference_store_id = $1 AND wallet_id = $2",
      [row.referenceStoreId, row.walletId, outcome.state, outcome.reason],
    );
  }
  await sql("UPDATE registration_request SET resolved_at = $2 WHERE registration_request_id = $1", [
    request.registrationRequestId,
    deps.now(),
  ]);
  const decided = await listRegistrationsOfRequest(sql, request.registrationRequestId);
  await queueDelivery(sql, {
    kind: "notifyRegistrationStatus",
    subject: request.registrationRequestId,
    walletId: null,
    url: request.notifyUrl ?? `${deps.settings.publicUrl}/api/network/v1/merchants/notifyRegistrationStatus`,
    body: JSON.stringify({
      registrationRequestId: request.registrationRequestId,
      acquirerId: deps.settings.acquirerId,
      ...registrationMessage(decided),
    }),
    dueAt: deps.now(),
    held: false,
  });
}

/** Takes over stores that are live already, in one statement for up to 5,000 of them. */
export async function takeOverStores(deps: Deps, body: unknown): Promise<Answer> {
  const parsed = bulkRegistration.safeParse(body);
  if (!parsed.success) return refusal("PARAM_ILLEGAL");
  const pairs = parsed.data.stores.flatMap((store) =>
    store.walletIds.map((walletId) => ({ store, walletId })),
  );
  if (pairs.some(({ walletId }) => !isWalletId(walletId))) return refusal("PARAM_ILLEGAL");
  const rows = await deps.sql(
    `WITH taken AS (
       INSERT INTO registration (reference_store_id, wallet_id, reference_merchant_id, shop_name, mcc, state)
       SELECT DISTINCT ON (store, wallet) store, wallet, merchant, shop, '5999', 'approved'
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (store, wallet, merchant, shop)
       ON CONFLICT (reference_store_id, wallet_id) DO UPDATE SET state = 'approved', reason = NULL
       RETURNING 1)
     SELECT count(*)::int AS taken FROM taken`,
    [
      pairs.map(({ store }) => store.referenceStoreId),
      pairs.map(({ walletId }) => walletId),
      pairs.map(({ store }) => store.referenceMerchantId ?? ""),
      pairs.map(({ store }) => store.storeName ?? ""),
    ],
  );
  const { taken } = z.object({ taken: z.number() }).parse(rows[0]);
  return { result: resultOf("SUCCESS"), registered: taken.toString() };
}
