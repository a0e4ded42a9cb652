import { confirmPayment } from "../../payments/commands";
import { findPayment } from "../../payments/queries";
import type { Deps } from "../../queries";
import { pageContext, type Screen, sendPage, setOwnCookie } from "../../screens/router";
import { chargeFor } from "../../wallets/rules";
import { pageQuery, payForm } from "../schema";
import { customerOf, misbehaviourOf, missing, walletOf } from "../shopper/router";
import { payDocument } from "./document";

/** The wallet's confirmation of an order that Noren has placed. */
export async function showPay(deps: Deps, c: Screen): Promise<Response> {
  const payment = await findPayment(deps.sql, { paymentId: c.req.param("paymentId") });
  if (payment === null || payment.flow !== "entry") return missing(c);
  if (payment.state !== "pending" || payment.confirmedAt !== null) {
    return c.redirect(`/sandbox/wallet/receipt/${payment.paymentId}`, 303);
  }
  const query = pageQuery.parse(c.req.query());
  // An order placed by a wallet's own browser stays with that wallet.
  const walletId = walletOf(c, query.wallet ?? payment.walletId ?? undefined);
  customerOf(deps, c);
  const charge = chargeFor(walletId, payment.amountMinor, deps.now());
  return sendPage(
    c,
    payDocument(pageContext(c), { payment, walletId, charge, misbehave: misbehaviourOf(c) }),
  );
}

/** The shopper pays or declines, and is sent back to Noren. */
export async function pay(deps: Deps, c: Screen): Promise<Response> {
  const parsed = payForm.safeParse(await c.req.parseBody());
  const paymentId = c.req.param("paymentId");
  if (!parsed.success || paymentId === undefined) return missing(c);
  const payment = await confirmPayment(deps, {
    paymentId,
    walletId: walletOf(c, parsed.data.wallet),
    customerId: customerOf(deps, c),
    agrees: parsed.data.decision === "pay",
    misbehave: parsed.data.misbehave,
  });
  if (payment === null) return missing(c);
  // One payment misbehaves, not every one after it.
  setOwnCookie(c, "sandbox_misbehave", "none");
  return c.redirect(payment.redirectUrl ?? `/sandbox/wallet/receipt/${paymentId}`, 303);
}
