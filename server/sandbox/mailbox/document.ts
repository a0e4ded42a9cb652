import { html } from "hono/html";
import { formatJstDateTime } from "@/server/kernel/calendar";
import { type Html, type PageContext, pageDocument } from "../document";
import type { Mail } from "./queries";

/** The list of mails, newest first, with the filter. */
export function mailboxDocument(
  context: PageContext,
  box: { readonly mails: readonly Mail[]; readonly to: string },
): Html {
  const words = context.words.mailbox;
  return pageDocument(context, {
    title: words.title,
    wide: true,
    body: html`
<h1>${words.title}</h1>
<form class="card" method="get" action="/sandbox/mailbox"><label class="block" for="to">${words.filter}</label>
<div class="line"><input type="text" id="to" name="to" inputmode="email" autocomplete="off" value="${box.to}" placeholder="owner@example.jp"><button class="primary">${words.show}</button></div>
${box.to === "" ? "" : html`<a href="/sandbox/mailbox">${words.all}</a>`}</form>
<section class="card">${
      box.mails.length === 0
        ? html`<p class="small">${words.empty}</p>`
        : html`<ul class="list">${box.mails.map((mail) => mailItem(context, mail))}</ul>`
    }</section>`,
  });
}

function mailItem(context: PageContext, mail: Mail): Html {
  const when = formatJstDateTime(mail.receivedAt, context.locale);
  return html`<li><a href="/sandbox/mailbox/${mail.id}"><span><strong>${mail.subject}</strong><span class="small">${mail.recipients.join(", ")}</span></span><span class="right"><span class="small num">${when}</span>${mail.code === null ? "" : html`<strong class="num">${mail.code}</strong>`}</span></a></li>`;
}

/** One mail: who, when, text, and the HTML part in a frame that may do nothing. */
export function mailDocument(context: PageContext, mail: Mail): Html {
  const words = context.words.mailbox;
  return pageDocument(context, {
    title: mail.subject,
    wide: true,
    body: html`
<a href="/sandbox/mailbox">${words.back}</a>
<h1>${mail.subject}</h1>
<section class="card"><dl>
<div class="row"><dt>${words.from}</dt><dd>${mail.sender}</dd></div>
<div class="row"><dt>${words.to}</dt><dd>${mail.recipients.join(", ")}</dd></div>
<div class="row"><dt>${words.receivedAt}</dt><dd class="num">${formatJstDateTime(mail.receivedAt, context.locale, { year: true })}</dd></div>
${mail.code === null ? "" : html`<div class="row"><dt>${words.code}</dt><dd class="code num">${mail.code}</dd></div>`}
</dl></section>
<section class="card"><h2>${words.text}</h2><pre>${mail.text}</pre></section>
${mail.html === null ? "" : html`<section class="card"><h2>${words.html}</h2><iframe sandbox title="${words.html}" srcdoc="${mail.html}"></iframe></section>`}`,
  });
}
