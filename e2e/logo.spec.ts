import sharp from "sharp";
import { expect, give, test } from "./fixtures";
import { ownCode } from "./network-steps";

const OWNER = "owner@demo.noren.example";

test("a logo is chosen, seen, shown to the shopper and taken away again, also on a slow line", async ({
  browse,
}) => {
  const owner = await browse({ width: 390, locale: "ja" }, OWNER);
  const { page, words } = owner;
  const code = await ownCode(page);
  const logo = page.getByRole("img", { name: words("merchant.settings.logo.shown") });
  const choose = page.getByLabel(words("merchant.settings.logo.choose")).filter({ visible: true });

  await page.goto("/settings");
  await give(choose, { name: "logo.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await expect(page.getByText(words("merchant.settings.logo.unreadable"), { exact: true })).toBeVisible();

  // The page stands there, and nothing of it is alive yet: what would be lost cannot be chosen.
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("/settings", { waitUntil: "commit" });
  await expect(choose).toBeDisabled();
  arrive();
  await give(choose, { name: "logo.png", mimeType: "image/png", buffer: await picture() });
  await expect(logo).toBeVisible();
  await expect(page.getByText(words("merchant.settings.logo.saved"), { exact: true })).toBeVisible();

  const shopper = await browse({ width: 390, locale: "ja" });
  await shopper.page.goto(`/p/${code}?wallet=NOREN_JP`);
  const shown = shopper.page.locator('img[src*="/logo?"]');
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image) => Reflect.get(image, "naturalWidth"))).toBeGreaterThan(0);

  await page.getByRole("button", { name: words("merchant.settings.logo.remove") }).click();
  await expect(logo).toHaveCount(0);
  await shopper.page.reload();
  await expect(shown).toHaveCount(0);
});

/** Larger than what is sent, and not square. */
function picture(): Promise<Buffer> {
  return sharp({ create: { width: 900, height: 600, channels: 3, background: "#b93a20" } })
    .png()
    .toBuffer();
}
