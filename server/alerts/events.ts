import type { Heard } from "@/server/events/events";
import type { EventType, HeardEvent } from "@/server/events/rules";
import { jstDay } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { type News, tellPeople } from "./news/commands";
import {
  findApplicant,
  findMembership,
  findPayoutMinor,
  findRefund,
  findStatementDay,
  findStoreName,
  findSuspension,
  findWalletName,
  newsSql,
  readApplication,
} from "./news/queries";
import type { NewsKind } from "./news/rules";

type JobDeps = Deps<SystemScope>;
type Told = Omit<News, "key" | "tenantId"> & { readonly key?: string };

/** Tells of an event once, however often it is heard: the event's own id is the key unless one is given. */
async function tell(deps: JobDeps, event: HeardEvent<EventType>, news: Told): Promise<void> {
  await tellPeople(newsSql(), deps, [{ key: event.id, tenantId: event.tenantId, ...news }]);
}

type ApplicationEvent = HeardEvent<
  | "application.submitted"
  | "application.returned"
  | "application.approved"
  | "application.rejected"
  | "application.withdrawn"
  | "application.expired"
>;

async function tellApplicant(deps: JobDeps, event: ApplicationEvent, kind: NewsKind): Promise<void> {
  const personId = await findApplicant(newsSql(), event.payload.applicationId);
  if (personId) await tell(deps, event, { kind, personIds: [personId] });
}

type CodeEvent = HeardEvent<
  "code.issued" | "code.paused" | "code.resumed" | "code.revoked" | "code.grace_ended"
>;

async function tellOfCode(deps: JobDeps, event: CodeEvent, kind: NewsKind): Promise<void> {
  const { codeId, storeId } = event.payload;
  const store = await findStoreName(newsSql(), storeId);
  await tell(deps, event, { kind, storeId, params: { store, code: codeId } });
}

/** Imports bring many at once: one line a day says as much as hundreds. */
function onceADay(event: HeardEvent<EventType>, subject: string): string {
  return `${subject}:${event.tenantId ?? ""}:${jstDay(event.occurredAtMs)}`;
}

/** What people are told of, by mail and in their inbox. */
export const heard: Heard = {
  "application.submitted": async (deps, event) => {
    const { applicantId, dueAtMs } = await readApplication(deps, event.payload.applicationId);
    const params = dueAtMs === null ? undefined : { dueAtMs };
    await tell(deps, event, { kind: "application_submitted", personIds: [applicantId], params });
  },
  "application.returned": async (deps, event) => {
    const { applicantId, returned } = await readApplication(deps, event.payload.applicationId);
    await tell(deps, event, { kind: "application_returned", personIds: [applicantId], items: returned });
  },
  "application.approved": (deps, event) => tellApplicant(deps, event, "application_approved"),
  "application.rejected": (deps, event) => tellApplicant(deps, event, "application_rejected"),
  "application.withdrawn": (deps, event) => tellApplicant(deps, event, "application_withdrawn"),
  "application.expired": (deps, event) => tellApplicant(deps, event, "application_expired"),
  "merchant.suspended": async (deps, event) => {
    const reason = await findSuspension(newsSql(), event.payload.merchantId);
    await tell(deps, event, { kind: "merchant_suspended", params: { reason } });
  },
  "merchant.resumed": (deps, event) => tell(deps, event, { kind: "merchant_resumed" }),
  "store.suspended": async (deps, event) => {
    const { storeId } = event.payload;
    const store = await findStoreName(newsSql(), storeId);
    await tell(deps, event, { kind: "store_suspended", storeId, params: { store } });
  },
  "store.added": (deps, event) =>
    tell(deps, event, { kind: "store_added", key: onceADay(event, "store_added") }),
  "registration.settled": async (deps, event) => {
    const { storeId, walletId, state } = event.payload;
    const wallet = await findWalletName(newsSql(), walletId);
    if (state === "approved") {
      const key = onceADay(event, `wallet_ready:${walletId}`);
      await tell(deps, event, { kind: "wallet_ready", key, params: { wallet } });
    }
    if (state === "rejected") {
      const store = await findStoreName(newsSql(), storeId);
      await tell(deps, event, { kind: "wallet_refused", storeId, params: { wallet, store } });
    }
  },
  "refund.settled": async (deps, event) => {
    const { refundId, paymentId, state } = event.payload;
    const refund = await findRefund(newsSql(), refundId);
    if (!refund) return;
    const kind = state === "done" ? "refund_done" : "refund_refused";
    const { storeId, amountMinor } = refund;
    await tell(deps, event, {
      kind,
      storeId,
      ref: paymentId,
      params: { amountMinor, last4: paymentId.slice(-4) },
    });
  },
  "code.issued": (deps, event) =>
    tell(deps, event, { kind: "code_issued", key: onceADay(event, "code_issued") }),
  "code.paused": (deps, event) => tellOfCode(deps, event, "code_paused"),
  "code.resumed": (deps, event) => tellOfCode(deps, event, "code_resumed"),
  "code.revoked": (deps, event) => tellOfCode(deps, event, "code_revoked"),
  "code.grace_ended": (deps, event) => tellOfCode(deps, event, "code_grace_ended"),
  "statement.closed": async (deps, event) => {
    const { statementId, payoutMinor } = event.payload;
    const throughOn = await findStatementDay(newsSql(), statementId);
    await tell(deps, event, {
      kind: "statement_closed",
      ref: statementId,
      params: { amountMinor: payoutMinor, throughOn },
    });
  },
  "payout.paid": async (deps, event) => {
    const { payoutId, statementId } = event.payload;
    const amountMinor = await findPayoutMinor(newsSql(), payoutId);
    await tell(deps, event, { kind: "payout_paid", ref: statementId, params: { amountMinor } });
  },
  "payout.returned": async (deps, event) => {
    const { payoutId, statementId } = event.payload;
    const amountMinor = await findPayoutMinor(newsSql(), payoutId);
    await tell(deps, event, { kind: "payout_returned", ref: statementId, params: { amountMinor } });
  },
  "bank_account.changed": (deps, event) => tell(deps, event, { kind: "bank_account_changed" }),
  "support.viewed": (deps, event) => tell(deps, event, { kind: "support_viewed" }),
  "membership.changed": async (deps, event) => {
    const { membershipId, personId } = event.payload;
    const membership = await findMembership(newsSql(), membershipId);
    // The owner of an application that is being filled in has just made it; there is nothing to tell.
    if (!membership?.live) return;
    const kind = membership.revoked ? "role_taken" : "role_given";
    const { role, place } = membership;
    await tell(deps, event, { kind, personIds: [personId], params: { role, place: place ?? "" } });
  },
};
