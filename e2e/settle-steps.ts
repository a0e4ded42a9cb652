import { readFile } from "node:fs/promises";
import { type Browsing, expect, yenIn } from "./fixtures";
import { type BankFile, readBankFile } from "./zengin";

/** Closes the day that is over; the worker may have done it at four in the morning already. @returns the run's page */
export async function closeDay({ page, words }: Browsing): Promise<string> {
  await page.goto("/ops/settlement");
  const anyDay = new RegExp(words("settlement.closeDay", { day: "|" }).replace("|", ".+"));
  const close = page.getByRole("main").getByRole("button", { name: anyDay });
  const closed = page.getByText(words("settlement.nothingToClose"));
  await expect(close.or(closed)).toBeVisible();
  if (await close.isVisible()) {
    await close.click();
    await page.getByRole("dialog").getByRole("button", { name: anyDay }).click();
    await expect(closed).toBeVisible();
  }
  await page
    .getByRole("table", { name: words("settlement.title") })
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/\/ops\/settlement\/run_/);
  return new URL(page.url()).pathname;
}

/** The figure of a run's row that bears this label. */
export async function runTotal({ page, words }: Browsing): Promise<number> {
  await expect(page.getByText(words("settlement.adds"), { exact: true })).toBeVisible();
  const row = page
    .getByRole("table", { name: words("settlement.figures") })
    .getByRole("row")
    .filter({ hasText: words("settlement.payout") });
  return yenIn((await row.getByRole("cell").first().textContent()) ?? "");
}

/** The first person's half: the file is made and waits; the one who made it cannot release it. */
export async function prepareFile({ page, words }: Browsing): Promise<void> {
  await page.getByRole("button", { name: words("settlement.prepare") }).click();
  await expect(page.getByText(words("settlement.fileState.draft"), { exact: true })).toBeVisible();
  const release = page.getByRole("button", { name: words("settlement.release"), exact: true });
  if (await release.isVisible()) {
    await release.click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByText(words("settlement.fileState.draft"), { exact: true })).toBeVisible();
  }
}

/** The second person's half, and the file in hand. */
export async function releaseAndDownload({ page, words }: Browsing, runPath: string): Promise<BankFile> {
  await page.goto(runPath);
  await page.getByRole("button", { name: words("settlement.release"), exact: true }).click();
  await expect(
    page.getByRole("main").getByText(words("settlement.fileState.approved"), { exact: true }),
  ).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: words("settlement.download"), exact: true }).click(),
  ]);
  return readBankFile(await readFile(await download.path()));
}

/** Opens the newest statement and adds its lines up from the screen. @returns the payout that it shows */
export async function readStatement({ page, words }: Browsing): Promise<number> {
  await page.goto("/payouts");
  await page.getByRole("main").locator('a[href^="/payouts/stm_"]').first().click();
  await expect(page).toHaveURL(/\/payouts\/stm_/);
  await expect(page.getByText(words("payouts.agrees"), { exact: true })).toBeVisible();
  const rows = await page.getByRole("main").locator("dl").first().locator("dd").allInnerTexts();
  const figures = rows.map(yenIn);
  const payout = figures.pop() ?? Number.NaN;
  expect(figures.length).toBeGreaterThanOrEqual(6);
  expect(figures.reduce((sum, figure) => sum + figure, 0)).toBe(payout);
  return payout;
}
