import { type Browsing, expect, test } from "./fixtures";

const DESK = { width: 1280, locale: "ja" } as const;
const MAKER = "finance@demo.noren.example";
const CHECKER = "finance2@demo.noren.example";
const NAME = "開業応援キャンペーン";

test("a campaign is tried on last month, proposed, announced to another person, tried by them and approved", async ({
  browse,
}) => {
  test.setTimeout(240_000);
  const maker = await browse(DESK, MAKER);
  await proposes(maker);
  const checker = await browse(DESK, CHECKER);
  await opensNotice(checker, "rate_waits");
  await approves(checker);
  await opensNotice(maker, "terms_approved");
});

/** Fills the form in; what it would have made of last month stands below before anything is proposed. */
async function proposes({ page, words }: Browsing): Promise<void> {
  await page.goto("/ops/settlement/terms");
  await page.getByRole("button", { name: words("terms.newRate") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: words("terms.preview") }).click();
  await expect(dialog.getByText(words("terms.rateWrong"))).toBeVisible();
  await dialog.getByLabel(words("terms.rate")).fill("0.5");
  await dialog.getByRole("button", { name: words("terms.preview") }).click();
  await seesEffect({ page, words });
  await dialog.getByLabel(words("terms.name")).fill(NAME);
  // Far enough ahead that no other journey sells under it.
  await dialog.getByLabel(words("terms.validFrom")).fill("2031-01-01");
  await dialog.getByLabel(words("terms.validThrough")).fill("2031-01-31");
  await dialog.getByLabel(words("terms.reason")).fill("加盟店を増やすため");
  await dialog.getByRole("button", { name: words("terms.propose"), exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(cardOf({ page, words })).toContainText(words("terms.own"));
}

const cardOf = ({ page, words }: Pick<Browsing, "page" | "words">) =>
  page.getByRole("region", { name: words("terms.kind.rate") }).filter({ hasText: NAME });

/** Fees of last month as they were and as they would have been: a campaign only lowers them. */
async function seesEffect({ page, words }: Pick<Browsing, "page" | "words">): Promise<void> {
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("cell", { name: words("terms.figure.fees"), exact: true }) });
  await expect(row).toBeVisible();
  const [before = 0, after = 0, change = 0] = (await row.getByRole("cell").allInnerTexts())
    .slice(1)
    .map((text) => Number(text.replace(/[^\d−-]/g, "").replace("−", "-")));
  expect(before).toBeGreaterThan(0);
  expect(after).toBeLessThan(before);
  expect(change).toBe(after - before);
}

/** The worker tells a moment after the other person has pressed. */
async function opensNotice({ page, words }: Browsing, kind: "rate_waits" | "terms_approved"): Promise<void> {
  const notice = page.getByRole("link", { name: words(`news.title.${kind}`) }).first();
  await expect(async () => {
    await page.goto("/ops/inbox?show=unread");
    await expect(notice).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await notice.click();
  await expect(page).toHaveURL(/\/ops\/settlement\/terms$/);
}

async function approves(checker: Browsing): Promise<void> {
  const { words } = checker;
  const card = cardOf(checker);
  await card.getByRole("button", { name: words("terms.preview") }).click();
  await seesEffect(checker);
  await card.getByRole("button", { name: words("terms.approve"), exact: true }).click();
  await expect(card.getByText(words("terms.state.approved"), { exact: true })).toBeVisible();
}
