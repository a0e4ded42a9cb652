import type { Hono } from "hono";
import { problemDocument } from "../document";
import type { Deps } from "../queries";
import { pageContext, type ScreenEnv, screenRouter, sendPage } from "../screens/router";
import { mailboxDocument, mailDocument } from "./document";
import { findMail, listMails } from "./queries";

/** The mails that were sent, under `/sandbox/mailbox`. */
export function mailboxRouter(deps: Deps): Hono<ScreenEnv> {
  const app = screenRouter(deps.settings.publicUrl);
  app.get("/", async (c) => {
    const to = c.req.query("to") ?? "";
    return sendPage(c, mailboxDocument(pageContext(c), { mails: await listMails(deps.sql, to), to }));
  });
  app.get("/:id", async (c) => {
    const mail = await findMail(deps.sql, c.req.param("id"));
    const context = pageContext(c);
    if (mail !== null) return sendPage(c, mailDocument(context, mail));
    const { missing: title, missingHint: hint } = context.words.problem;
    return sendPage(c, problemDocument(context, { title, hint }), 404);
  });
  return app;
}

/** The same mails for tests: `/sandbox/mailbox.json?to=`. */
export async function mailboxJson(
  deps: Deps,
  to: string | undefined,
): Promise<readonly Record<string, unknown>[]> {
  const mails = await listMails(deps.sql, to);
  return mails.map((mail) => ({
    id: mail.id,
    to: mail.recipients.join(", "),
    from: mail.sender,
    subject: mail.subject,
    text: mail.text,
    receivedAt: new Date(mail.receivedAt).toISOString(),
    ...(mail.code !== null && { code: mail.code }),
  }));
}
