import { getCookie } from "hono/cookie";
import { problemDocument } from "../../document";
import type { Deps } from "../../queries";
import { type Misbehaviour, toMisbehaviour } from "../../rules";
import { pageContext, type Screen, sendPage, setOwnCookie } from "../../screens/router";
import { isWalletId, type WalletId } from "../../wallets/rules";

/** The wallet that the address names, else the one that this phone used last. */
export function walletOf(c: Screen, named: WalletId | undefined): WalletId {
  const remembered = getCookie(c, "sandbox_wallet");
  const walletId = named ?? (remembered !== undefined && isWalletId(remembered) ? remembered : "NOREN_JP");
  if (walletId !== remembered) setOwnCookie(c, "sandbox_wallet", walletId);
  return walletId;
}

/** This phone's customer: opaque, 16 digits, for as long as the cookie lives. */
export function customerOf(deps: Deps, c: Screen): string {
  const known = getCookie(c, "sandbox_phone");
  if (known !== undefined && /^2088\d{12}$/.test(known)) return known;
  const customerId = `2088${Array.from(deps.random(12), (byte) => (byte % 10).toString()).join("")}`;
  setOwnCookie(c, "sandbox_phone", customerId);
  return customerId;
}

/** The misbehaviour chosen for the next payment. */
export function misbehaviourOf(c: Screen): Misbehaviour {
  return toMisbehaviour(c.req.query("misbehave") ?? getCookie(c, "sandbox_misbehave"));
}

/** There is no such payment or page. */
export async function missing(c: Screen): Promise<Response> {
  const context = pageContext(c);
  const { missing: title, missingHint: hint } = context.words.problem;
  return sendPage(c, problemDocument(context, { title, hint }), 404);
}
