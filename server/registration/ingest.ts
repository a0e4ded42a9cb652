import { transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { answerOf, type NetworkAnswer } from "@/server/wallet-network/rules";
import { type RegistrationStatusMessage, registrationStatusMessage } from "@/server/wallet-network/schema";
import { type RegistrationOutcome, settleRegistrations } from "./commands";
import { outcomeOf } from "./rules";

/** The decided part of a message about a store; wallets that are still deciding are left out. */
export function outcomesOf(message: RegistrationStatusMessage): RegistrationOutcome[] {
  return message.pspRegistrationResultList.flatMap(({ pspId, registrationResult }) => {
    const state = outcomeOf(registrationResult.registrationStatus);
    if (state === null) return [];
    const reason = state === "rejected" ? (registrationResult.rejectionReason ?? null) : null;
    return [{ storeId: message.referenceStoreId, walletId: pspId, state, reason }];
  });
}

/**
 * `notifyRegistrationStatus`: one wallet may have approved and another refused in the same notice. Answered `S` after
 * the commit; a store that is not here yet is `U`, so that the network tells us again.
 */
export async function settleRegistrationNotice(deps: Deps, json: unknown): Promise<NetworkAnswer> {
  const parsed = registrationStatusMessage.safeParse(json);
  if (!parsed.success) return answerOf("PARAM_ILLEGAL");
  const message = parsed.data;
  const known = await transactSql("ingest", (sql) =>
    settleRegistrations(sql, deps, {
      storeId: message.referenceStoreId,
      requestId: message.registrationRequestId ?? null,
      outcomes: outcomesOf(message),
    }),
  );
  return answerOf(known ? "SUCCESS" : "UNKNOWN_EXCEPTION");
}
