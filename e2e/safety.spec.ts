import type { APIResponse, Page } from "@playwright/test";
import { signUp } from "./apply-steps";
import { type Browsing, expect, freshEmail, type Locale, test, wordsOf } from "./fixtures";
import { openVoice, payAtPoster } from "./pay-steps";

const OWNER = "owner@demo.noren.example";
const PUBLIC_PAGES = [
  "/",
  "/signin",
  "/verify",
  "/inspect",
  "/p/AAAAAAAAAA",
  "/sandbox/wallet",
  "/sandbox/mailbox",
];
const MERCHANT_PAGES = ["/home", "/payments", "/payouts", "/codes", "/stores", "/team", "/settings"];
const OPERATOR_PAGES = [
  "/ops/review",
  "/ops/merchants",
  "/ops/network",
  "/ops/settlement",
  "/ops/staff",
  "/ops/audit",
];
const PRIVATE_PAGES = ["/apply", ...MERCHANT_PAGES, ...OPERATOR_PAGES];
const LOCALES: readonly Locale[] = ["ja", "en"];

test.describe("headers (G21)", () => {
  test("every public page has a strict policy with a fresh nonce and may not be framed", async ({
    request,
  }) => {
    for (const path of PUBLIC_PAGES) {
      const policy = expectHeaders(await request.get(path), path);
      expect(expectHeaders(await request.get(path), path), `${path} has a fresh nonce`).not.toBe(policy);
    }
  });

  test("every page of a merchant and of operations is kept by no cache", async ({ browse }) => {
    for (const [email, paths] of [
      [OWNER, MERCHANT_PAGES],
      ["admin@demo.noren.example", OPERATOR_PAGES],
    ] as const) {
      const { context } = await browse({ width: 1280, locale: "ja" }, email);
      for (const path of paths) {
        const answer = await context.request.get(path);
        expectHeaders(answer, path);
        expect(answer.headers()["cache-control"], path).toContain("no-store");
      }
    }
  });

  test("no page breaks its own policy", async ({ browse }) => {
    const { page } = await browse({ width: 1280, locale: "en" }, OWNER);
    const broken: string[] = [];
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) broken.push(`${page.url()}: ${message.text()}`);
    });
    for (const path of ["/", "/signin", "/home", "/payments", "/codes", "/sandbox/wallet"])
      await page.goto(path);
    expect(broken).toEqual([]);
  });
});

function expectHeaders(answer: APIResponse, path: string): string {
  const headers = answer.headers();
  const policy = headers["content-security-policy"] ?? "";
  expect(policy, path).toContain("frame-ancestors 'none'");
  expect(policy, path).toMatch(/script-src[^;]*'nonce-[\w+/=-]{16,}'/);
  expect(policy, path).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  expect(headers["strict-transport-security"], path).toMatch(/max-age=\d{8}/);
  expect(headers["x-content-type-options"], path).toBe("nosniff");
  return policy;
}

test.describe("who may come in", () => {
  test("posts of another origin are refused everywhere (G21)", async ({ browse }) => {
    const { context } = await browse({ width: 1280, locale: "en" }, OWNER);
    const unsigned = await context.request.post("/api/network/v1/payments/pushPayment", {
      headers: { origin: "https://evil.example" },
      data: {},
    });
    expect((await unsigned.json()).result.resultCode).toBe("INVALID_CLIENT");
    expect(unsigned.headers()).toMatchObject({
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    for (const path of [
      "/api/trpc/account.me",
      "/api/auth/signout",
      "/api/documents",
      "/api/changes/papers",
      "/api/disputes/evidence",
      "/api/imports?name=x.csv",
      "/api/settlement/network-reports?name=x.csv",
      "/p/AAAAAAAAAA",
      "/api/settlement/bank-files/x",
    ]) {
      const answer = await context.request.post(path, {
        headers: { origin: "https://evil.example" },
        form: { a: "1" },
      });
      expect(answer.status(), path).toBe(403);
    }
    expect((await context.request.get("/home", { maxRedirects: 0 })).status()).toBe(200);
  });

  test("private pages lead to the sign-in page and back", async ({ request }) => {
    for (const path of PRIVATE_PAGES) {
      const answer = await request.get(path, { maxRedirects: 0 });
      expect(answer.status(), path).toBe(307);
      const target = new URL(answer.headers().location ?? "", "http://localhost");
      expect([target.pathname, target.searchParams.get("next")], path).toEqual(["/signin", path]);
    }
  });
});

test.describe("a poster's page", () => {
  test("works without JavaScript from the wallet to the green screen, is heard at the till, and refuses once the code is revoked", async ({
    browse,
    browser,
    baseURL,
  }) => {
    const owner = await browse({ width: 1280, locale: "en" }, OWNER);
    const { code, storeName } = await addCode(owner);
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: "en-GB" });
    const shopper: Browsing = { ...owner, context, page: await context.newPage() };
    const url = `${baseURL}/p/${code}`;
    const till = await openVoice(owner, code);
    const first = await payAtPoster(shopper, { wallet: "ALIPAY_CN", url, storeName, yen: 980 });
    const second = await payAtPoster(shopper, { wallet: "ALIPAY_CN", url, storeName, yen: 981, slow: true });
    // The clerk who looks elsewhere hears each amount once, in the language of the till.
    const spoken = [
      { yen: "980", ...first },
      { yen: "981", ...second },
    ].map(({ yen, last4 }) =>
      owner.words("merchant.counter.spoken", { amount: yen, count: 4, last4: [...last4].join(" ") }),
    );
    await expect
      .poll(() => till.evaluate(() => Reflect.get(window, "said")))
      .toEqual(spoken.map((text) => `en: ${text}`));
    await revokeCode(owner, code);
    const answer = await shopper.page.goto(`/p/${code}`);
    expect(answer?.status()).toBeGreaterThanOrEqual(400);
    await expect(shopper.page.getByText(wordsOf("en")("shopper.refusal.code_invalid_do"))).toBeVisible();
    await context.close();
  });

  test("says in four languages what is wrong with an amount and keeps what was typed", async ({ browse }) => {
    const owner = await browse({ width: 390, locale: "en" }, OWNER);
    await owner.page.goto("/codes");
    const code = await firstCode(owner.page);
    for (const language of ["ja", "en", "zh", "ko"]) {
      await owner.page.goto(`/p/${code}?wallet=NOREN_JP&lang=${language}`);
      for (const typed of ["10.5", "0", "abc", "99999999"]) {
        const field = owner.page.locator("#amount");
        await field.fill(typed);
        await owner.page.locator("button.primary").click();
        await expect(owner.page.getByRole("alert")).toBeVisible();
        await expect(field).toHaveAttribute("aria-invalid", "true");
        // The keypad groups digits as it shows them.
        expect((await field.inputValue()).replaceAll(",", "")).toBe(typed);
      }
    }
  });
});

async function firstCode(page: Page): Promise<string> {
  const href = await page.locator('a[href*="/poster.pdf"]').first().getAttribute("href");
  return /\/api\/codes\/([0-9A-Z]{10})\//.exec(href ?? "")?.[1] ?? "";
}

/** Makes a code for one more till. @returns the code and the name that shoppers read on its page */
async function addCode({ page, words }: Browsing): Promise<{ code: string; storeName: string }> {
  const posters = page.locator('a[href*="/poster.pdf?format=a4"]');
  const hrefs = () => posters.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  await page.goto("/codes");
  await expect(posters.first()).toBeVisible();
  const before = await hrefs();
  await page.getByRole("button", { name: words("codes.add") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("codes.addCounter")).fill("Terrace");
  await dialog.getByRole("button", { name: words("codes.addConfirm") }).click();
  await expect(dialog).toBeHidden();
  await expect(posters).toHaveCount(before.length + 1);
  const added = (await hrefs()).find((href) => !before.includes(href)) ?? "";
  const code = /\/api\/codes\/([0-9A-Z]{10})\//.exec(added)?.[1] ?? "";
  const alt = (await page.locator(`img[src="/api/codes/${code}/symbol.svg"]`).getAttribute("alt")) ?? "";
  const [head = "", tail = ""] = words("codes.symbolOf", { store: "|" }).split("|");
  return { code, storeName: alt.slice(head.length, alt.length - tail.length) };
}

async function revokeCode({ page, words }: Browsing, code: string): Promise<void> {
  const card = page
    .locator("div")
    .filter({ has: page.locator(`a[href*="/api/codes/${code}/"]`) })
    .filter({ has: page.getByRole("button", { name: words("codes.revoke"), exact: true }) })
    .last();
  await card.getByRole("button", { name: words("codes.revoke"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: words("codes.revokeConfirm") }).click();
  await expect(dialog).toBeHidden();
}

test.describe("bad input is answered at the field, in the reader's language, and nothing typed is lost (G28)", () => {
  for (const locale of LOCALES) {
    test(`the sign-in page, ${locale}`, async ({ browse }) => {
      const { page, words } = await browse({ width: 390, locale });
      await page.goto("/signin");
      const email = page.getByLabel(words("identity.signIn.email"));
      await email.fill("taro@example");
      await page.getByRole("button", { name: words("identity.signIn.send"), exact: true }).click();
      await expect(page.getByText(words("identity.signIn.emailInvalid"))).toBeVisible();
      await expect(email).toHaveValue("taro@example");
      await email.fill(freshEmail("typist"));
      await page.getByRole("button", { name: words("identity.signIn.send"), exact: true }).click();
      const code = page.getByLabel(words("identity.signIn.code"));
      await code.fill("12 34");
      await page.getByRole("button", { name: words("identity.signIn.enter"), exact: true }).click();
      await expect(page.getByText(words("identity.signIn.codeInvalid"))).toBeVisible();
    });

    test(`the application, ${locale}`, async ({ browse }) => {
      const applicant = await browse({ width: 390, locale });
      await signUp(applicant, freshEmail("slips"));
      await expectSlips(applicant);
    });

    test(`the refund, ${locale}`, async ({ browse }) => {
      const { page, words } = await browse({ width: 390, locale }, OWNER);
      await page.goto("/payments");
      await page.getByRole("main").locator('a[href^="/payments/pay_"]').first().click();
      await page.getByRole("button", { name: words("payments.refund.open"), exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("radio", { name: words("payments.refund.partial") }).check();
      const amount = dialog.getByLabel(words("payments.refund.amount"));
      for (const [typed, complaint] of [
        ["", words("payments.refund.amountRequired")],
        ["10.5", words("payments.refund.amountInvalid")],
        ["-5", words("payments.refund.amountInvalid")],
        ["9999999", words("payments.refund.amountTooMuch", { remaining: "|" }).split("|")[1] ?? ""],
      ] as const) {
        await amount.fill(typed);
        await dialog.locator("button[type=submit]").click();
        await expect(dialog.getByText(complaint)).toBeVisible();
        await expect(amount).toHaveAttribute("aria-invalid", "true");
        await expect(amount).toHaveValue(typed);
      }
    });
  }
});

/** One slip on each kind of field; every one is named in words under its label and stays as it was typed. */
async function expectSlips({ page, words }: Browsing): Promise<void> {
  const issue = (name: Parameters<typeof words>[0]) => page.getByText(words(name));
  await page.getByRole("button", { name: words("onboarding.start.action") }).click();
  await expect(page).toHaveURL(/\/apply\/business/);
  await page.getByRole("radio", { name: words("onboarding.choice.company") }).check();
  const slips = [
    ["business.legalNameKana", "漢字", "onboarding.issue.kana"],
    ["business.corporateNumber", "7000012050003", "onboarding.issue.corporate_number_check"],
    ["business.postalCode", "150", "onboarding.issue.postal_code"],
    ["business.phone", "12", "onboarding.issue.phone"],
    ["business.contactEmail", "taro@", "onboarding.issue.email"],
    ["business.invoiceNumber", "123", "onboarding.issue.invoice_form"],
  ] as const;
  for (const [name, typed, complaint] of slips) {
    const field = page.locator(`[name="${name}"]`);
    await field.fill(typed);
    await field.blur();
    await expect(issue(complaint)).toBeVisible();
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
  await page.getByRole("button", { name: words("common.next"), exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\d/ })).toBeVisible();
  await expect(page).toHaveURL(/\/apply\/business/);
  await expect(page.getByRole("status").filter({ hasText: /\d\d:\d\d/ })).toBeVisible();
  await page.reload();
  for (const [name, typed] of slips) await expect(page.locator(`[name="${name}"]`)).toHaveValue(typed);
}
