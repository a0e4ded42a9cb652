import { sha256Hex } from "@/server/platform/crypto";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { canonicalText } from "@/server/wallet-network/rules";
import { notifyPaymentMessage } from "@/server/wallet-network/schema";
import { noteConflict } from "../conflicts/commands";
import { ingest } from "../ingest";
import { factsOf, type OutcomeWork } from "../outcomes/rules";
import { moneyKey, outcomeOf } from "../rules";

const NOTICE_PATH = "payments/notifyPayment";

/** Reads a `notifyPayment`, or null when it is not well formed. */
export function noticeWork(json: unknown, canonical: string): OutcomeWork | null {
  const parsed = notifyPaymentMessage.safeParse(json);
  if (!parsed.success) return null;
  const message = parsed.data;
  const outcome = outcomeOf(message.paymentResult);
  return {
    kind: "outcome",
    // A failure may be overtaken by a success of the same payment, so each has a key of its own.
    key: outcome === "success" ? moneyKey(message.paymentId) : `failure:${message.paymentId}`,
    permanent: true,
    contentHash: sha256Hex(`${NOTICE_PATH}\n${canonical}`),
    canonical,
    path: NOTICE_PATH,
    paymentId: message.paymentRequestId,
    outcome,
    failureCode: message.paymentResult.resultCode,
    facts: factsOf(message),
  };
}

/**
 * Reads again what was said about payments before they were here. A message is forgotten once it has been written.
 * @param sql on the role of the caller, outside of a transaction
 * @param paymentId one payment, or null for all whose payment has come
 * @returns how many messages were written
 */
export async function resolveParked(sql: Sql, deps: Deps, paymentId: string | null): Promise<number> {
  const parked = await sql<{ id: string; body: unknown }>(
    `SELECT m.id, m.body FROM parked_message m JOIN payment p ON p.id = m.waits_for
     WHERE m.closed_at IS NULL AND m.path = '${NOTICE_PATH}' AND ($1::text IS NULL OR m.waits_for = $1)
     ORDER BY m.id LIMIT 200`,
    [paymentId],
  );
  let written = 0;
  for (const { id, body } of parked) {
    const work = noticeWork(body, canonicalText(body));
    const answer = work === null ? null : await ingest(work, () => deps);
    if (answer?.result.resultStatus === "U") continue;
    if (work !== null && answer?.result.resultCode === "REPEAT_REQ_INCONSISTENT") {
      const { key, path, paymentId: payment } = work;
      await noteConflict(sql, deps, { key, path, paymentId: payment, json: body });
    }
    await sql("DELETE FROM parked_message WHERE id = $1", [id]);
    written += 1;
  }
  return written;
}
