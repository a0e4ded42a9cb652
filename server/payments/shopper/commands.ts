import type { SystemScope } from "@/server/kernel/scope";
import { blindIndex, equalSecrets, systemKeys } from "@/server/platform/crypto";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import { type StartedPayment, startEntryPayment } from "../orders/commands";
import { startEntryPaymentInput } from "../orders/schema";
import { paymentNumber } from "../rules";
import {
  type FormTicket,
  isTimely,
  osOf,
  paymentNumberOf,
  readTicketText,
  splitSigned,
  ticketText,
} from "./rules";

type ShopperDeps = Deps<SystemScope>;

/** Who sends a form, as far as the wallet network asks for it. Nothing of it is kept. */
export type Sender = { readonly userAgent: string | null; readonly address: string };

const TICKET = "shopper/ticket";
const RECEIPT = "shopper/receipt";
const SIGNATURE_LETTERS = 32;

function signatureOf(index: Uint8Array): string {
  return Buffer.from(index).toString("hex").slice(0, SIGNATURE_LETTERS);
}

/** Signs a text for one code, so that nothing of one shop's page works at another's. */
function sign(content: string, code: string, purpose: string): string {
  return `${content}.${signatureOf(blindIndex(`${content}|${code}`, purpose))}`;
}

type Opened = {
  readonly content: string;
  /** Which of the keys has signed it, from the newest on. */
  readonly keyAt: number;
};

/** The signed text, or undefined when the signature is not ours. Keys that are being replaced still count. */
function openSigned(text: string, code: string, purpose: string): Opened | undefined {
  const parts = splitSigned(text);
  if (parts === undefined) return undefined;
  const known = systemKeys().blindIndexes(`${parts.content}|${code}`, purpose);
  const keyAt = known.findIndex((index) => equalSecrets(signatureOf(index), parts.signature));
  return keyAt < 0 ? undefined : { content: parts.content, keyAt };
}

/** A ticket with the key that has signed it, so that its form is one payment also when another key has come since. */
export type SignedTicket = FormTicket & Pick<Opened, "keyAt">;

/** The hidden field of a new form. */
export function newTicket(deps: Pick<ShopperDeps, "now" | "random">, code: string): string {
  const nonce = Buffer.from(deps.random(8)).toString("hex");
  return sign(ticketText({ mintedMs: deps.now, nonce }), code, TICKET);
}

/** The ticket of a form that was sent, or undefined when it is too old or not of this page. */
export function readTicket(
  deps: Pick<ShopperDeps, "now">,
  code: string,
  text: string,
): SignedTicket | undefined {
  const opened = openSigned(text, code, TICKET);
  const ticket = opened === undefined ? undefined : readTicketText(opened.content);
  if (opened === undefined || ticket === undefined || !isTimely(ticket, deps.now)) return undefined;
  return { ...ticket, keyAt: opened.keyAt };
}

/** The path of the screen that tells of a payment; only its shopper knows it. */
export function receiptPath(code: string, paymentId: string): string {
  const signed = sign(paymentNumber(paymentId), code, RECEIPT);
  return `/p/${code}/done?payment=${signed}`;
}

/** The payment that an address of a receipt speaks of, or undefined when the address is made up. */
export function readReceipt(code: string, signed: string): string | undefined {
  const number = openSigned(signed, code, RECEIPT)?.content;
  return number !== undefined && /^\d{20}$/.test(number) ? `pay_${number}` : undefined;
}

/** A form that has been checked. */
export type ReadyForm = {
  readonly code: string;
  readonly ticket: SignedTicket;
  readonly amountMinor: bigint;
  readonly walletId: string;
  readonly language: string;
};

/** The payment that a form stands for: the same however often it is sent. */
export function paymentIdOf({ code, ticket, amountMinor, walletId }: Omit<ReadyForm, "language">): string {
  const form = `${ticketText(ticket)}|${code}|${amountMinor}|${walletId}`;
  const digest = systemKeys().blindIndexes(form, "shopper/payment")[ticket.keyAt];
  if (digest === undefined) throw new RangeError("a ticket of a key that is gone");
  return `pay_${paymentNumberOf(ticket, digest)}`;
}

/**
 * Places the order of a form at the wallet network. @throws DomainError as `startEntryPayment` does
 */
export async function startFromForm(
  deps: ShopperDeps,
  form: ReadyForm,
  sender: Sender,
): Promise<StartedPayment> {
  const paymentRequestId = paymentIdOf(form);
  return startEntryPayment(
    deps,
    startEntryPaymentInput.parse({
      code: form.code,
      amountMinor: form.amountMinor,
      paymentRequestId,
      redirectUrl: `${env().publicUrl}${receiptPath(form.code, paymentRequestId)}&lang=${form.language}`,
      osType: osOf(sender.userAgent),
      userAgent: (sender.userAgent ?? "").slice(0, 1_024),
      clientIp: sender.address.slice(0, 64),
    }),
  );
}
