import { problemDocument } from "../../document";
import { askCodeOwner, startPush } from "../../pushes/commands";
import type { Deps } from "../../queries";
import { type Misbehaviour, newNetworkId } from "../../rules";
import { shopNameOf } from "../../scan/rules";
import { pageContext, type Screen, sendPage, setOwnCookie } from "../../screens/router";
import type { WalletId } from "../../wallets/rules";
import { pushForm, pushQuery, readAmount } from "../schema";
import { customerOf, missing, walletOf } from "../shopper/router";
import { amountDocument } from "./document";

/** The wallet asks for the amount after an EMV code was scanned. */
export async function showPush(deps: Deps, c: Screen): Promise<Response> {
  const parsed = pushQuery.safeParse(c.req.query());
  if (!parsed.success) return missing(c);
  const walletId = walletOf(c, parsed.data.wallet);
  return askAmount(deps, c, {
    walletId,
    payload: parsed.data.payload,
    paymentId: newNetworkId(deps.now(), deps.random),
    misbehave: parsed.data.misbehave,
    typed: "",
    wrong: false,
  });
}

type Asked = {
  readonly walletId: WalletId;
  readonly payload: string;
  readonly paymentId: string;
  readonly misbehave: Misbehaviour;
  readonly typed: string;
  readonly wrong: boolean;
};

async function askAmount(deps: Deps, c: Screen, asked: Asked): Promise<Response> {
  const owner = await askCodeOwner(deps, {
    walletId: asked.walletId,
    codeValue: asked.payload,
    customerId: customerOf(deps, c),
  });
  const context = pageContext(c);
  if (!owner.known) {
    const { refused: title, refusedHint: hint } = context.words.problem;
    return sendPage(c, problemDocument(context, { title, hint, code: owner.code }), 400);
  }
  const shopName = owner.shopName || shopNameOf(asked.payload) || "";
  return sendPage(c, amountDocument(context, { ...asked, shopName }), asked.wrong ? 400 : 200);
}

/** The shopper has typed the amount and pays. */
export async function push(deps: Deps, c: Screen): Promise<Response> {
  const parsed = pushForm.safeParse(await c.req.parseBody());
  if (!parsed.success) return missing(c);
  const form = parsed.data;
  const walletId = walletOf(c, form.wallet);
  const amountMinor = readAmount(form.amount);
  if (amountMinor === null) {
    return askAmount(deps, c, { ...form, walletId, typed: form.amount, wrong: true });
  }
  const customerId = customerOf(deps, c);
  const owner = await askCodeOwner(deps, { walletId, codeValue: form.payload, customerId });
  const context = pageContext(c);
  if (!owner.known) {
    const { refused: title, refusedHint: hint } = context.words.problem;
    return sendPage(c, problemDocument(context, { title, hint, code: owner.code }), 400);
  }
  await startPush(deps, {
    paymentId: form.paymentId,
    walletId,
    customerId,
    codeValue: form.payload,
    amountMinor,
    misbehave: form.misbehave,
    owner: { ...owner, shopName: owner.shopName || shopNameOf(form.payload) || "" },
  });
  setOwnCookie(c, "sandbox_misbehave", "none");
  return c.redirect(`/sandbox/wallet/receipt/${form.paymentId}`, 303);
}
