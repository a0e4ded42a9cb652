import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { type Browsing, expect, noren, test } from "./fixtures";

const DESK = { width: 1280, locale: "ja" } as const;
const MANAGER = "network@demo.noren.example";
const DEMO_SHOP = "さくらマート";
const STOPPED = 40;
const REASON = "名義の確認のため";

test("a network manager finds a shop, stops forty, plans the target and takes the weekly report along", async ({
  browse,
}) => {
  test.setTimeout(240_000);
  const desk = await browse(DESK, MANAGER);
  await findsTheShop(desk);
  await goesByKeyboard(desk);
  const stopped = await stopsForty(desk);
  await refusesPayments(desk, stopped);
  await takesItBack(desk);
  await plansAndReports(desk);
});

/** By half of its reading, in half-width kana, and by its phone with and without hyphens. */
async function findsTheShop({ page }: Browsing): Promise<void> {
  await page.goto("/ops/merchants");
  for (const text of ["さくらま", "ｻｸﾗﾏｰﾄ", "03-1234-5678", "0312345678"]) {
    await page.locator("#merchant-text").fill(text);
    await page.locator("#merchant-text").press("Enter");
    await expect(page).toHaveURL(new RegExp(`text=${encodeURIComponent(text)}`));
    const first = page.locator("tbody tr").first();
    await expect(first).toContainText(DEMO_SHOP);
  }
}

/** To the search, along the list, a mark on and off, and into a merchant, without a pointer. */
async function goesByKeyboard({ page, words }: Browsing): Promise<void> {
  await page.goto("/ops/merchants?state=active");
  await expect(page.locator("tr[aria-current]")).toHaveCount(1);
  const second = page.locator("tbody tr").nth(1);
  await page.keyboard.press("j");
  await expect(second).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("x");
  await expect(page.getByText(words("directory.bulk.chosen", { count: 1 }))).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.getByText(words("directory.bulk.chosen", { count: 0 }))).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.locator("#merchant-text")).toBeFocused();
  await page.keyboard.type(DEMO_SHOP);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/text=/);
  await expect(page.locator("tr[aria-current]")).toContainText(DEMO_SHOP);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/ops\/merchants\/mer_/);
}

/** Marks forty shops that are open, says why, and reads what became of each. @returns one of them */
async function stopsForty({ page, words }: Browsing): Promise<string> {
  await page.goto("/ops/merchants?state=active");
  const rows = page.locator("tbody tr").filter({ hasNotText: DEMO_SHOP });
  const boxes = rows.getByRole("checkbox");
  for (let at = 0; at < STOPPED; at += 1) await boxes.nth(at).check();
  await expect(page.getByText(words("directory.bulk.chosen", { count: STOPPED }))).toBeVisible();
  const href = (await rows.first().getByRole("link").first().getAttribute("href")) ?? "";
  await page.getByRole("button", { name: words("directory.bulk.action.suspend"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByTestId("bulk-preview")).toContainText(
    words("directory.bulk.preview", { ready: STOPPED, count: STOPPED }),
  );
  await dialog.getByRole("textbox").fill(REASON);
  await dialog.getByRole("button", { name: words("directory.bulk.go.suspend", { count: STOPPED }) }).click();
  const done = words("directory.bulk.done", { done: STOPPED, count: STOPPED });
  await expect(page.getByText(done)).toBeVisible();
  return href.split("/").at(-1) ?? "";
}

/** The shopper at the counter is told at once. */
async function refusesPayments({ page }: Browsing, merchantId: string): Promise<void> {
  const [found] = Object.values(await noren("code", "list", "--merchant", merchantId));
  const { code } = z.object({ code: z.string() }).parse(found);
  const answer = await page.request.get(`/p/${code}`);
  expect(answer.status()).toBeGreaterThanOrEqual(400);
  expect(await answer.text()).not.toContain("<form");
}

async function takesItBack({ page, words }: Browsing): Promise<void> {
  await page.getByRole("button", { name: words("directory.bulk.undo") }).click();
  await expect(page.getByText(words("directory.bulk.undone", { done: STOPPED }))).toBeVisible();
}

async function plansAndReports({ page, words }: Browsing): Promise<void> {
  await page.goto("/ops/network");
  await page
    .getByRole("button", {
      name: words("directory.network.planOf", { name: words("directory.network.wholeNetwork") }),
    })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("directory.network.endShops")).fill("50000");
  await dialog.getByLabel(words("directory.network.endOn")).fill("2027-12-31");
  await dialog.getByRole("button", { name: words("directory.network.planSet"), exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("#growth")).toContainText("50,000");
  for (const chart of ["growth", "prefectures"]) {
    const picture = await pictureOf(page, chart, words("directory.network.asPicture"));
    expect(picture.width, chart).toBeGreaterThan(600);
    expect(picture.height, chart).toBeGreaterThan(400);
    expect(picture.colours, chart).toBeGreaterThan(8);
  }
  const report = await saved(page, words("directory.network.report"));
  expect(report.subarray(0, 5).toString()).toBe("%PDF-");
  expect(report.length).toBeGreaterThan(10_000);
}

/** The picture of a chart as it is saved: its sides, and how many colours are in it, since an empty one has one. */
async function pictureOf(page: Page, chart: string, name: string) {
  const coming = page.waitForEvent("download");
  await page.locator(`#${chart}`).getByRole("button", { name, exact: true }).click();
  const png = readFileSync(await (await coming).path());
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const paper = canvas.getContext("2d");
    paper?.drawImage(image, 0, 0);
    const data = paper?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4)
      colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
    return { width: image.width, height: image.height, colours: colours.size };
  }, png.toString("base64"));
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFileSync(await (await coming).path());
}
