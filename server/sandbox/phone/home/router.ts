import { problemDocument } from "../../document";
import { listPaymentsOfPhone } from "../../payments/queries";
import type { Deps } from "../../queries";
import { readPicture } from "../../scan/queries";
import { readScan, type Scanned } from "../../scan/rules";
import { pageContext, type Screen, sendPage, setOwnCookie } from "../../screens/router";
import { pageQuery, scanForm } from "../schema";
import { customerOf, misbehaviourOf, walletOf } from "../shopper/router";
import { homeDocument } from "./document";

/** The phone's first screen. */
export async function showHome(deps: Deps, c: Screen): Promise<Response> {
  const query = pageQuery.parse(c.req.query());
  const walletId = walletOf(c, query.wallet);
  const payments = await listPaymentsOfPhone(deps.sql, customerOf(deps, c));
  return sendPage(c, homeDocument(pageContext(c), { walletId, misbehave: misbehaviourOf(c), payments }));
}

/** What was scanned, photographed or typed decides where the phone goes. */
export async function scan(deps: Deps, c: Screen): Promise<Response> {
  const body = await c.req.parseBody({ all: true });
  const parsed = scanForm.safeParse({ wallet: body.wallet, code: body.code, misbehave: body.misbehave });
  const context = pageContext(c);
  const { problem } = context.words;
  if (!parsed.success) {
    return sendPage(
      c,
      problemDocument(context, { title: problem.unreadable, hint: problem.unreadableHint }),
      400,
    );
  }
  const form = parsed.data;
  const walletId = walletOf(c, form.wallet);
  setOwnCookie(c, "sandbox_misbehave", form.misbehave);
  const scanned = await readForm(deps, { typed: form.code, pictures: [body.photo, body.picture].flat() });
  if (scanned.kind === "entry") {
    return c.redirect(`${deps.settings.publicUrl}/p/${scanned.code}?wallet=${walletId}`, 303);
  }
  if (scanned.kind === "push") {
    const query = new URLSearchParams({
      wallet: walletId,
      payload: scanned.payload,
      misbehave: form.misbehave,
    });
    return c.redirect(`/sandbox/wallet/push?${query.toString()}`, 303);
  }
  const [title, hint] =
    scanned.kind === "foreign"
      ? [problem.foreign, problem.foreignHint]
      : [problem.unreadable, problem.unreadableHint];
  return sendPage(c, problemDocument(context, { title, hint }), 400);
}

/** A picture wins over typed text, because choosing one sends the form with whatever the field holds. */
async function readForm(
  deps: Deps,
  form: { readonly typed: string; readonly pictures: readonly unknown[] },
): Promise<Scanned> {
  for (const picture of form.pictures) {
    if (!(picture instanceof File) || picture.size === 0) continue;
    const text = await readPicture(new Uint8Array(await picture.arrayBuffer()));
    return text === null ? { kind: "unreadable" } : readScan(text, deps.settings.publicUrl);
  }
  return readScan(form.typed, deps.settings.publicUrl);
}
