import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Deps } from "../queries";
import { storeMail } from "./commands";

const MAIL_BYTES = 10 * 1024 * 1024;

export type MailSink = { readonly port: number; readonly stop: () => Promise<void> };

/**
 * Takes every mail that is sent to it and delivers none: nothing that the sandbox sends can reach a real person.
 * @param port 0 for any free one
 */
export async function startMailSink(deps: Deps, port: number): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    // A certificate of our own would only be refused; the sink is reached on the loopback interface.
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    logger: false,
    size: MAIL_BYTES,
    onData: (stream, session, done) => {
      receive(deps, stream, session).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error("the mail could not be kept")),
      );
    },
  });
  // A client that breaks off is its own affair.
  server.on("error", () => undefined);
  const address = await new Promise<AddressInfo | string | null>((listening, failed) => {
    server.server.once("error", failed);
    server.listen(port, "127.0.0.1", () => listening(server.server.address()));
  });
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}

async function receive(deps: Deps, stream: Readable, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const { mailFrom, rcptTo } = session.envelope;
  await storeMail(deps.sql, {
    source: Buffer.concat(chunks),
    recipients: rcptTo.map((recipient) => recipient.address),
    sender: mailFrom === false ? "" : mailFrom.address,
    receivedAt: deps.now(),
  });
}
