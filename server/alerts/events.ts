import type { Heard } from "@/server/events/events";
import type { EventType, HeardEvent } from "@/server/events/rules";
import { jstDay } from "@/server/kernel/calendar";
import type { SystemScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import { lastFour } from "@/server/wallet-network/rules";
import { writeToContact } from "./letters/commands";
import { type News, tellPeople } from "./news/commands";
import {
  findAccountHold,
  findApplicant,
  findChange,
  findDispute,
  findImport,
  findMembership,
  findParcel,
  findPayout,
  findPayoutMinor,
  findRefund,
  findStatementDay,
  findStoreName,
  findSuspension,
  findTermination,
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

async function tellOfStore(
  deps: JobDeps,
  event: HeardEvent<"store.resumed" | "store.terminated">,
  kind: NewsKind,
): Promise<void> {
  const { storeId } = event.payload;
  const store = await findStoreName(newsSql(), storeId);
  await tell(deps, event, { kind, storeId, params: { store } });
}

async function tellOfDispute(
  deps: JobDeps,
  event: HeardEvent<"dispute.opened" | "dispute.settled">,
  kind: NewsKind,
): Promise<void> {
  const { disputeId } = event.payload;
  const dispute = await findDispute(newsSql(), disputeId);
  if (!dispute) return;
  const { storeId, amountMinor, dueAt, shownNumber } = dispute;
  const params = { amountMinor, last4: lastFour(shownNumber), dueAtMs: dueAt.getTime() };
  await tell(deps, event, { kind, storeId, ref: disputeId, params });
}

function endingOf(state: string): NewsKind {
  if (state === "won") return "dispute_won";
  return state === "lost" ? "dispute_lost" : "dispute_expired";
}

async function tellOfPayout(
  deps: JobDeps,
  event: HeardEvent<"payout.held" | "payout.released">,
  kind: NewsKind,
): Promise<void> {
  const payout = await findPayout(newsSql(), event.payload.payoutId);
  if (!payout) return;
  const { amountMinor, statementId } = payout;
  await tell(deps, event, { kind, ref: statementId, params: { amountMinor } });
}

/** Who asked is told that it was received; the old contact, too, that the account is to be changed. */
async function tellOfSubmittedChange(deps: JobDeps, event: HeardEvent<"change.submitted">): Promise<void> {
  const ref = event.payload.changeId;
  const change = await findChange(newsSql(), ref);
  if (!change) return;
  const dueAtMs = change.dueAt?.getTime() ?? deps.now;
  await tell(deps, event, { kind: "change_submitted", ref, params: { dueAtMs } });
  if (event.payload.kind !== "bank_account") return;
  const key = `${event.id}:account`;
  await tell(deps, event, { kind: "bank_account_asked", key });
  await writeToContact({ id: key, to: change.contactEmail, kind: "bank_account_asked", params: {} });
}

/** What is to be put right, item by item, as in the letter about an application. */
async function tellOfReturnedChange(deps: JobDeps, event: HeardEvent<"change.returned">): Promise<void> {
  const ref = event.payload.changeId;
  const change = await findChange(newsSql(), ref);
  await tell(deps, event, { kind: "change_returned", ref, items: change?.returned ?? [] });
}

async function tellOfChangedAccount(deps: JobDeps, event: HeardEvent<"bank_account.changed">): Promise<void> {
  const hold = await findAccountHold(newsSql(), event.subjectId);
  const params = { heldAtMs: hold?.heldUntil?.getTime() ?? deps.now };
  await tell(deps, event, { kind: "bank_account_changed", params });
  if (hold) {
    await writeToContact({ id: event.id, to: hold.contactEmail, kind: "bank_account_changed", params });
  }
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
  "application.left": (deps, event) =>
    tell(deps, event, { kind: "application_left", personIds: [event.payload.personId] }),
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
  "merchant.terminated": async (deps, event) => {
    const reason = await findTermination(newsSql(), event.payload.merchantId);
    await tell(deps, event, { kind: "merchant_terminated", params: { reason } });
  },
  "import.ended": async (deps, event) => {
    const { importId, outcome } = event.payload;
    const found = await findImport(newsSql(), importId);
    if (!found) return;
    const { personId, ...params } = found;
    await tell(deps, event, { kind: `import_${outcome}`, personIds: [personId], ref: importId, params });
  },
  "store.resumed": (deps, event) => tellOfStore(deps, event, "store_resumed"),
  "store.terminated": (deps, event) => tellOfStore(deps, event, "store_terminated"),
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
    const { storeId, amountMinor, shownNumber } = refund;
    await tell(deps, event, {
      kind,
      storeId,
      ref: paymentId,
      params: { amountMinor, last4: lastFour(shownNumber) },
    });
  },
  "dispute.opened": (deps, event) => tellOfDispute(deps, event, "dispute_opened"),
  "dispute.settled": (deps, event) => tellOfDispute(deps, event, endingOf(event.payload.state)),
  "code.issued": (deps, event) =>
    tell(deps, event, { kind: "code_issued", key: onceADay(event, "code_issued") }),
  "code.paused": (deps, event) => tellOfCode(deps, event, "code_paused"),
  "code.resumed": (deps, event) => tellOfCode(deps, event, "code_resumed"),
  "code.revoked": (deps, event) => tellOfCode(deps, event, "code_revoked"),
  "code.grace_ended": (deps, event) => tellOfCode(deps, event, "code_grace_ended"),
  "parcel.shipped": async (deps, event) => {
    const parcel = await findParcel(newsSql(), event.payload.parcelId);
    if (!parcel) return;
    const { storeId, recipient, number } = parcel;
    const params = { store: recipient, number };
    await tell(deps, event, { kind: "parcel_shipped", ...(storeId && { storeId }), params });
  },
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
  "privacy.requested": (deps, event) => {
    const { personId, dueAtMs } = event.payload;
    return tell(deps, event, { kind: "privacy_requested", personIds: [personId], params: { dueAtMs } });
  },
  "privacy.answered": (deps, event) =>
    tell(deps, event, { kind: "privacy_answered", personIds: [event.payload.personId] }),
  "support.viewed": (deps, event) => tell(deps, event, { kind: "support_viewed" }),
  "payout.held": (deps, event) => tellOfPayout(deps, event, "payout_held"),
  "payout.released": (deps, event) => tellOfPayout(deps, event, "payout_released"),
  "change.submitted": tellOfSubmittedChange,
  "change.returned": tellOfReturnedChange,
  "change.approved": (deps, event) =>
    tell(deps, event, { kind: "change_approved", ref: event.payload.changeId }),
  "change.rejected": (deps, event) =>
    tell(deps, event, { kind: "change_rejected", ref: event.payload.changeId }),
  "bank_account.changed": tellOfChangedAccount,
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
