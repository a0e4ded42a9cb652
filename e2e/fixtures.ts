import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type APIRequestContext,
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { createTranslator } from "next-intl";
import { screenMessagesOf } from "@/messages/messages";

export type Locale = "ja" | "en" | "zh" | "ko";

/** How a browser of a journey is held: width, language. */
export type Look = { readonly width: 390 | 1280; readonly locale: Locale };

/** The four ways in which every screen is used: a phone and a desktop, in Japanese and in English. */
export const LOOKS: readonly Look[] = [
  { width: 390, locale: "ja" },
  { width: 390, locale: "en" },
  { width: 1280, locale: "ja" },
  { width: 1280, locale: "en" },
];

export const HEIGHTS = { 390: 844, 1280: 800 } as const;
const LANGUAGE_TAGS = { ja: "ja-JP", en: "en-GB", zh: "zh-CN", ko: "ko-KR" } as const;
const SESSION_TAIL = "next-auth.session-token";

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly code?: string;
};

/** One browser of one person: a context of its own, so that cookies and storage are nobody else's. */
export type Browsing = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly words: Words;
  readonly look: Look;
};

export type Words = ReturnType<typeof wordsOf>;

/** The product's own words, so that a journey presses what people read. */
export function wordsOf(locale: Locale) {
  return createTranslator({ locale, messages: screenMessagesOf(locale) });
}

type Fixtures = {
  /** Opens a browser; a person's e-mail signs it in. All of them close when the test ends. */
  readonly browse: (look: Look, email?: string) => Promise<Browsing>;
};

export const test = base.extend<Fixtures>({
  browse: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (look, email) => {
      const context = await browser.newContext({
        baseURL,
        viewport: { width: look.width, height: HEIGHTS[look.width] },
        locale: LANGUAGE_TAGS[look.locale],
        timezoneId: "Asia/Tokyo",
        hasTouch: look.width === 390,
        acceptDownloads: true,
      });
      contexts.push(context);
      await context.addCookies([{ name: "noren_locale", value: look.locale, url: baseURL ?? "" }]);
      if (email !== undefined) await signIn(context, email);
      return { context, page: await context.newPage(), words: wordsOf(look.locale), look };
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

/** Mails to an address, newest first. */
export async function mailsTo(request: APIRequestContext, email: string): Promise<Mail[]> {
  return (await request.get(`/sandbox/mailbox.json?to=${encodeURIComponent(email)}`)).json();
}

/** The newest mail to an address whose subject is this one; mail arrives a moment after the page has answered. */
export async function mailWith(request: APIRequestContext, email: string, subject: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(request, email)).find((mail) => mail.subject.includes(subject));
        return found?.subject;
      },
      { message: `mail "${subject}" to ${email}`, timeout: 15_000 },
    )
    .toContain(subject);
  if (!found) throw new Error(`no mail "${subject}"`);
  return found;
}

/** The code of the newest mail to an address that is not one of those seen before. */
export async function codeFor(
  request: APIRequestContext,
  email: string,
  seen: readonly (string | undefined)[] = [],
): Promise<string> {
  let code: string | undefined;
  await expect
    .poll(async () => {
      const mails = await mailsTo(request, email);
      code = mails.map((mail) => mail.code).find((one) => one !== undefined && !seen.includes(one));
      return code;
    })
    .toMatch(/^\d{6}$/);
  return code ?? "";
}

const DEMO_DOMAIN = "@demo.noren.example";
// Demo people sign in many times during a run: each of them keeps one session.
const sessions = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

/**
 * Signs a person in and keeps the session for the next browser. The demo's people come in by `noren session`, since
 * codes are limited to a few in a quarter of an hour; everybody else by the code of the mail.
 */
export async function signIn(context: BrowserContext, email: string): Promise<void> {
  const known = sessions.get(email);
  if (known) {
    await context.addCookies(known);
    return;
  }
  if (email.endsWith(DEMO_DOMAIN)) await openDemoSession(context, email);
  else await signInByCode(context, email);
  const cookies = (await context.cookies()).filter(({ name }) => name.endsWith(SESSION_TAIL));
  expect(cookies).toHaveLength(1);
  sessions.set(email, cookies);
}

async function openDemoSession(context: BrowserContext, email: string): Promise<void> {
  const [name = "", value = ""] = (await runNoren(["session", email])).split(/=(.*)/s);
  await context.addCookies([
    { name, value, url: process.env.E2E_URL ?? "", httpOnly: true, sameSite: "Lax" },
  ]);
}

/** Signs in by the code of a mail, and no further: whoever has a second factor still owes it. */
export async function signInByCode({ request }: BrowserContext, email: string): Promise<void> {
  const before = (await mailsTo(request, email)).map((mail) => mail.code);
  expect((await request.post("/api/auth/signin/email", { form: { email } })).ok()).toBe(true);
  const code = await codeFor(request, email, before);
  expect((await request.post("/api/auth/callback/email", { form: { email, code } })).ok()).toBe(true);
}

/** The folder of the running system: its keys, its logs, its process ids. */
export function dataDir(): string {
  const folder = process.env.E2E_DATA_DIR;
  if (!folder) throw new Error("E2E_DATA_DIR names the folder of the running system.");
  return folder;
}

/** What the running system says about itself. */
export function runtime(): { readonly processes: { readonly web: number; readonly worker: number } } {
  return JSON.parse(readFileSync(join(dataDir(), "runtime.json"), "utf8"));
}

/** Runs a command of `noren` against the running system. @returns its JSON answer */
export async function noren(...args: readonly string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await runNoren([...args, "--json"]));
}

async function runNoren(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "server/cli.ts", ...args],
    // Outside production and tests the command line reads what the running system left for it in its folder.
    { env: { ...process.env, DATA_DIR: dataDir(), NODE_ENV: "development" }, encoding: "utf8" },
  );
  return stdout.trim();
}

/** Both books agree with themselves: every entry of the ledger and every link of the audit chain. */
export async function expectSoundBooks(): Promise<void> {
  expect(await noren("ledger", "check")).toMatchObject({ ok: true, problems: [] });
  expect(await noren("audit", "verify")).toMatchObject({ ok: true, firstBroken: null });
}

/** An e-mail address that nobody has used yet. */
export function freshEmail(name: string): string {
  return `${name}-${process.pid}-${Date.now().toString(36)}@example.jp`;
}

/** The yen in a text of a screen: "−¥1,780" is -1780. */
export function yenIn(text: string): number {
  const [, minus, digits] = /([−-]?)\s*¥\s*([\d,]+)/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`no yen in "${text}"`);
  return Number(digits.replaceAll(",", "")) * (minus ? -1 : 1);
}

/** Chooses files in a field as a person does: once it is seen and can be pressed. */
export async function give(field: Locator, files: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
  // While a page arrives, what it is about to show stands in it a second time, hidden.
  const seen = field.filter({ visible: true });
  await expect(seen).toBeEnabled();
  await seen.setInputFiles(files);
}
