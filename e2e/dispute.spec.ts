import { mkdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { type Browsing, expect, test } from "./fixtures";
import { payAtPoster } from "./pay-steps";

const OWNER = "owner@demo.noren.example";
const RISK = "risk@demo.noren.example";

/** Where SCREENSHOTS names a folder, a picture of the whole screen. */
async function picture({ page, look }: Browsing, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({
    path: join(folder, `${name}-${look.width}-${look.locale}.png`),
    fullPage: true,
  });
}

test("a shopper's dispute reaches the shop, is answered with a paper, and operations see the answer", async ({
  browse,
}) => {
  const owner = await browse({ width: 390, locale: "ja" }, OWNER);
  const { page, words } = owner;
  await page.goto("/codes");
  const poster = await page.locator('a[href*="/poster.pdf"]').first().getAttribute("href");
  const [, code = ""] = /\/api\/codes\/([0-9A-Z]{10})\//.exec(poster ?? "") ?? [];
  const storeName = await shopNameOf(owner, code);
  const shopper = await browse({ width: 390, locale: "ja" });
  const url = new URL(`/p/${code}`, page.url()).toString();
  const paid = await payAtPoster(shopper, { wallet: "NOREN_JP", url, storeName, yen: 1_280 });

  // The wallet's receipt is where a shopper objects.
  await shopper.page.goto("/sandbox/wallet");
  await shopper.page.locator('a[href^="/sandbox/wallet/receipt/"]').first().click();
  await shopper.page.locator("summary").click();
  await shopper.page.locator('form[action="/sandbox/disputes"] button').click();

  const notice = page.getByText(words("disputes.waitingWhy"));
  await expect(async () => {
    await page.goto("/payments");
    await expect(notice).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await page.getByRole("link", { name: words("disputes.open") }).click();
  await picture(owner, "disputes");
  await page.getByRole("link", { name: words("disputes.payment", { last4: paid.last4 }) }).click();
  await expect(page.getByText(words("disputes.money.opened"))).toBeVisible();
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name: "receipt.jpg",
      mimeType: "image/jpeg",
      buffer: await sharp({ create: { width: 600, height: 800, channels: 3, background: "#eee" } })
        .jpeg()
        .toBuffer(),
    });
  const kind = words("disputes.evidence.kinds.receipt");
  await expect(
    page.getByRole("img", { name: words("disputes.evidence.page", { name: kind, page: 1 }) }),
  ).toBeVisible();
  await page.getByLabel(words("disputes.answer.text")).fill("11月22日15時に店頭でお渡ししました。");
  await picture(owner, "dispute");
  await page.getByRole("button", { name: words("disputes.answer.send") }).click();
  await expect(page.getByText(words("disputes.state.answered"))).toBeVisible();

  const risk = await browse({ width: 1280, locale: "en" }, RISK);
  await risk.page.goto("/ops/risk/disputes?state=answered");
  await risk.page.getByRole("link", { name: paid.last4, exact: true }).click();
  await expect(risk.page.getByText("11月22日15時に店頭でお渡ししました。")).toBeVisible();
  await picture(risk, "ops-dispute");
});

/** The name that the shopper's page shows for a code. */
async function shopNameOf({ page }: Browsing, code: string): Promise<string> {
  const shop = await page.context().newPage();
  await shop.goto(`/p/${code}`);
  const name = (await shop.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await shop.close();
  return name.trim();
}
