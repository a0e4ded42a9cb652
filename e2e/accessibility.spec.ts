import { mkdirSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type Browsing, expect, HEIGHTS, type Look, signInByCode, test } from "./fixtures";
import {
  askedPrivacy,
  begunChange,
  endpoint,
  linkOn,
  ownDispute,
  pageOfStatement,
  someDispute,
} from "./prepared-pages";

type Place = { readonly name: string; readonly path: string | ((page: Page) => Promise<string>) };

const PUBLIC: readonly Place[] = [
  { name: "public", path: "/" },
  { name: "signin", path: "/signin" },
  { name: "invite", path: `/invite/${"x".repeat(43)}` },
  { name: "verify", path: "/verify" },
  { name: "inspect", path: "/inspect" },
  ...["terms", "privacy", "commerce"].map((text) => ({
    name: `legal-${text}`,
    path: `/legal/${text}`,
  })),
  { name: "docs-api", path: "/docs/api" },
  { name: "wallet", path: "/sandbox/wallet" },
  { name: "mailbox", path: "/sandbox/mailbox" },
  { name: "not-found", path: "/nowhere" },
];

const MERCHANT: readonly Place[] = [
  { name: "home", path: "/home" },
  { name: "payments", path: "/payments" },
  { name: "payment", path: linkOn("/payments", 'main a[href^="/payments/pay_"]') },
  { name: "dispute", path: ownDispute },
  { name: "disputes", path: "/payments/disputes" },
  { name: "payouts", path: "/payouts" },
  { name: "statement", path: linkOn("/payouts", 'main a[href^="/payouts/stm_"]') },
  { name: "payout-dates", path: "/payouts/dates" },
  { name: "statement-lines", path: pageOfStatement("/lines") },
  { name: "statement-line", path: pageOfStatement("/lines/1") },
  { name: "statement-stores", path: pageOfStatement("/stores") },
  { name: "codes", path: "/codes" },
  { name: "code", path: linkOn("/codes", 'main h2 a[href^="/codes/"]') },
  { name: "orders", path: "/codes/orders" },
  { name: "code-print", path: "/codes/print" },
  { name: "stores", path: "/stores" },
  { name: "store-areas", path: "/stores/areas" },
  { name: "store-payout-groups", path: "/stores/payout-groups" },
  { name: "store-import", path: "/stores/import" },
  { name: "team", path: "/team" },
  { name: "inbox", path: "/inbox" },
  { name: "settings", path: "/settings" },
  { name: "changes", path: "/settings/changes" },
  { name: "change", path: begunChange },
  { name: "keys", path: "/settings/keys" },
  { name: "webhook", path: endpoint },
  { name: "webhooks", path: "/settings/webhooks" },
  { name: "counter", path: linkOn("/stores", 'main a[href^="/counter/"]') },
];

const OPERATOR: readonly Place[] = [
  { name: "ops-review", path: "/ops/review" },
  { name: "ops-case", path: linkOn("/ops/review", 'main a[href*="id=app_"]') },
  { name: "ops-changes", path: "/ops/review/changes" },
  { name: "ops-privacy", path: "/ops/privacy" },
  { name: "ops-privacy-request", path: askedPrivacy },
  { name: "ops-work", path: "/ops/work" },
  { name: "ops-risk", path: "/ops/risk" },
  { name: "ops-dispute", path: someDispute },
  { name: "ops-disputes", path: "/ops/risk/disputes" },
  { name: "ops-limits", path: "/ops/risk/limits" },
  { name: "ops-stopped", path: "/ops/risk/stopped" },
  { name: "ops-staff", path: "/ops/staff" },
  { name: "ops-audit", path: "/ops/audit" },
  { name: "ops-audit-event", path: linkOn("/ops/audit", 'main a[href^="/ops/audit/aud_"]') },
  { name: "ops-account", path: "/ops/account" },
];

const FINANCE: readonly Place[] = [
  {
    name: "ops-terms-of-merchant",
    path: async (page) =>
      `${await linkOn("/ops/merchants", 'main a[href^="/ops/merchants/mer_"]')(page)}/terms`,
  },
  { name: "ops-terms", path: "/ops/settlement/terms" },
  { name: "ops-calendar", path: "/ops/settlement/calendar" },
  { name: "ops-holds", path: "/ops/settlement/holds" },
  { name: "ops-settlement", path: "/ops/settlement" },
  { name: "ops-run", path: linkOn("/ops/settlement", 'main a[href^="/ops/settlement/run_"]') },
  { name: "ops-reconciliation", path: "/ops/reconciliation" },
  { name: "ops-clearing-days", path: "/ops/reconciliation/days" },
  { name: "ops-network-money", path: "/ops/reconciliation/money" },
  { name: "ops-network-reports", path: "/ops/reconciliation/reports" },
  { name: "ops-inbox", path: "/ops/inbox" },
  { name: "ops-books", path: "/ops/books" },
  { name: "ops-books-account", path: "/ops/books/account" },
];

const PARTNERS: readonly Place[] = [
  { name: "ops-merchants", path: "/ops/merchants" },
  { name: "ops-merchant", path: linkOn("/ops/merchants", 'main a[href^="/ops/merchants/mer_"]') },
  { name: "ops-network", path: "/ops/network" },
  { name: "ops-printing", path: "/ops/printing" },
  { name: "ops-imports", path: "/ops/imports" },
  { name: "ops-brands", path: "/ops/brands" },
  { name: "ops-codes", path: "/ops/codes" },
  { name: "ops-registrations", path: "/ops/registrations" },
];

const APPLY: readonly Place[] = [
  "",
  "business",
  "representative",
  "store",
  "sales",
  "bank",
  "documents",
  "confirm",
].map((step) => ({ name: `apply-${step || "start"}`, path: `/apply/${step}` }));

/** Each language at the width at which axe reads its pages; the other width is looked at as well. */
const OPERATOR_LOOKS: readonly Look[] = [
  { width: 390, locale: "ja" },
  { width: 1280, locale: "en" },
];
const READER_LOOKS: readonly Look[] = [
  ...OPERATOR_LOOKS,
  { width: 390, locale: "ko" },
  { width: 1280, locale: "zh" },
];

const SIDES = [
  { side: "public pages", looks: READER_LOOKS, places: PUBLIC, email: undefined },
  { side: "the merchant's pages", looks: READER_LOOKS, places: MERCHANT, email: "owner@demo.noren.example" },
  {
    side: "the pages of operations",
    looks: OPERATOR_LOOKS,
    places: OPERATOR,
    email: "admin@demo.noren.example",
  },
  {
    side: "the pages of finance",
    looks: OPERATOR_LOOKS,
    places: FINANCE,
    email: "finance@demo.noren.example",
  },
  {
    side: "the pages of partner managers",
    looks: OPERATOR_LOOKS,
    places: PARTNERS,
    email: "network@demo.noren.example",
  },
] as const;

for (const { side, looks, places, email } of SIDES) {
  for (const look of looks) {
    test(`${side} are readable by everyone at ${look.width} px, ${look.locale}`, async ({ browse }) => {
      test.setTimeout(360_000);
      await expectReadable(await browse(look, email), places);
    });
  }
}

for (const look of READER_LOOKS) {
  test(`the application is readable by everyone at ${look.width} px, ${look.locale}`, async ({ browse }) => {
    test.setTimeout(180_000);
    const applicant = await browse(look, `reader-${look.width}-${look.locale}-${process.pid}@example.jp`);
    await applicant.page.goto("/apply");
    await applicant.page.getByRole("button", { name: applicant.words("onboarding.start.action") }).click();
    await expect(applicant.page).toHaveURL(/\/apply\/business/);
    await expectReadable(applicant, APPLY);
  });
}

test("the second factor, and a merchant as support sees it, are readable by everyone", async ({ browse }) => {
  const staff = await browse({ width: 390, locale: "en" });
  await signInByCode(staff.context, "risk@demo.noren.example");
  await expectReadable(staff, [{ name: "second-factor", path: "/signin/second-factor" }]);
  const support = await browse({ width: 1280, locale: "ja" }, "support@demo.noren.example");
  const { page, words } = support;
  const merchant = await linkOn("/ops/merchants", 'main a[href^="/ops/merchants/mer_"]')(page);
  await page.goto(merchant);
  await page.getByRole("button", { name: words("ops.viewing.view") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("入金についてのお問い合わせ");
  await dialog.getByRole("button", { name: words("ops.viewing.start") }).click();
  await expect(page).toHaveURL(/\/home/);
  await expectReadable(support, [
    { name: "viewing-home", path: "/home" },
    { name: "viewing-payments", path: "/payments" },
  ]);
  expect((await page.request.post("/api/trpc/viewing.end", { data: {} })).ok()).toBe(true);
});

test("the shopper's page is readable by everyone in four languages", async ({ browse }) => {
  const shopper = await browse({ width: 390, locale: "en" }, "owner@demo.noren.example");
  const href = await linkOn("/codes", 'a[href*="/poster.pdf"]')(shopper.page);
  const code = /\/api\/codes\/([0-9A-Z]{10})\//.exec(href)?.[1] ?? "";
  const places = ["ja", "en", "zh", "ko"].flatMap((language) => [
    { name: `shopper-${language}`, path: `/p/${code}?wallet=&lang=${language}` },
    { name: `shopper-refusal-${language}`, path: `/p/AAAAAAAAAA?lang=${language}` },
  ]);
  await expectReadable(shopper, places);
});

/** What a window of 1280 px holds at 200 %. */
const ZOOMED = 640;

/** Whether anything is wider than the window, and by how much. Charts are drawn anew a moment after it has changed. */
async function tooWide(page: Page): Promise<string[]> {
  const settled = page.waitForFunction(
    () => document.documentElement.scrollWidth <= window.innerWidth,
    undefined,
    { timeout: 3_000, polling: 100 },
  );
  if (
    await settled.then(
      () => true,
      () => false,
    )
  )
    return [];
  const [by = 0, width = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth - window.innerWidth,
    window.innerWidth,
  ]);
  return by > 0 ? [`${by} px wider than a window of ${width} px`] : [];
}

/** No serious finding of axe, nothing wider than either window or than one at 200 %, and, where SCREENSHOTS names a folder, pictures. */
async function expectReadable({ page, look, words }: Browsing, places: readonly Place[]): Promise<void> {
  const findings: string[] = [];
  for (const { name, path } of places) {
    const address = typeof path === "string" ? path : await path(page);
    await page.goto(address);
    await expect(page.getByRole("main").first()).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(page.getByText(words("errors.not_permitted"))).toHaveCount(0);
    findings.push(...(await seriousOn(page)).map((finding) => `${name}: ${finding}`));
    await page.setViewportSize({ width: ZOOMED, height: HEIGHTS[1280] });
    findings.push(...(await tooWide(page)).map((finding) => `${name}: ${finding}`));
    for (const width of [other(look.width), look.width]) {
      await page.setViewportSize({ width, height: HEIGHTS[width] });
      findings.push(...(await tooWide(page)).map((finding) => `${name}: ${finding}`));
      await keepPicture(page, name, { ...look, width });
    }
  }
  expect(findings).toEqual([]);
}

/** What axe finds serious or critical on a page. In its own page it needs no second one to add the findings up. */
async function seriousOn(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => {
      const places = nodes.slice(0, 3).map(({ target }) => target.join(" "));
      return `${id} at ${places.join(" | ")}`;
    });
}

function other(width: Look["width"]): Look["width"] {
  return width === 390 ? 1280 : 390;
}

async function keepPicture(page: Page, name: string, look: Look): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${look.width}-${look.locale}.png`), fullPage: true });
}
