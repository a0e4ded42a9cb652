import type { Page } from "@playwright/test";
import { type Browsing, expect } from "./fixtures";

/** Opens an application from the queue, which is in order of age. */
export async function openCase({ page, words }: Browsing, shown: string): Promise<void> {
  await page.goto("/ops/review");
  await page
    .getByRole("region", { name: words("review.queue.title") })
    .getByRole("link", { name: shown })
    .click();
  await expect(page.getByRole("heading", { level: 2, name: shown })).toBeVisible();
}

/** Takes a case on; whoever comes back to one that is taken goes straight on. */
export async function beginReview({ page, words }: Browsing): Promise<void> {
  await page.getByRole("button", { name: words("review.case.begin") }).click();
  await expect(page.getByText(words("review.state.in_review"), { exact: true }).first()).toBeVisible();
}

/** Gives one item back with a reason of one's own. */
export async function returnItem(
  { page, words }: Browsing,
  item: { readonly name: string; readonly reason: string },
): Promise<void> {
  await page.getByRole("button", { name: `${item.name}: ${words("review.case.returnItem")}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("review.dialog.text")).fill(item.reason);
  await dialog.getByRole("button", { name: words("review.dialog.mark") }).click();
  await decideAndComeBack(page, () =>
    page.getByRole("button", { name: words("review.action.return", { count: 1 }) }).click(),
  );
  await expect(page.getByText(words("review.state.returned"), { exact: true }).first()).toBeVisible();
}

/** The maker's half, after which the same person cannot go on. */
export async function recommend({ page, words }: Browsing): Promise<void> {
  await decideAndComeBack(page, () =>
    page.getByRole("button", { name: words("review.action.recommend"), exact: true }).click(),
  );
  await expect(page.getByText(words("review.action.whyMaker")).filter({ visible: true })).toBeVisible();
  await expect(
    page.getByRole("button", { name: words("review.action.approve"), exact: true }),
  ).toBeDisabled();
}

/** The checker's half. */
export async function approve({ page, words }: Browsing): Promise<void> {
  await page.getByRole("button", { name: words("review.action.approve"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await decideAndComeBack(page, () =>
    dialog.getByRole("button", { name: words("review.action.approve"), exact: true }).click(),
  );
  await expect(page.getByText(words("review.state.approved"), { exact: true }).first()).toBeVisible();
}

/** A decision sends the desk on to the next case: these steps go on with the one that was decided. */
async function decideAndComeBack(page: Page, decide: () => Promise<void>): Promise<void> {
  const address = page.url();
  await decide();
  await expect(page).not.toHaveURL(address);
  await page.goto(address);
}
