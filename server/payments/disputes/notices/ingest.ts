import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import { notifyLive } from "@/server/events/live/commands";
import type { SystemScope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import { sha256Hex } from "@/server/platform/crypto";
import { poolFor, type Sql, sqlOfClient, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { answerOf, canonicalText, type NetworkAnswer, resultOf } from "@/server/wallet-network/rules";
import { type DisputeMessage, disputeMessage } from "@/server/wallet-network/schema";
import { disputeOpenedEntry } from "../../books/rules";
import { answerFrom, claimKeys, findPaymentOf, findRemembered, keepMessages } from "../../memory/ingest";
import type { PaymentState } from "../../rules";
import { type DisputeStage, decideNotice, toDisputeStage, toDisputeState } from "../rules";

type NoticeDeps = Deps<SystemScope>;
type Message = { readonly json: unknown; readonly canonical: string; readonly newDeps: () => NoticeDeps };

const PATHS = {
  retrieval: "disputes/initiateRetrieval",
  escalation: "disputes/initiateEscalation",
} as const satisfies Record<DisputeStage, string>;

/**
 * `initiateRetrieval` and `initiateEscalation`: opens a dispute with its deadline and sets the amount aside. The same
 * notice again is answered the same for ever; one whose payment is not here, or not paid yet, waits and is `U`.
 */
export async function takeDispute(message: Message, stage: DisputeStage): Promise<NetworkAnswer> {
  const parsed = disputeMessage.safeParse(message.json);
  if (!parsed.success) return answerOf("PARAM_ILLEGAL");
  const notice = { message: parsed.data, canonical: message.canonical, stage };
  const deps = message.newDeps();
  return transactSql("ingest", (sql) => applyNotice(sql, deps, notice));
}

/** Reads again the disputes that came before their payment. @returns how many found theirs */
export async function resolveParkedDisputes(deps: NoticeDeps): Promise<number> {
  const outside = sqlOfClient(poolFor("jobs"));
  const parked = await outside<{ id: string; path: string; body: unknown }>(
    `SELECT id, path, body FROM parked_message WHERE path LIKE 'disputes/%' AND closed_at IS NULL ORDER BY id LIMIT 100`,
  );
  let found = 0;
  for (const { id, path, body } of parked) {
    const stage = path === PATHS.escalation ? "escalation" : "retrieval";
    const message = disputeMessage.parse(body);
    const settled = await transactSql("jobs", async (sql) => {
      const answer = await applyNotice(sql, deps, { message, canonical: canonicalText(body), stage });
      if (answer.result.resultStatus === "U") return false;
      await sql("DELETE FROM parked_message WHERE id = $1", [id]);
      return true;
    });
    if (settled) found += 1;
  }
  return found;
}

type Notice = {
  readonly message: DisputeMessage;
  readonly canonical: string;
  readonly stage: DisputeStage;
};

async function applyNotice(sql: Sql, deps: NoticeDeps, notice: Notice): Promise<NetworkAnswer> {
  const { message, stage } = notice;
  const key = `dispute:${stage}:${message.disputeId}`;
  const contentHash = sha256Hex(`${PATHS[stage]}\n${notice.canonical}`);
  // One notice of a dispute at a time, whichever stage it speaks of.
  await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 7313))::text AS locked", [message.disputeId]);
  const known = (await findRemembered(sql, [key])).get(key);
  if (known) return answerFrom(known, contentHash);
  const payment = await findPaymentOf(sql, message.paymentId);
  if (payment === null || !isDecided(payment.state)) {
    await park(sql, deps, notice);
    return answerOf("UNKNOWN_EXCEPTION");
  }
  if (message.disputeAmount > payment.amountMinor) return answerOf("PARAM_ILLEGAL");
  // What was cancelled, or never paid, has given its money back already.
  const { walletId, state } = payment;
  const stands = state === "succeeded" && walletId !== null;
  const disputeId = stands ? await writeNotice(sql, deps, notice, { ...payment, walletId }) : null;
  const response = disputeId
    ? { result: resultOf("SUCCESS"), disputeId: message.disputeId, acquirerDisputeId: disputeId }
    : answerOf("DISPUTE_STATUS_INVALID");
  const { paymentId, tenantId } = payment;
  await claimKeys(sql, [{ key, contentHash, paymentId, tenantId, response }], deps.now);
  const outcome = response.result.resultCode;
  const id = deps.newId("networkMessage");
  await keepMessages(
    sql,
    [{ id, tenantId, path: PATHS[stage], canonical: notice.canonical, outcome }],
    deps.now,
  );
  return response;
}

/** Whether it is known how the payment ended, so that a dispute of it can be judged. */
function isDecided(state: PaymentState): boolean {
  return state !== "created" && state !== "pending" && state !== "cancel_requested";
}

async function park(sql: Sql, deps: NoticeDeps, { message, canonical, stage }: Notice): Promise<void> {
  await sql(
    `INSERT INTO parked_message (id, waits_for, path, body, received_at)
     SELECT $1, $2, $3, $4::jsonb, to_timestamp($5::float8 / 1000)
     WHERE NOT EXISTS (SELECT 1 FROM parked_message WHERE waits_for = $2 AND path = $3 AND body = $4::jsonb)`,
    [deps.newId("parked"), message.paymentId, PATHS[stage], canonical, deps.now],
  );
}

type Paid = NonNullable<Awaited<ReturnType<typeof findPaymentOf>>> & { readonly walletId: string };
type KnownRow = { id: string; state: string; stage: string; amount_minor: bigint; round: number };

/** @returns the dispute's id, or null when the notice cannot change what has come to its end */
async function writeNotice(
  sql: Sql,
  deps: NoticeDeps,
  notice: Notice,
  payment: Paid,
): Promise<string | null> {
  const { message, stage } = notice;
  const [row] = await sql<KnownRow>(
    "SELECT id, state, stage, amount_minor, round FROM dispute WHERE network_dispute_id = $1 FOR UPDATE",
    [message.disputeId],
  );
  const known = row && {
    state: toDisputeState(row.state),
    stage: toDisputeStage(row.stage),
    amountMinor: row.amount_minor,
  };
  const { kind } = decideNotice(known ?? null, { stage, amountMinor: message.disputeAmount });
  if (kind === "refuse") return null;
  const disputeId = row?.id ?? deps.newId("dispute");
  const round = row ? row.round + (kind === "reopen" ? 1 : 0) : 1;
  await (row
    ? openAgain(sql, notice, { disputeId, round })
    : insertDispute(sql, deps, notice, payment, disputeId));
  if (kind !== "escalate") {
    const booked = { ...payment, disputeId, round, amountMinor: message.disputeAmount };
    await bookEntries(sql, [disputeOpenedEntry(deps, booked)]);
  }
  await tellOpened(sql, deps, { disputeId, payment, stage, before: row?.state ?? null });
  return disputeId;
}

async function insertDispute(
  sql: Sql,
  deps: NoticeDeps,
  { message, stage }: Notice,
  payment: Paid,
  disputeId: string,
): Promise<void> {
  await sql(
    `INSERT INTO dispute (id, tenant_id, network_dispute_id, payment_id, store_id, payout_group_id, wallet_id, stage,
       state, reason_code, reason_text, amount_minor, opened_at, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'opened', $9, $10, $11::bigint, to_timestamp($12::float8 / 1000),
       to_timestamp($13::float8 / 1000))`,
    [
      disputeId,
      payment.tenantId,
      message.disputeId,
      payment.paymentId,
      payment.storeId,
      payment.payoutGroupId,
      payment.walletId,
      stage,
      message.disputeReasonCode,
      message.disputeReasonMessage ?? "",
      message.disputeAmount.toString(),
      deps.now,
      message.responseDueTime,
    ],
  );
}

async function openAgain(
  sql: Sql,
  { message, stage }: Notice,
  { disputeId, round }: { readonly disputeId: string; readonly round: number },
): Promise<void> {
  await sql(
    `UPDATE dispute SET state = 'opened', stage = $2, round = $3, due_at = to_timestamp($4::float8 / 1000),
       reason_code = $5, reason_text = $6, answer = NULL, answer_text = '', answered_by = NULL, answered_at = NULL,
       delivered_at = NULL, settled_at = NULL, attempts = 0, next_attempt_at = NULL
     WHERE id = $1`,
    [
      disputeId,
      stage,
      round,
      message.responseDueTime,
      message.disputeReasonCode,
      message.disputeReasonMessage ?? "",
    ],
  );
}

async function tellOpened(
  sql: Sql,
  deps: NoticeDeps,
  opened: {
    readonly disputeId: string;
    readonly payment: Paid;
    readonly stage: DisputeStage;
    readonly before: string | null;
  },
): Promise<void> {
  const { disputeId, payment, stage } = opened;
  const { tenantId, paymentId } = payment;
  await recordAuditSql(sql, deps, [
    {
      action: opened.before === null ? "dispute.open" : "dispute.escalate",
      subjectId: disputeId,
      tenantId,
      ...(opened.before !== null && { before: { state: opened.before } }),
      after: { state: "opened", stage, paymentId },
    },
  ]);
  await emitEventsSql(sql, deps, [
    { type: "dispute.opened", tenantId, subjectId: disputeId, payload: { disputeId, paymentId } },
  ]);
  await notifyLive(sql, { tenantIds: [tenantId], kinds: ["disputes"] });
}
