import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestBed, type TestBed } from "../test-bed";
import { type MailSink, startMailSink } from "./jobs";

let bed: TestBed;
let sink: MailSink;
beforeAll(async () => {
  bed = await startTestBed();
  sink = await startMailSink(bed.deps, 0);
  const transport = createTransport(`smtp://127.0.0.1:${sink.port}`);
  await transport.sendMail({
    from: "Noren <no-reply@noren.invalid>",
    to: "Owner@Example.jp",
    subject: "サインインのコード",
    text: "コード: 482193\n10分間有効です。",
    html: '<p>コード: <b>482193</b></p><script>alert("x")</script>',
  });
  await transport.sendMail({
    from: "no-reply@noren.invalid",
    to: "clerk@example.jp",
    subject: "招待",
    text: "お店に招待されました。",
  });
  transport.close();
});
afterAll(async () => {
  await sink.stop();
  await bed.stop();
});

const json = async (to: string): Promise<Record<string, string>[]> =>
  (await fetch(`${bed.origin}/sandbox/mailbox.json?to=${encodeURIComponent(to)}`)).json();

describe("the mail sink", () => {
  it("keeps every mail, found by its recipient whatever the case, with its code", async () => {
    expect(await json("owner@example.JP")).toEqual([
      {
        id: expect.any(String),
        to: "owner@example.jp",
        from: expect.stringContaining("no-reply@noren.invalid"),
        subject: "サインインのコード",
        text: expect.stringContaining("10分間有効です。"),
        receivedAt: "2026-11-22T06:00:00.000Z",
        code: "482193",
      },
    ]);
    const [invitation] = await json("clerk@example.jp");
    expect(invitation).not.toHaveProperty("code");
    expect(await json("nobody@example.jp")).toEqual([]);
  });

  it("lists mails newest first on a page with the SANDBOX mark", async () => {
    const page = await (await fetch(`${bed.origin}/sandbox/mailbox`)).text();
    expect(page).toContain("SANDBOX");
    expect(page.indexOf("招待")).toBeLessThan(page.indexOf("サインインのコード"));
  });

  it("shows HTML in a frame that may run nothing, escaped on the page itself", async () => {
    const [mail] = await json("owner@example.jp");
    const answer = await fetch(`${bed.origin}/sandbox/mailbox/${mail?.id}`);
    const page = await answer.text();
    expect(page).toContain("<iframe sandbox ");
    expect(page).not.toContain("<script>alert");
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  });

  it("a mail that does not exist is not found", async () => {
    expect((await fetch(`${bed.origin}/sandbox/mailbox/999999`)).status).toBe(404);
    expect((await fetch(`${bed.origin}/sandbox/mailbox/x`)).status).toBe(404);
  });
});
