import { type Browsing, codeFor, expect, freshEmail, mailsTo, mailWith, test } from "./fixtures";

const OWNER = "owner@demo.noren.example";
const PHONE = { width: 390, locale: "ja" } as const;
const DESK = { width: 1280, locale: "ja" } as const;

/** Signs in on the screens: e-mail, then the code of the newest mail. */
async function signInByHand({ page, words }: Browsing, email: string): Promise<void> {
  const seen = (await mailsTo(page.request, email)).map((mail) => mail.code);
  await page.goto("/signin");
  await page.getByLabel(words("identity.signIn.email")).fill(email);
  await page.getByRole("button", { name: words("identity.signIn.send") }).click();
  await enterCode({ page, words }, await codeFor(page.request, email, seen));
}

async function enterCode({ page, words }: Pick<Browsing, "page" | "words">, code: string): Promise<void> {
  await page.getByLabel(words("identity.signIn.code")).fill(code);
  await page.getByRole("button", { name: words("identity.signIn.enter") }).click();
}

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

test("an important action asks for a passkey in a dialog, and goes on with what was typed (G19)", async ({
  browse,
}) => {
  const owner = await browse(PHONE);
  const { page, words, context } = owner;
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
  await signInByHand(owner, OWNER);
  await expect(page).toHaveURL(/\/home/);
  const email = freshEmail("partner");
  await page.goto("/team");
  await page.getByRole("button", { name: words("people.team.invite"), exact: true }).click();
  const form = page.getByRole("dialog", { name: words("people.team.invite") });
  await form.getByLabel(words("people.team.email")).fill(email);
  await form.getByRole("radio", { name: words("identity.roles.owner") }).check();
  await form.getByRole("button", { name: words("people.team.send") }).click();
  const asks = page.getByRole("dialog", { name: words("security.dialogTitle") });
  await asks.getByRole("button", { name: words("security.addPasskey") }).click();
  await asks.getByRole("button", { name: words("security.addPasskey") }).click();
  await expect(asks.getByRole("listitem")).toHaveCount(10);
  await asks.getByRole("button", { name: words("security.codesDone") }).click();
  // The refused invitation has gone out by itself.
  await expect(page.getByText(email)).toBeVisible();
  await page.request.post("/api/auth/signout");
  await signInByHand(owner, OWNER);
  await expect(page).toHaveURL(/\/signin\/second-factor/);
  await page.goto("/home");
  await expect(page).toHaveURL(/\/signin\/second-factor/);
  await page.getByRole("button", { name: words("security.usePasskey") }).click();
  await expect(page).toHaveURL(/\/home/);
  // Taken away again, so that the demo's owner is as the next journey expects.
  await page.goto("/settings");
  await page
    .getByRole("button", { name: `${words("security.kindPasskey")}: ${words("security.remove")}` })
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: words("security.remove") })
    .click();
  await expect(page.getByText(words("security.none"))).toBeVisible();
});
