import nodemailer, { type Transporter } from "nodemailer";
import { DomainError } from "@/server/kernel/errors";
import { env } from "./env";

/** One message to one person, as plain text and as HTML with the same words. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Names the message, so that the same one sent again is recognised; made up by the mail library otherwise. */
  readonly id?: string;
};

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 20_000;

let shared: { url: string; transport: Transporter } | undefined;

function transportFor(url: string): Transporter {
  if (shared?.url === url) return shared.transport;
  shared?.transport.close();
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: IDLE_TIMEOUT_MS,
    // A message is made of what people typed; it must never make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  shared = { url, transport };
  return transport;
}

/**
 * Hands a message to the mail server and returns when that has taken it.
 * @throws DomainError unavailable when no mail server is configured or it does not take the message
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { smtpUrl, mailFrom, publicUrl } = env();
  if (!smtpUrl) throw new DomainError("unavailable", { what: "SMTP_URL" });
  try {
    const { id, ...message } = mail;
    const messageId = id === undefined ? undefined : `<${id}@${new URL(publicUrl).hostname}>`;
    await transportFor(smtpUrl).sendMail({ from: mailFrom, messageId, ...message });
  } catch (error) {
    throw Object.assign(new DomainError("unavailable", { what: "mail" }), { cause: error });
  }
}

/** Whether the mail server has said that it will never take this message: trying again would not help. */
export function isRefusedForGood(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "responseCode" in cause ? cause.responseCode : undefined;
  return typeof code === "number" && code >= 500 && code < 600;
}

/** Ends the connections to the mail server, so that a process can end. */
export function closeMail(): void {
  shared?.transport.close();
  shared = undefined;
}
