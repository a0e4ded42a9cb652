import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { provideEnv } from "./env";
import { closeMail, sendMail } from "./mail";

const DATABASE_URL = "postgresql://noren_app:x@127.0.0.1:1/none";
let server: SMTPServer | undefined;

afterEach(async () => {
  closeMail();
  const running = server;
  server = undefined;
  if (running) await new Promise<void>((done) => running.close(done));
});

async function mailServer(accept: boolean): Promise<{ url: string; received: Buffer[] }> {
  const received: Buffer[] = [];
  const started = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push(Buffer.concat(chunks));
        callback(accept ? null : new Error("refused"));
      });
    },
  });
  server = started;
  await new Promise<void>((done) => {
    started.listen(0, "127.0.0.1", done);
  });
  const address = started.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `smtp://127.0.0.1:${port}`, received };
}

const mail = {
  to: "hana@example.jp",
  subject: "確認コード",
  text: "コードは 123456",
  html: "<p>コードは 123456</p>",
};

test("a message arrives with its words as text and as HTML", async () => {
  const { url, received } = await mailServer(true);
  provideEnv({ DATABASE_URL, SMTP_URL: url, MAIL_FROM: "Noren <no-reply@noren.example>" });
  await sendMail(mail);
  const [message = Buffer.alloc(0)] = received;
  const parsed = await simpleParser(message);
  expect(parsed.subject).toBe(mail.subject);
  expect(parsed.text?.trim()).toBe(mail.text);
  expect(parsed.html).toContain(mail.html);
  expect(parsed.from?.text).toContain("no-reply@noren.example");
});

test("a message that the server does not take is not said to be sent", async () => {
  const { url } = await mailServer(false);
  provideEnv({ DATABASE_URL, SMTP_URL: url });
  await expect(sendMail(mail)).rejects.toMatchObject({ code: "unavailable" });
});

test("without a mail server the error says so", async () => {
  provideEnv({ DATABASE_URL });
  await expect(sendMail(mail)).rejects.toMatchObject({ code: "unavailable", params: { what: "SMTP_URL" } });
});

test("a line break in an address adds no recipient", async () => {
  const { url, received } = await mailServer(true);
  provideEnv({ DATABASE_URL, SMTP_URL: url });
  await sendMail({ ...mail, subject: "x\r\nBcc: evil@example.com" });
  const parsed = await simpleParser(received[0] ?? Buffer.alloc(0));
  expect(parsed.bcc).toBeUndefined();
});
