import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { PERSON_LOCALES } from "@/server/identity/rules";
import { SIGN_IN_LIMITS } from "@/server/identity/sign-in/rules";
import { LANGUAGE_TAGS } from "@/server/kernel/languages";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { closeMail } from "@/server/platform/mail";
import { isCrossOrigin } from "@/server/platform/same-origin";
import { tokenText } from "@/server/platform/session-cookie";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { signInDesk, spendCodeEntry, spendCodeRequest } from "./sign-in";

type Received = { to: string; subject: string; text: string; html: string };

let database: TestDatabase;
const received: Received[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, session, done) => {
    simpleParser(stream).then((mail) => {
      const [recipient] = session.envelope.rcptTo;
      received.push({
        to: recipient?.address ?? "",
        subject: mail.subject ?? "",
        text: mail.text ?? "",
        html: mail.html || "",
      });
      done();
    }, done);
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  database = await testDatabase({ SMTP_URL: `smtp://127.0.0.1:${port}` });
});
afterEach(() => {
  received.length = 0;
});
afterAll(async () => {
  closeMail();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  await database.drop();
});

function deskIn(locale: (typeof PERSON_LOCALES)[number]) {
  const nonce = tokenText(randomBytes(32));
  return signInDesk({ nonce, locale, requestId: "req_test", userAgent: "", presentedToken: undefined }).desk;
}

async function passing(tries: number, spend: (index: number) => Promise<void>): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: tries }, (_, index) => spend(index)));
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "too_many_requests" });
  }
  return results.filter(({ status }) => status === "fulfilled").length;
}

describe("the mail with the code", () => {
  test.each(PERSON_LOCALES)("says the same as text and as HTML, without a link (%s)", async (locale) => {
    await deskIn(locale).sendCode("taro@example.jp", "012345");
    const [mail] = received;
    expect(mail?.to).toBe("taro@example.jp");
    expect(mail?.subject).toContain("012345");
    expect(mail?.text).toContain("012345");
    expect(mail?.html).toContain("012345");
    expect(mail?.html).toContain(`lang="${LANGUAGE_TAGS[locale]}"`);
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/https?:\/\/|\{\w+\}/);
  });

  test("speaks the reader's language", async () => {
    await deskIn("ja").sendCode("taro@example.jp", "012345");
    await deskIn("en").sendCode("taro@example.jp", "012345");
    expect(received[0]?.text).toContain("認証コード");
    expect(received[1]?.text).toContain("six digits");
  });
});

describe("limits that batching cannot pass (G20)", () => {
  test("of fifty requests at once for one e-mail, from fifty addresses, five get a code", async () => {
    const passed = await passing(50, (index) => spendCodeRequest("flood@example.jp", `192.0.2.${index}`));
    expect(passed).toBe(SIGN_IN_LIMITS.codeByEmail.points);
  });

  test("an unknown and a known e-mail meet the same limit", async () => {
    await deskIn("ja").enrolPerson("limit-known@example.jp");
    for (const email of ["limit-known@example.jp", "limit-unknown@example.jp"]) {
      expect(await passing(8, () => spendCodeRequest(email, "198.51.100.9"))).toBe(
        SIGN_IN_LIMITS.codeByEmail.points,
      );
    }
  });

  test("one address cannot try e-mail after e-mail", async () => {
    const { points } = SIGN_IN_LIMITS.codeByAddress;
    expect(
      await passing(points + 20, (index) => spendCodeRequest(`e${index}@example.jp`, "203.0.113.5")),
    ).toBe(points);
  });

  test("tries of a code are counted over all browsers of an e-mail", async () => {
    const { points } = SIGN_IN_LIMITS.attemptByEmail;
    expect(
      await passing(points + 20, (index) => spendCodeEntry("guess@example.jp", `192.0.2.${index}`)),
    ).toBe(points);
  });

  test("what is counted names neither an e-mail nor an address", async () => {
    await spendCodeRequest("private@example.jp", "203.0.113.77");
    const rows = await sqlOfClient(poolFor("app"))<{ key: string }>("SELECT key FROM rate_limit");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows.map(({ key }) => key))).not.toMatch(/private|203\.0\.113/);
  });
});

test("a post of another origin is refused, whatever it claims besides (G21)", () => {
  const from = (headers: Record<string, string>) =>
    isCrossOrigin(new Headers({ host: "localhost:3000", ...headers }));
  expect(from({ origin: "https://evil.example" })).toBe(true);
  expect(from({ origin: "null" })).toBe(true);
  expect(from({ origin: "http://localhost:3000.evil.example" })).toBe(true);
  expect(from({ "sec-fetch-site": "cross-site" })).toBe(true);
  expect(from({ "sec-fetch-site": "same-site" })).toBe(true);
  expect(from({ origin: "http://localhost:3000", "sec-fetch-site": "same-origin" })).toBe(false);
  expect(from({ "sec-fetch-site": "none" })).toBe(false);
  expect(from({})).toBe(false);
});
