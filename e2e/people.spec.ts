import { enterCode } from "./apply-steps";
import { codeFor, expect, freshEmail, mailsTo, mailWith, test } from "./fixtures";

const OWNER = "owner@demo.noren.example";
const PHONE = { width: 390, locale: "ja" } as const;
const DESK = { width: 1280, locale: "ja" } as const;

test("a clerk who was invited for one store sees that store alone", async ({ browse }) => {
  const owner = await browse(DESK, OWNER);
  const email = freshEmail("clerk");
  const { page, words } = owner;
  await page.goto("/team");
  await page.getByRole("button", { name: words("people.team.invite"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("people.team.email")).fill(email);
  const stores = dialog.getByRole("checkbox");
  const store = (await stores.first().locator("xpath=ancestor::label").textContent()) ?? "";
  const others = await stores.count();
  expect(others).toBeGreaterThan(1);
  await stores.first().check();
  await dialog.getByRole("button", { name: words("people.team.send") }).click();
  await expect(page.getByText(email)).toBeVisible();

  const clerk = await browse(PHONE);
  const mail = await mailWith(
    clerk.page.request,
    email,
    words("people.invitationMail.subject", { place: "" }).trim(),
  );
  const link = /\/invite\/[\w-]{43}/.exec(mail.text)?.[0] ?? "";
  await clerk.page.goto(link);
  const seen = (await mailsTo(clerk.page.request, email)).map(({ code }) => code);
  await clerk.page.getByRole("button", { name: words("people.invite.signIn") }).click();
  await enterCode(clerk, await codeFor(clerk.page.request, email, seen));
  await clerk.page.getByRole("button", { name: words("people.invite.accept") }).click();
  await expect(clerk.page).toHaveURL(/\/home/);
  await clerk.page.goto("/stores");
  await expect(clerk.page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText([store.trim()]);
  await clerk.page.goto("/team");
  await expect(clerk.page.getByText(email)).toHaveCount(0);
  await clerk.page.goto(link);
  await expect(clerk.page.getByText(words("people.invite.void"))).toBeVisible();
});
