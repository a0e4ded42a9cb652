import type { Page } from "@playwright/test";
import {
  addOwner,
  companyShop,
  confirmAndSubmit,
  expectStep,
  type Owner,
  photograph,
  prefill,
  signUp,
  submit,
  uploadDocument,
} from "./apply-steps";
import { type Browsing, expect, freshEmail, give, mailWith, test } from "./fixtures";
import { approve, beginReview, openCase, recommend, returnItem } from "./review-steps";

const PHONE = { width: 390, locale: "ja" } as const;
const DESK = { width: 1280, locale: "ja" } as const;
const REASON = "有効期間の欄が読めません。明るい場所で撮り直してください。";

async function start(browsing: Browsing, entityType: "company" | "sole_proprietor"): Promise<void> {
  const { page, words } = browsing;
  await page.getByRole("button", { name: words("onboarding.start.action") }).click();
  await expectStep(browsing, "business");
  await page.getByRole("radio", { name: words(`onboarding.choice.${entityType}`) }).check();
}

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

const OWNERS: readonly Owner[] = [
  { name: "佐倉 花子", nameKana: "サクラ ハナコ", share: "60" },
  { name: "佐倉 太郎", nameKana: "サクラ タロウ", share: "40" },
];

/** Everything that this browser still held has reached the server. */
async function untilStored(page: Page): Promise<void> {
  const held = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("noren.apply")));
  await expect.poll(held, { timeout: 15_000 }).toEqual([]);
}

test("a sole proprietor on a phone loses nothing when the connection is cut in the middle", async ({
  browse,
}) => {
  const phone = await browse(PHONE);
  const { page, context, words } = phone;
  await signUp(phone, freshEmail("cut"));
  await start(phone, "sole_proprietor");
  await field(page, "business.tradeName").fill("喫茶とぎれ");
  await untilStored(page);

  await context.setOffline(true);
  await field(page, "business.phone").fill("03-1234-5678");
  await expect(page.getByText(words("onboarding.connection.offline"))).toBeVisible();
  // The screens go on without asking the server.
  await page.getByRole("button", { name: words("common.next"), exact: true }).click();
  await page.getByRole("button", { name: words("onboarding.later") }).click();
  await expectStep(phone, "representative");
  await field(page, "representative.name").fill("見本 二郎");
  await expect(page.getByText(words("onboarding.connection.kept", { count: 2 }))).toBeVisible();

  // The window is gone before there is reception again: what it held is still on the phone.
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto("/apply/representative");
  await expect(field(again, "representative.name")).toHaveValue("見本 二郎");
  await untilStored(again);

  const elsewhere = await browse(DESK);
  await elsewhere.context.addCookies(await context.cookies());
  await expect(async () => {
    await elsewhere.page.goto("/apply/business");
    await expect(field(elsewhere.page, "business.tradeName")).toHaveValue("喫茶とぎれ");
    await expect(field(elsewhere.page, "business.phone")).toHaveValue("03-1234-5678", { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
});

test("two windows edit one application: each sees the other's values, and a clash is settled by the person", async ({
  browse,
}) => {
  const one = await browse(DESK);
  const { words } = one;
  await signUp(one, freshEmail("tabs"));
  await start(one, "sole_proprietor");
  await field(one.page, "business.tradeName").fill("喫茶ふたつ");
  await untilStored(one.page);
  const other = await one.context.newPage();
  await other.goto("/apply/business");
  await expect(field(other, "business.tradeName")).toHaveValue("喫茶ふたつ");

  await field(one.page, "business.phone").fill("03-1234-5678");
  await expect(field(other, "business.phone")).toHaveValue("03-1234-5678");

  // The other window types while it cannot reach the server, and this one is faster.
  await other.route("**/api/trpc/**applications.save**", (route) => route.abort());
  await field(other, "business.tradeName").fill("喫茶みぎ");
  await field(one.page, "business.tradeName").fill("喫茶ひだり");
  await expect(other.getByText(words("onboarding.saveState.failed"))).toBeVisible();
  await other.unroute("**/api/trpc/**applications.save**");
  await expect(other.getByText(words("onboarding.conflict.theirs", { value: "喫茶ひだり" }))).toBeVisible({
    timeout: 15_000,
  });
  await other.getByRole("button", { name: words("onboarding.conflict.keepMine") }).click();
  await expect(field(one.page, "business.tradeName")).toHaveValue("喫茶みぎ");

  // And the way back comes by mail.
  await other.getByRole("button", { name: words("onboarding.leave.action"), exact: true }).click();
  await other.getByRole("button", { name: words("onboarding.leave.send") }).click();
  await expect(other.getByText(words("onboarding.leave.look"))).toBeVisible();
});

test("a company with two owners sends a returned licence again and is approved", async ({ browse }) => {
  test.setTimeout(180_000);
  const owner = await browse(DESK);
  const shop = companyShop(freshEmail("owners"), `さくらベーカリー ${process.pid}`);
  await signUp(owner, shop.email);
  await start(owner, "company");
  // The walk types all of it; this journey is about owners, the licence and its return.
  await prefill(owner, { "business.tradeName": shop.storeName, "store.mcc": "5462" });
  await owner.page.goto("/apply/representative");
  for (const [index, one] of OWNERS.entries()) await addOwner(owner, `${index + 1}`, one);
  await untilStored(owner.page);
  await owner.page.goto("/apply/documents");
  await uploadDocument(owner, shop, "register");
  await owner.page.goto("/apply/confirm");
  await declareAndBeRefused(owner);
  await upload(owner, "licence_food", "licence");
  await owner.page.goto("/apply/confirm");
  await submit(owner);

  const maker = await browse(DESK, "approver@demo.noren.example");
  await openCase(maker, shop.storeName);
  await beginReview(maker);
  await returnItem(maker, { name: maker.words("onboarding.document.licence_food"), reason: REASON });
  await mailWith(owner.page.request, shop.email, owner.words("news.title.application_returned"));
  await owner.page.goto("/apply");
  await expect(owner.page.getByText(REASON)).toBeVisible();
  await upload(owner, "licence_food", "clear");
  await owner.page.goto("/apply/confirm");
  await submit(owner);

  await openCase(maker, shop.storeName);
  await beginReview(maker);
  await recommend(maker);
  const checker = await browse(DESK, "approver2@demo.noren.example");
  await checker.page.goto(`${new URL(maker.page.url()).pathname}${new URL(maker.page.url()).search}`);
  await approve(checker);
});

/** The submission is refused naming the licence, with the way to its place. */
async function declareAndBeRefused(owner: Browsing): Promise<void> {
  const { page, words } = owner;
  await confirmAndSubmit(owner, { refused: true });
  const blockers = page.locator("#blockers");
  await expect(blockers).toContainText(words("onboarding.document.licence_food"));
  await expect(blockers.getByRole("link")).toHaveCount(1);
  await blockers.getByRole("link").click();
  await expect(
    page.getByRole("heading", { level: 1, name: words("onboarding.step.documents") }),
  ).toBeVisible();
  await expect(page).toHaveURL(/#f-document-licence_food$/);
}

async function upload({ page }: Browsing, kind: string, title: string): Promise<void> {
  await page.goto("/apply/documents");
  const file = { name: `${title}.jpg`, mimeType: "image/jpeg", buffer: await photograph(title) };
  const stored = page.waitForResponse(
    (answer) => answer.url().includes("/api/documents") && answer.request().method() === "POST",
  );
  await give(page.locator(`#f-document-${kind}`), file);
  expect((await stored).ok()).toBe(true);
  await expect(page.getByText(`${title}.jpg`)).toBeVisible();
}
