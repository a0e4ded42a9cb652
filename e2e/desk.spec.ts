import type { Page } from "@playwright/test";
import { type Browsing, expect, noren, test } from "./fixtures";
import { beginReview, recommend } from "./review-steps";

const DESK = { width: 1280, locale: "ja" } as const;
const MAKER = "approver@demo.noren.example";
const CHECKER = "approver2@demo.noren.example";
const DECISIONS = 20;

test("a reviewer decides twenty applications by keyboard alone", async ({ browse }) => {
  test.setTimeout(300_000);
  await noren("demo", "applications", "--count", String(DECISIONS), "--stage", "submitted", "--seed", "7");
  const desk = await browse(DESK, MAKER);
  const { page } = desk;
  await page.goto("/ops/review");
  // A key is lost on a page that does not listen yet. One that was heard is waited for: a second would open the next.
  await expect(async () => {
    await page.keyboard.press("]");
    await expect(page).toHaveURL(/[?&]id=app_/, { timeout: 10_000 });
  }).toPass();
  const decided: string[] = [];
  for (let at = 0; at < DECISIONS; at += 1) {
    await expect(page).toHaveURL(/[?&]id=app_/);
    decided.push(new URL(page.url()).searchParams.get("id") ?? "");
    await decide(desk, isReturned(at) ? "return" : "recommend");
  }
  expect(new Set(decided).size).toBe(DECISIONS);
  const states: string[] = [];
  for (const id of decided) states.push((await ask(desk, id)).state);
  expect(states).toEqual(decided.map((_id, at) => (isReturned(at) ? "returned" : "recommended")));
});

const isReturned = (at: number) => at % 5 === 4;

/** One application with the keys of the desk: begun, what blocks it settled, recommended or given back. */
async function decide({ page, words }: Browsing, how: "recommend" | "return"): Promise<void> {
  const address = page.url();
  const shows = (name: string) => page.getByRole("banner").or(page.locator("header")).getByText(name);
  const begun = shows(words("review.state.in_review")).first();
  // What the page itself tells of is waited for, rather than asked for again and again: it adds up over twenty.
  await page.getByRole("heading", { level: 2 }).waitFor();
  if (!(await begun.isVisible())) {
    await page.keyboard.press("a");
    await begun.waitFor();
  }
  if (how === "return") {
    await toAnItemOfTheApplicant(page);
    await page.keyboard.press("r");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("a");
  } else {
    await page.keyboard.press("E");
    const blocked = page.getByText(words("review.action.whyBlocked"));
    while (await blocked.isVisible()) await settleOne(page, words("review.check.settle"));
    await page.keyboard.press("a");
  }
  await page.waitForURL((url) => url.href !== address);
}

/** The decision key leads to what is not settled yet; it is let pass with a ready reason. */
async function settleOne(page: Page, mark: string): Promise<void> {
  const open = page.getByText(mark, { exact: true });
  const last = open.nth((await open.count()) - 1);
  await page.keyboard.press("a");
  await page.keyboard.press("w");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Control+Enter");
  await last.waitFor({ state: "hidden" });
}

async function toAnItemOfTheApplicant(page: Page): Promise<void> {
  const checks = await page.locator("[id^=item-]").count();
  for (let at = 0; at < checks; at += 1) {
    await page.keyboard.press("j");
    const here = page.locator("[aria-current=true][id^=item-]");
    if (await here.locator("[aria-label$='差し戻す項目にする']").count()) return;
  }
}

test("nobody approves their own recommendation in any tab, and of racing tabs one approves", async ({
  browse,
}) => {
  const [prepared] = Object.values(
    await noren("demo", "applications", "--count", "1", "--stage", "submitted", "--seed", "11"),
  );
  const { applicationId, tradeName } = prepared as { applicationId: string; tradeName: string };
  const maker = await browse(DESK, MAKER);
  await maker.page.goto(`/ops/review?id=${applicationId}`);
  await expect(maker.page.getByRole("heading", { level: 2, name: tradeName })).toBeVisible();
  await beginReview(maker);
  await recommend(maker);
  const found = await ask(maker, applicationId);
  const approveIn = ({ context }: Browsing) =>
    context.request.post("/api/trpc/review.approve", {
      data: { json: { applicationId, contentHash: found.contentHash } },
    });
  const own = await Promise.all([approveIn(maker), approveIn(maker)]);
  expect(own.map((answer) => answer.status())).toEqual([403, 403]);
  expect(await own[0]?.text()).toContain("maker_is_checker");
  const checker = await browse(DESK, CHECKER);
  const raced = await Promise.all([approveIn(checker), approveIn(checker), approveIn(maker)]);
  expect(raced.map((answer) => answer.status()).filter((status) => status === 200)).toHaveLength(1);
  expect(await ask(checker, applicationId)).toMatchObject({ state: "approved" });
});

async function ask(
  { context }: Browsing,
  applicationId: string,
): Promise<{ contentHash: string; state: string }> {
  const data = { json: { applicationId } };
  const answer = await context.request.post("/api/trpc/review.application", { data });
  return (await answer.json()).result.data.json;
}
