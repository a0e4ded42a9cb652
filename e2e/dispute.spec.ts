import sharp from "sharp";
import { expect, give, test } from "./fixtures";
import { ownCode, pushByWallet } from "./network-steps";

const OWNER = "owner@demo.noren.example";
const RISK = "risk@demo.noren.example";
const ANSWER = "11月22日15時に店頭でお渡ししました。";

test("a shopper's dispute reaches the shop, is answered with a paper, and operations see the answer", async ({
  browse,
}) => {
  test.setTimeout(120_000);
  const owner = await browse({ width: 390, locale: "ja" }, OWNER);
  const { page, words } = owner;
  const { networkId } = await pushByWallet(page, { code: await ownCode(page), yen: 1_280 });
  const objected = await page.request.post("/sandbox/disputes", { form: { payment: networkId } });
  expect(objected.ok()).toBe(true);

  const notice = page.getByText(words("disputes.waitingWhy"));
  await expect(async () => {
    await page.goto("/payments");
    await expect(notice).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await page.getByRole("link", { name: words("disputes.open") }).click();
  // The wallet began it, so that its own number is what the shopper sees.
  const last4 = networkId.slice(-4);
  await page.getByRole("link", { name: words("disputes.payment", { last4 }) }).click();
  await expect(page.getByText(words("disputes.money.opened"))).toBeVisible();
  await give(page.locator("input[type=file]").first(), {
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
  await page.getByRole("textbox", { name: words("disputes.answer.text") }).fill(ANSWER);
  await page.getByRole("button", { name: words("disputes.answer.send") }).click();
  await expect(page.getByText(words("disputes.state.answered"))).toBeVisible();

  const risk = await browse({ width: 1280, locale: "en" }, RISK);
  await risk.page.goto("/ops/risk/disputes?state=answered");
  await risk.page.getByRole("link", { name: last4, exact: true }).click();
  await expect(risk.page.getByText(ANSWER)).toBeVisible();
});
