import { readFileSync } from "node:fs";
import { enterCode } from "./apply-steps";
import { type Browsing, codeFor, expect, freshEmail, give, mailsTo, mailWith, test } from "./fixtures";

const DESK = { width: 1280, locale: "ja" } as const;
const PHONE = { width: 390, locale: "ja" } as const;
const MANAGER = "network@demo.noren.example";
const HEAD_OFFICE = { email: "owner@demo.noren.example", merchantId: "mer_01demo0000sakuramart" };
const RUN = `${process.pid}`;
const FRANCHISEE = `フランチャイズ ${RUN}`;
const NUMBER = `F${RUN}`;

test("a franchisee that came with a table is invited, joins a signboard and shows its head office what it agrees to", async ({
  browse,
}) => {
  test.setTimeout(240_000);
  const desk = await browse(DESK, MANAGER);
  const email = freshEmail("franchisee");
  await importsAndInvites(desk, email);
  const owner = await browse(PHONE);
  await acceptsInvitation(owner, email);
  await joinsSignboard(desk);
  const office = await browse(DESK, HEAD_OFFICE.email);
  await expectShown(office, false);
  await agrees(owner);
  await expectShown(office, true);
  await takesBack(owner);
  await expectShown(office, false);
  await exportsTheShop(desk, email);
});

/** The product's own template with another merchant in its row. */
async function importsAndInvites({ page, words }: Browsing, email: string): Promise<void> {
  const template = await (await page.request.get("/api/imports/template?kind=merchants")).text();
  const text = template
    .replaceAll("M000001", NUMBER)
    .replaceAll("owner@sakura.example.jp", email)
    .replaceAll("さくら食堂", FRANCHISEE)
    .replaceAll("03-1234-5678", "03-9876-5432")
    .replace('"法人","7000012050002","T7000012050002"', '"個人","",""');
  await page.goto("/ops/imports");
  await page.getByText(words("imports.send.kinds.merchants")).click();
  const table = { name: "merchants.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await give(page.getByLabel(words("imports.send.choose")), table);
  await page.waitForURL(/\/ops\/imports\/imj_/);
  const confirm = page.getByRole("button", { name: words("imports.view.confirm", { count: 1 }) });
  await expect(confirm).toBeVisible({ timeout: 60_000 });
  await page.getByRole("checkbox", { name: words("imports.view.invite") }).check();
  await confirm.click();
  await expect(page.getByText(words("imports.view.done"))).toBeVisible({ timeout: 60_000 });
  const sent = words("imports.view.invitations", { sent: 1, waiting: 0, passed: 0, stopped: 0 });
  await expect(page.getByText(sent)).toBeVisible({ timeout: 60_000 });
}

async function acceptsInvitation(owner: Browsing, email: string): Promise<void> {
  const { page, words } = owner;
  const subject = words("people.invitationMail.subject", { place: "" }).trim();
  const mail = await mailWith(page.request, email, subject);
  await page.goto(/\/invite\/[\w-]{43}/.exec(mail.text)?.[0] ?? "");
  const seen = (await mailsTo(page.request, email)).map(({ code }) => code);
  await page.getByRole("button", { name: words("people.invite.signIn") }).click();
  await enterCode(owner, await codeFor(page.request, email, seen));
  await page.getByRole("button", { name: words("people.invite.accept") }).click();
  await expect(page).toHaveURL(/\/home/);
}

async function joinsSignboard({ page, words }: Browsing): Promise<void> {
  const signboard = `のれん ${RUN}`;
  await page.goto("/ops/brands");
  await page.getByRole("combobox", { name: words("ops.brands.headOffice") }).fill(HEAD_OFFICE.merchantId);
  await page.getByRole("listbox").getByRole("option").first().click();
  await page.getByLabel(words("ops.brands.name")).fill(signboard);
  await page.getByRole("button", { name: words("ops.brands.add") }).click();
  const row = page.getByRole("row").filter({ hasText: signboard });
  await row.getByRole("button", { name: words("ops.brands.join") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(NUMBER);
  await dialog.getByRole("button", { name: words("ops.brands.join") }).click();
  await expect(dialog.getByText(words("ops.brands.joined", { count: 1 }))).toBeVisible();
}

async function agrees({ page, words }: Browsing): Promise<void> {
  await page.goto("/settings");
  await expect(page.getByText(words("chain.disclosure.off")).filter({ visible: true })).toBeVisible();
  await page.getByRole("button", { name: words("chain.disclosure.grant") }).click();
  await expect(page.getByText(words("chain.disclosure.granted"), { exact: true })).toBeVisible();
}

async function takesBack({ page, words }: Browsing): Promise<void> {
  await page.getByRole("button", { name: words("chain.disclosure.revoke") }).click();
  await expect(page.getByText(words("chain.disclosure.off")).filter({ visible: true })).toBeVisible();
}

/** Without consent the head office does not learn that the franchisee is there. */
async function expectShown({ page, words }: Browsing, isShown: boolean): Promise<void> {
  await page.goto("/stores/franchisees");
  await expect(page.getByRole("heading", { name: words("chain.franchise.title") })).toBeVisible();
  await expect(page.getByRole("link", { name: FRANCHISEE })).toHaveCount(isShown ? 1 : 0);
}

/** What is exported has the columns of an import, and the account's number is not in it. */
async function exportsTheShop({ page, words }: Browsing, email: string): Promise<void> {
  await page.goto(`/ops/merchants?text=${encodeURIComponent(FRANCHISEE)}`);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: words("directory.export.action") }).click();
  const lines = readFileSync(await (await waiting).path(), "utf8")
    .trim()
    .split("\r\n");
  const template = await (await page.request.get("/api/imports/template?kind=merchants")).text();
  const columns = (line = "") => line.replaceAll('"', "").replace("\uFEFF", "").split(",");
  expect(columns(lines[0])).toEqual(columns(template.split("\r\n")[0]));
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(email);
  expect(lines[1]).not.toContain('"1234567"');
}
