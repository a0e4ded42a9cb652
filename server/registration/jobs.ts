import { recordAuditSql } from "@/server/audit/commands";
import type { SystemScope } from "@/server/kernel/scope";
import { poolFor, type Sql, sqlOfClient, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { callNetwork } from "@/server/wallet-network/gateway";
import type { Result } from "@/server/wallet-network/rules";
import { registrationStatusMessage } from "@/server/wallet-network/schema";
import { settleRegistrations } from "./commands";
import { outcomesOf } from "./ingest";
import { type DueStore, listDueStores } from "./queries";
import { nextInquiryDelayMs, retryDelayMs, UNKNOWN_AFTER_ATTEMPTS, UPDATE_BLOCK_MS } from "./rules";

type JobDeps = Deps<SystemScope>;

// One store a call, and the network is one host: a few at a time is as fast as it answers.
const AT_ONCE = 8;

/**
 * Takes requests that are due, so that no other worker does, by putting their next attempt into the future. A worker
 * that dies after this leaves them to be sent again; the same request id makes that harmless.
 */
async function takeDue(
  deps: JobDeps,
  of: { readonly states: readonly string[]; readonly limit: number; readonly delayMs: (n: number) => number },
): Promise<DueStore[]> {
  return transactSql("jobs", async (sql) => {
    const due = await sql<{ request_id: string; attempts: number }>(
      `SELECT request_id, attempts FROM wallet_registration
       WHERE state = ANY($1::text[]) AND next_attempt_at <= to_timestamp($2::float8 / 1000)
       ORDER BY priority, next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [[...of.states], deps.now, of.limit],
    );
    const byRequest = new Map(due.map((row) => [row.request_id, row.attempts]));
    await sql(
      `UPDATE wallet_registration SET attempts = wallet_registration.attempts + 1,
              next_attempt_at = to_timestamp(said.at_ms / 1000)
       FROM unnest($1::text[], $2::float8[]) AS said(request_id, at_ms)
       WHERE wallet_registration.request_id = said.request_id AND wallet_registration.state = ANY($3::text[])`,
      [
        [...byRequest.keys()],
        [...byRequest.values()].map((attempts) => deps.now + of.delayMs(attempts + 1)),
        [...of.states],
      ],
    );
    return listDueStores(sql, [...byRequest.keys()]);
  });
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Sends the stores whose turn it is to the network, one store a call. @returns how many were tried */
export async function sendDueRegistrations(deps: JobDeps, limit = 100): Promise<number> {
  const due = await takeDue(deps, { states: ["waiting"], limit, delayMs: retryDelayMs });
  await inParallel(due, (store) => sendRegistration(deps, store));
  return due.length;
}

async function sendRegistration(deps: JobDeps, store: DueStore): Promise<void> {
  const { result } = await callNetwork("merchants/registration", registrationBody(store));
  if (result.resultStatus === "U") return;
  await transactSql("jobs", (sql) => noteSent(sql, deps, store, result));
}

function registrationBody(store: DueStore): Readonly<Record<string, unknown>> {
  return {
    registrationRequestId: store.requestId,
    registrationNotifyUrl: `${env().publicUrl}/api/network/v1/merchants/notifyRegistrationStatus`,
    merchantInfo: {
      referenceMerchantId: store.merchantId,
      merchantDisplayName: store.merchantName,
      merchantMCC: store.merchantMcc,
      registrationDetail: {
        legalName: store.legalName,
        ...(store.corporateNumber !== null && { registrationNo: store.corporateNumber }),
        registrationAddress: addressOf(store.legalAddress),
      },
      store: {
        referenceStoreId: store.storeId,
        storeName: store.storeName,
        storeDisplayName: store.storeName,
        storeMCC: store.storeMcc,
        storeAddress: addressOf(store),
      },
    },
    productCodes: ["IN_STORE_PAYMENT"],
    pspIds: store.walletIds,
  };
}

function addressOf(place: DueStore["legalAddress"]) {
  return {
    region: "JP",
    zipCode: place.postalCode,
    state: place.prefecture,
    city: place.city,
    address1: place.addressLine,
  };
}

/** S means accepted and no more; a refusal for being too early waits; any other is the end of this request. */
async function noteSent(sql: Sql, deps: JobDeps, store: DueStore, result: Result): Promise<void> {
  const { resultStatus, resultCode } = result;
  const early = resultCode === "REGISTRATION_IN_PROCESS";
  const state = resultStatus === "S" ? "sent" : early ? "waiting" : "rejected";
  const waitMs = resultStatus === "S" ? nextInquiryDelayMs(0) : UPDATE_BLOCK_MS;
  const changed = await sql<{ id: string }>(
    `UPDATE wallet_registration
     SET state = $2, attempts = CASE WHEN $2 = 'sent' THEN 0 ELSE attempts END,
         sent_at = CASE WHEN $2 = 'sent' THEN to_timestamp($3::float8 / 1000) ELSE sent_at END,
         settled_at = CASE WHEN $2 = 'rejected' THEN to_timestamp($3::float8 / 1000) ELSE NULL END,
         reason = CASE WHEN $2 = 'rejected' THEN $4 ELSE reason END,
         renewing = CASE WHEN $2 = 'rejected' THEN false ELSE renewing END,
         next_attempt_at = CASE WHEN $2 = 'rejected' THEN NULL ELSE to_timestamp($5::float8 / 1000) END
     WHERE request_id = $1 AND state = 'waiting' RETURNING id`,
    [store.requestId, state, deps.now, resultCode, deps.now + waitMs],
  );
  if (changed.length === 0 || early) return;
  await recordAuditSql(sql, deps, [
    {
      action: state === "sent" ? "registration.send" : "registration.refuse",
      subjectId: store.storeId,
      tenantId: store.tenantId,
      after: { state, walletIds: [...store.walletIds], resultCode },
    },
  ]);
}

/** Asks about stores whose notice has not come in time. @returns how many were asked about */
export async function inquireDueRegistrations(deps: JobDeps, limit = 100): Promise<number> {
  const due = await takeDue(deps, { states: ["sent", "unknown"], limit, delayMs: nextInquiryDelayMs });
  await inParallel(due, (store) => inquireRegistration(deps, store));
  return due.length;
}

async function inquireRegistration(deps: JobDeps, store: DueStore): Promise<void> {
  const answer = await callNetwork("merchants/inquiryRegistrationStatus", {
    registrationRequestId: store.requestId,
  });
  if (answer.result.resultCode === "RECORD_NOT_FOUND") return sendAgain(deps, store);
  const message = registrationStatusMessage.safeParse(answer);
  await transactSql("jobs", async (sql) => {
    if (answer.result.resultStatus === "S" && message.success) {
      const outcomes = outcomesOf(message.data);
      await settleRegistrations(sql, deps, { storeId: store.storeId, requestId: store.requestId, outcomes });
    }
    if (store.attempts < UNKNOWN_AFTER_ATTEMPTS) return;
    await sql("UPDATE wallet_registration SET state = 'unknown' WHERE request_id = $1 AND state = 'sent'", [
      store.requestId,
    ]);
  });
}

/** The network has no record of the request: it is sent once more under the same id. */
async function sendAgain(deps: JobDeps, store: DueStore): Promise<void> {
  await sqlOfClient(poolFor("jobs"))(
    `UPDATE wallet_registration SET state = 'waiting', next_attempt_at = to_timestamp($2::float8 / 1000)
     WHERE request_id = $1 AND state IN ('sent', 'unknown')`,
    [store.requestId, deps.now],
  );
}

/** Everything about registrations that is done again and again. */
export const registrationJobs: readonly RecurringJob[] = [
  { name: "registrations", everyMs: 2_000, parallel: true, run: (deps) => sendDueRegistrations(deps) },
  { name: "registration-inquiries", everyMs: 10_000, run: (deps) => inquireDueRegistrations(deps) },
];
