import type { Page } from "@playwright/test";
import sharp from "sharp";
import { addDays, formatDay, jstDay } from "@/server/kernel/calendar";
import { expiresOn } from "@/server/onboarding/documents/rules";
import type { FieldKey, Fields } from "@/server/onboarding/fields/rules";
import { SAMPLE_COMPANY } from "@/server/onboarding/sample.data";
import { type Browsing, codeFor, expect, give, mailsTo } from "./fixtures";

/** What a shop types into its application; the postal codes fill in the rest of the addresses. */
export type Shop = {
  readonly entityType: "company" | "sole_proprietor";
  readonly email: string;
  readonly storeName: string;
  readonly bank: { readonly typed: string; readonly name: string };
  readonly branch: { readonly typed: string; readonly name: string };
  readonly holder: { readonly typed: string; readonly shown: string };
  readonly document: "register_certificate" | "identity_document";
  readonly texts: Readonly<Partial<Record<FieldKey, string>>>;
};

const ADDRESS = {
  postalCode: "１５０−０００２",
  prefecture: "東京都",
  city: "渋谷区",
  town: "渋谷",
} as const;

const SHARED_TEXTS = {
  "business.phone": "03-1234-5678",
  "representative.birthOn": "1980/4/1",
  "store.goods": "書籍、文具",
  "store.phone": "０３−１２３４−５６７９",
  "bank.accountNumber": "7654321",
} as const;

/** A company with a corporate number, and an account-holder kana that has to be abbreviated. */
export function companyShop(email: string, storeName: string): Shop {
  return {
    entityType: "company",
    email,
    storeName,
    bank: { typed: "みずほ", name: "みずほ" },
    branch: { typed: "渋谷", name: "渋谷" },
    holder: { typed: "カ）サクラマート", shown: "ｶ)ｻｸﾗﾏ-ﾄ" },
    document: "register_certificate",
    texts: {
      ...SHARED_TEXTS,
      "business.legalName": "株式会社さくらマート",
      "business.legalNameKana": "かぶしきがいしゃ さくらまーと",
      "business.corporateNumber": "７０００-01-2050002",
      "business.tradeName": storeName,
      "business.invoiceNumber": "T7000012050002",
      "representative.name": "佐倉 花子",
      "representative.nameKana": "さくら はなこ",
      "store.nameKana": "さくらまーと しぶやてん",
    },
  };
}

/** A person with a name of variant characters and a small shop. */
export function soleProprietorShop(email: string, storeName: string): Shop {
  return {
    entityType: "sole_proprietor",
    email,
    storeName,
    bank: { typed: "みずほ", name: "みずほ" },
    branch: { typed: "しぶや", name: "渋谷" },
    holder: { typed: "タカサキ ジロー", shown: "ﾀｶｻｷ ｼﾞﾛ-" },
    document: "identity_document",
    texts: {
      ...SHARED_TEXTS,
      "business.tradeName": storeName,
      "representative.name": "髙﨑 二郎",
      "representative.nameKana": "たかさき じろう",
      "store.nameKana": "きっさ かもめ",
    },
  };
}

/** Signs in on the screens: e-mail, then the code of the newest mail. */
export async function signInByHand({ page, words }: Browsing, email: string): Promise<void> {
  const seen = (await mailsTo(page.request, email)).map((mail) => mail.code);
  await page.goto("/signin");
  await page.getByLabel(words("identity.signIn.email")).fill(email);
  await page.getByRole("button", { name: words("identity.signIn.send"), exact: true }).click();
  await enterCode({ page, words }, await codeFor(page.request, email, seen));
}

export async function enterCode(
  { page, words }: Pick<Browsing, "page" | "words">,
  code: string,
): Promise<void> {
  await page.getByLabel(words("identity.signIn.code")).fill(code);
  await page.getByRole("button", { name: words("identity.signIn.enter"), exact: true }).click();
}

/** Signs a newcomer up with the code from the mail, through the screens. */
export async function signUp(browsing: Browsing, email: string): Promise<void> {
  await signInByHand(browsing, email);
  await expect(browsing.page).toHaveURL(/\/apply/);
}

/** Types what one screen asks for. */
async function type(page: Page, shop: Shop, step: string): Promise<void> {
  for (const [name, text] of Object.entries(shop.texts)) {
    if (name.startsWith(`${step}.`)) await page.locator(`[name="${name}"]`).fill(text);
  }
}

export async function expectStep(
  browsing: Browsing,
  step: "business" | "representative" | "store" | "sales" | "bank" | "documents" | "confirm",
): Promise<void> {
  await expect(browsing.page).toHaveURL(new RegExp(`/apply/${step}$`));
  await expect(
    browsing.page.getByRole("heading", { level: 1, name: browsing.words(`onboarding.step.${step}`) }),
  ).toBeVisible();
}

async function goOn({ page, words }: Browsing): Promise<void> {
  await page.getByRole("button", { name: words("common.next"), exact: true }).click();
}

/** Seven digits fill prefecture, town and city in; the rest is typed behind them. */
async function typeAddress({ page, words }: Browsing, of: "business" | "store"): Promise<void> {
  await page.locator(`[name="${of}.postalCode"]`).fill(ADDRESS.postalCode);
  await expect(page.getByText(words("onboarding.address.filled"))).toBeVisible();
  await expect(page.locator(`[name="${of}.prefecture"]`)).toHaveValue(ADDRESS.prefecture);
  await expect(page.locator(`[name="${of}.city"]`)).toHaveValue(ADDRESS.city);
  await expect(page.locator(`[name="${of}.addressLine"]`)).toHaveValue(ADDRESS.town);
  await page.locator(`[name="${of}.addressLine"]`).fill(`${ADDRESS.town}1-2-3`);
}

/**
 * Stores a complete company but for its owners, papers and consents, as its screens would: for journeys that are about
 * something else than typing.
 */
export async function prefill({ page }: Browsing, values: Fields): Promise<void> {
  const ask = async (path: string, json?: unknown) => {
    const answer = await page.request.post(`/api/trpc/${path}`, { data: json === undefined ? {} : { json } });
    expect(answer.ok()).toBe(true);
    return (await answer.json()).result.data.json;
  };
  const { id, fields } = await ask("applications.current");
  const wanted: Fields = { ...SAMPLE_COMPANY, ...values };
  const changes = Object.entries(wanted)
    .filter(([key]) => !/^(consent|declarations)\.|contactEmail$|noOwners$/.test(key))
    .map(([key, value]) => ({ key, base: fields[key] ?? "", value }));
  await ask("applications.save", { applicationId: id, changes });
}

/** Someone who holds more than a quarter of a company. */
export type Owner = { readonly name: string; readonly nameKana: string; readonly share: string };

export async function addOwner({ page, words }: Browsing, slot: string, owner: Owner): Promise<void> {
  await page.getByRole("button", { name: words("onboarding.owners.add") }).click();
  const parts = { ...owner, birthOn: "1980-04-01", address: "東京都渋谷区渋谷1-2-3" };
  for (const [part, text] of Object.entries(parts)) {
    await page.locator(`[name="owners.${slot}.${part}"]`).fill(text);
  }
}

/** Starts an application and fills in the first two screens. */
export async function fillPeople(browsing: Browsing, shop: Shop): Promise<void> {
  const { page, words } = browsing;
  await page.getByRole("button", { name: words("onboarding.start.action") }).click();
  await expectStep(browsing, "business");
  await page.getByRole("radio", { name: words(`onboarding.choice.${shop.entityType}`) }).check();
  await type(page, shop, "business");
  await page.locator('[name="business.contactEmail"]').fill(shop.email);
  await typeAddress(browsing, "business");
  await goOn(browsing);
  await expectStep(browsing, "representative");
  await type(page, shop, "representative");
  if (shop.entityType === "company") {
    await page.getByRole("checkbox", { name: words("onboarding.owners.none") }).check();
  }
  await goOn(browsing);
  await expectStep(browsing, "store");
}

export async function fillStore(browsing: Browsing, shop: Shop): Promise<void> {
  const { page } = browsing;
  await page.locator('[name="store.name"]').fill(shop.storeName);
  await type(page, shop, "store");
  await page.locator('[name="store.mcc"]').selectOption("5942");
  await typeAddress(browsing, "store");
  await expect(page.locator('[name="store.nameLatin"]')).not.toHaveValue("");
  await expect(page.locator('[name="store.cityLatin"]')).not.toHaveValue("");
  await goOn(browsing);
  await expectStep(browsing, "sales");
  await fillSales(browsing);
}

/** Sold at the counter, paid on delivery, nothing that takes a licence of its own. */
async function fillSales(browsing: Browsing): Promise<void> {
  const { page, words } = browsing;
  await page.getByRole("checkbox", { name: words("onboarding.choice.counter"), exact: true }).check();
  await page.getByRole("radio", { name: words("onboarding.choice.prepaid_none") }).check();
  await page.getByRole("checkbox", { name: words("onboarding.choice.none") }).check();
  await goOn(browsing);
  await expectStep(browsing, "bank");
}

/** Bank and branch by a few typed characters; the holder's name as the bank will write it. */
export async function fillBank(browsing: Browsing, shop: Shop): Promise<void> {
  const { page, words } = browsing;
  for (const [field, choice] of [
    ["#f-bank-bankCode", shop.bank],
    ["#f-bank-branchCode", shop.branch],
  ] as const) {
    await page.locator(field).fill(choice.typed);
    await page.getByRole("option").filter({ hasText: choice.name }).first().click();
    await expect(page.locator(field)).toHaveValue(new RegExp(choice.name));
  }
  await page.getByRole("radio", { name: words("onboarding.choice.ordinary") }).check();
  await type(page, shop, "bank");
  await page.locator('[name="bank.holderKana"]').fill(shop.holder.typed);
  await expect(page.getByRole("status").filter({ hasText: words("onboarding.bank.preview") })).toContainText(
    shop.holder.shown,
  );
  await goOn(browsing);
  await expectStep(browsing, "documents");
}

/** A photograph as a phone would take it. */
export function photograph(title: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#f4efe2"/><rect x="60" y="60" width="780" height="1080" fill="none" stroke="#444" stroke-width="6"/><text x="450" y="240" font-size="64" text-anchor="middle" fill="#222">${title}</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

export async function uploadDocument(browsing: Browsing, shop: Shop, title: string): Promise<void> {
  const { page, words, look } = browsing;
  const field = page.locator(`#f-document-${shop.document}`);
  await give(field, {
    name: `${title}.jpg`,
    mimeType: "image/jpeg",
    buffer: await photograph(title),
  });
  await expect(page.getByText(`${title}.jpg`)).toBeVisible();
  await expect(page.getByText(words("onboarding.upload.stored", { pages: 1 }))).toBeVisible();
  if (shop.document !== "register_certificate") return;
  const issuedOn = addDays(jstDay(Date.now()), -10);
  await page.locator(`#f-issued-${shop.document}`).fill(issuedOn);
  const last = expiresOn(shop.document, issuedOn);
  if (last === null) throw new Error("a certificate expires");
  const day = formatDay(last, look.locale, { year: true });
  await expect(page.getByText(words("onboarding.issueDay.good", { day }))).toBeVisible();
}

/** Every declaration, then the one button that hands the application in. */
export async function confirmAndSubmit(
  browsing: Browsing,
  { refused = false }: { readonly refused?: boolean } = {},
): Promise<void> {
  const { page, words } = browsing;
  for (const box of ["antiSocialText", "prohibitedGoodsText", "termsText", "dataTransferText"] as const) {
    await page.getByRole("checkbox", { name: words(`onboarding.confirm.${box}`) }).check();
  }
  if (refused)
    await page.getByRole("button", { name: words("onboarding.confirm.submit"), exact: true }).click();
  else await submit(browsing);
}

export async function submit({ page, words }: Browsing): Promise<void> {
  await page.getByRole("button", { name: words("onboarding.confirm.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { name: words("onboarding.timeline.title") })).toBeVisible();
  await expect(page.getByText(words("onboarding.timeline.reviewing"))).toBeVisible();
}

/** Every text of the earlier screens stands where it was typed, although this browser has never been here. */
export async function expectNothingLost(browsing: Browsing, shop: Shop): Promise<void> {
  const { page } = browsing;
  for (const step of ["business", "representative"] as const) {
    await page.goto(`/apply/${step}`);
    await expectStep(browsing, step);
    for (const [name, text] of Object.entries(shop.texts)) {
      if (name.startsWith(`${step}.`)) await expect(page.locator(`[name="${name}"]`)).toHaveValue(text);
    }
  }
}
