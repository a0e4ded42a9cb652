import { findAliases } from "@/server/codes/aliases/queries";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { answerOf, type NetworkAnswer, resultOf } from "@/server/wallet-network/rules";
import type { PushPaymentMessage } from "@/server/wallet-network/schema";
import type { AcceptedPush } from "../acceptance/ingest";
import { findStandings, type Standing } from "../acceptance/queries";
import { saleEntry } from "../books/rules";
import type { BatchEffects } from "../effects/ingest";
import { answerFrom, type Claim, claimKeys, findRemembered } from "../memory/ingest";
import { judgeOf } from "../risk/limits/queries";
import type { PaymentPlace } from "../risk/limits/rules";
import { paymentNumber, refusalAt } from "../rules";

/** A verified, well-formed pushPayment on its way into a batch. */
export type PushWork = {
  readonly kind: "push";
  readonly key: string;
  readonly contentHash: string;
  readonly canonical: string;
  readonly message: PushPaymentMessage;
  /** The code in `codeValue`, or null when it is none of Noren's. */
  readonly codeId: string | null;
};

type Decided = { readonly work: PushWork; readonly claim: Claim; readonly accepted: AcceptedPush | null };

type PushDeps = Pick<Deps, "now" | "newId" | "newPaymentNumber">;

/**
 * Accepts or refuses a batch of pushed payments, with distinct keys, inside the caller's transaction. The first
 * answer to a key stands for ever; what is accepted is added to the effects that the caller writes before it commits.
 * @returns the answer by key, to be sent only after the commit
 */
export async function writePushes(
  sql: Sql,
  deps: PushDeps,
  given: readonly PushWork[],
  effects: BatchEffects,
): Promise<Map<string, NetworkAnswer>> {
  const answers = new Map<string, NetworkAnswer>();
  if (given.length === 0) return answers;
  const pushes = await withAliases(sql, given);
  const codeIds = new Set(pushes.flatMap((push) => (push.codeId === null ? [] : [push.codeId])));
  const standings = await findStandings(sql, [...codeIds], deps.now);
  const places = pushes.flatMap((push) => placeOf(push, standings) ?? []);
  const fits = await judgeOf(sql, places, deps.now);
  const numbered = { ...deps, newPaymentNumber: distinctNumbers(deps) };
  const decided = pushes.map((push) => decide(numbered, push, standings, fits));
  const claims = decided.map(({ claim }) => claim);
  const taken = await claimKeys(sql, claims, deps.now);
  const fresh = decided.filter(({ claim }) => taken.has(claim.key));
  for (const one of fresh) {
    answers.set(one.claim.key, one.claim.response);
    addEffects(deps, one, effects);
  }
  const repeated = pushes.filter((push) => !taken.has(push.key));
  const repeatedKeys = repeated.map((push) => push.key);
  const remembered = await findRemembered(sql, repeatedKeys);
  for (const push of repeated) {
    const known = remembered.get(push.key);
    answers.set(push.key, known ? answerFrom(known, push.contentHash) : answerOf("UNKNOWN_EXCEPTION"));
  }
  return answers;
}

/** What no code of Noren's is read in may stand for one: a payload that was at the till before. */
async function withAliases(sql: Sql, given: readonly PushWork[]): Promise<readonly PushWork[]> {
  const foreign = given.flatMap(({ codeId, message }) => (codeId === null ? [message.codeValue] : []));
  if (foreign.length === 0) return given;
  const aliases = await findAliases(sql, [...new Set(foreign)]);
  return given.map((work) =>
    work.codeId === null ? { ...work, codeId: aliases.get(work.message.codeValue) ?? null } : work,
  );
}

function placeOf(work: PushWork, standings: ReadonlyMap<string, Standing>): PaymentPlace | null {
  const standing = work.codeId === null ? undefined : standings.get(work.codeId);
  if (standing === undefined) return null;
  return { walletId: work.message.pspId, merchantId: standing.merchantId, storeId: standing.storeId };
}

/**
 * Numbers of one millisecond differ in seven digits alone, so that two of a large batch would now and then be the same
 * and the whole batch be written again, one by one.
 */
function distinctNumbers({ newPaymentNumber }: PushDeps): () => string {
  const given = new Set<string>();
  return () => {
    let number = newPaymentNumber();
    while (given.has(number)) number = newPaymentNumber();
    given.add(number);
    return number;
  };
}

function decide(
  deps: PushDeps,
  work: PushWork,
  standings: ReadonlyMap<string, Standing>,
  fits: (place: PaymentPlace, amountMinor: bigint) => boolean,
): Decided {
  const { message } = work;
  const standing = work.codeId === null ? null : (standings.get(work.codeId) ?? null);
  const place = placeOf(work, standings);
  const barred = refusalAt(
    standing && { ...standing, registered: standing.walletIds.includes(message.pspId) },
  );
  const refusal =
    barred ?? (place !== null && !fits(place, message.paymentAmount) ? ("RISK_REJECT" as const) : null);
  const base = { key: work.key, contentHash: work.contentHash, tenantId: standing?.tenantId ?? null };
  if (refusal !== null || standing === null) {
    const response = answerOf(refusal ?? "INVALID_CODE");
    return { work, claim: { ...base, paymentId: null, response }, accepted: null };
  }
  const paymentId = `pay_${deps.newPaymentNumber()}`;
  const response = {
    result: resultOf("SUCCESS"),
    paymentId: message.paymentId,
    acquirerPaymentId: paymentNumber(paymentId),
  };
  // A clock that runs ahead at the network must not open a day that has not begun here.
  const paidAtMs = Math.min(message.paymentTime ?? deps.now, deps.now);
  return {
    work,
    claim: { ...base, paymentId, response },
    accepted: { paymentId, standing, paidAtMs, message },
  };
}

function addEffects(deps: PushDeps, { work, claim, accepted }: Decided, effects: BatchEffects): void {
  effects.messages.push({
    id: deps.newId("networkMessage"),
    tenantId: claim.tenantId,
    path: "payments/pushPayment",
    canonical: work.canonical,
    outcome: claim.response.result.resultCode,
  });
  effects.told.push({ key: work.key, contentHash: work.contentHash, paymentId: claim.paymentId });
  if (accepted === null) return;
  effects.accepted.push(accepted);
  const { paymentId, standing, paidAtMs } = accepted;
  const { tenantId, payoutGroupId } = standing;
  const { pspId: walletId, paymentAmount: amountMinor } = work.message;
  effects.entries.push(
    saleEntry(deps, { paymentId, tenantId, payoutGroupId, walletId, amountMinor }, paidAtMs),
  );
  effects.events.push({
    type: "payment.succeeded",
    tenantId,
    subjectId: paymentId,
    payload: { paymentId, storeId: standing.storeId, amountMinor: amountMinor.toString(), currency: "JPY" },
  });
  effects.paidTenantIds.add(tenantId);
  effects.paidStoreIds.add(standing.storeId);
}
