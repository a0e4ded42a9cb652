import { WALLET_IDS, type WalletId } from "../wallets/rules";
import { WALLETS } from "../wallets/wallets.data";

/** While a registration is younger than this and not processed, an update is refused. */
export const UPDATE_BLOCK_MS = 30 * 60_000;

export type RegistrationState = "processing" | "approved" | "rejected";
export type Outcome =
  | { readonly state: "approved"; readonly reason: null }
  | { readonly state: "rejected"; readonly reason: string };

/** The status of a wallet as the network's messages name it. */
export const REGISTRATION_STATUS = {
  processing: "PENDING",
  approved: "APPROVED",
  rejected: "REJECTED",
} as const satisfies Record<RegistrationState, string>;

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toRegistrationState(text: string): RegistrationState {
  if (text === "processing" || text === "approved" || text === "rejected") return text;
  throw new RangeError(`no state of a registration: ${text}`);
}

/**
 * What a wallet decides about a store: it rejects the trades it does not accept, and, so that refusals can be tried
 * out, every store whose name contains "REJECT" or "REJECT:<wallet>".
 */
export function decideRegistration(walletId: WalletId, store: { name: string; mcc: string }): Outcome {
  const refused: readonly string[] = WALLETS[walletId].refusedMccs;
  if (refused.includes(store.mcc)) return { state: "rejected", reason: `MCC ${store.mcc} is not accepted` };
  const marker = /REJECT(?::([A-Z_]+))?/.exec(store.name);
  if (marker && (marker[1] === undefined || marker[1] === walletId)) {
    return { state: "rejected", reason: "The store name could not be verified" };
  }
  return { state: "approved", reason: null };
}

/** Is an update too early, because the last request is younger than 30 minutes and still unprocessed? */
export function blocksUpdate(
  last: { readonly requestedAt: number; readonly resolvedAt: number | null },
  nowMs: number,
): boolean {
  return last.resolvedAt === null && nowMs - last.requestedAt < UPDATE_BLOCK_MS;
}

/** The wallets that a request names; all of them when it names none. Null when one is unknown. */
export function requestedWallets(ids: readonly string[] | undefined): readonly WalletId[] | null {
  if (ids === undefined || ids.length === 0) return WALLET_IDS;
  const known = WALLET_IDS.filter((id) => ids.includes(id));
  return known.length === new Set(ids).size ? known : null;
}
