import { photograph, signInByHand } from "./apply-steps";
import { type Browsing, expect, give, mailWith, test } from "./fixtures";

const OWNER = "owner@demo.noren.example";
const PHONE = { width: 390, locale: "ja" } as const;
const DESK = { width: 1280, locale: "ja" } as const;

test("a bank account is changed with a passkey and by two people, is held, and is told to the contact (G18, G19)", async ({
  browse,
}) => {
  test.setTimeout(180_000);
  const owner = await browse(PHONE);
  const { page, words } = owner;
  await addAuthenticator(owner);
  await signInByHand(owner, OWNER);
  await expect(page).toHaveURL(/\/home/);
  const { contactEmail } = await own(owner);
  await page.goto("/settings/changes");
  const account = words("changes.kind.bank_account");
  await page.getByRole("button", { name: `${words("changes.start")} ${account}` }).click();
  await setUpPasskey(owner);
  // What was refused for want of a second factor has gone on by itself.
  await expect(page).toHaveURL(/\/settings\/changes\/chg_/);
  await fillAccount(owner);
  await page.getByRole("button", { name: words("changes.submit"), exact: true }).click();
  await expect(page.getByText(words("changes.state.submitted"), { exact: true })).toBeVisible();
  await mailWith(page.request, contactEmail, words("news.title.bank_account_asked"));

  const change = /chg_\w+/.exec(page.url())?.[0] ?? "";
  const maker = await browse(DESK, "approver@demo.noren.example");
  await maker.page.goto(`/ops/review/changes?id=${change}`);
  await maker.page.getByRole("button", { name: words("changeDesk.recommend"), exact: true }).click();
  await expect(maker.page.getByText(words("changeDesk.ownRecommendation"))).toBeVisible();
  await expect(maker.page.getByRole("button", { name: words("changeDesk.approve") })).toHaveCount(0);
  const checker = await browse(DESK, "approver2@demo.noren.example");
  await checker.page.goto(`/ops/review/changes?filter=recommended&id=${change}`);
  await checker.page.getByRole("button", { name: words("changeDesk.approve"), exact: true }).click();
  await expect(checker.page.getByText(words("changes.state.approved"), { exact: true })).toBeVisible();

  await page.reload();
  const [held = ""] = words("changes.held", { time: "@" }).split("@");
  await expect(page.getByText(held)).toBeVisible();
  await mailWith(page.request, contactEmail, words("news.title.bank_account_changed"));
  await signInWithPasskey(owner);
  await removePasskey(owner);
});

/** A phone that unlocks by itself. */
async function addAuthenticator({ page, context }: Browsing): Promise<void> {
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function own({ page }: Browsing): Promise<{ contactEmail: string }> {
  const answer = await page.request.post("/api/trpc/merchants.own", { data: {} });
  return (await answer.json()).result.data.json;
}

/** The dialog that an important action opens for somebody without a second factor. */
async function setUpPasskey({ page, words }: Browsing): Promise<void> {
  const asks = page.getByRole("dialog", { name: words("security.dialogTitle") });
  await asks.getByRole("button", { name: words("security.addPasskey") }).click();
  await asks.getByRole("button", { name: words("security.addPasskey") }).click();
  await expect(asks.getByRole("listitem")).toHaveCount(10);
  await asks.getByRole("button", { name: words("security.codesDone") }).click();
}

async function fillAccount({ page, words }: Browsing): Promise<void> {
  for (const [label, typed] of [
    ["bankCode", "みずほ"],
    ["branchCode", "渋谷"],
  ] as const) {
    await page.getByLabel(words(`onboarding.label.bank.${label}`)).fill(typed);
    await page.getByRole("option").filter({ hasText: typed }).first().click();
  }
  await page
    .getByLabel(words("onboarding.label.bank.accountType"))
    .selectOption({ label: words("onboarding.choice.ordinary") });
  await page.getByLabel(words("onboarding.label.bank.accountNumber")).fill("1234321");
  await page.getByLabel(words("onboarding.label.bank.holderKana")).fill("カ）サクラマート");
  const buffer = await photograph("passbook");
  const passbook = { name: "passbook.jpg", mimeType: "image/jpeg", buffer };
  await give(page.locator("input[type=file]").first(), passbook);
  await expect(page.getByText(words("changes.paperSaved", { name: "passbook.jpg", pages: 1 }))).toBeVisible();
}

/** Whoever has a passkey gives it at every sign-in, before anything else. */
async function signInWithPasskey(owner: Browsing): Promise<void> {
  const { page, words } = owner;
  await page.request.post("/api/auth/signout");
  await signInByHand(owner, OWNER);
  await expect(page).toHaveURL(/\/signin\/second-factor/);
  await page.goto("/home");
  await expect(page).toHaveURL(/\/signin\/second-factor/);
  await page.getByRole("button", { name: words("security.usePasskey") }).click();
  await expect(page).toHaveURL(/\/home/);
}

/** So that the demo's owner is as the next journey expects. */
async function removePasskey({ page, words }: Browsing): Promise<void> {
  await page.goto("/settings");
  await page
    .getByRole("button", { name: `${words("security.kindPasskey")}: ${words("security.remove")}` })
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: words("security.remove") })
    .click();
  await expect(page.getByText(words("security.none"))).toBeVisible();
}
