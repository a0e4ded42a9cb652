import {
  companyShop,
  confirmAndSubmit,
  expectNothingLost,
  fillBank,
  fillPeople,
  fillStore,
  type Shop,
  signUp,
  soleProprietorShop,
  submit,
  uploadDocument,
} from "./apply-steps";
import {
  type Browsing,
  expect,
  expectSoundBooks,
  freshEmail,
  LOOKS,
  type Look,
  mailWith,
  noren,
  test,
} from "./fixtures";
import { expectAtTill, openTill, type Paid, payAtPoster, refund } from "./pay-steps";
import { downloadPoster, readSymbol } from "./poster";
import { approve, beginReview, openCase, recommend, returnItem } from "./review-steps";
import { closeDay, prepareFile, readStatement, releaseAndDownload, runTotal } from "./settle-steps";

const APPROVER = "approver@demo.noren.example";
const OTHER_APPROVER = "approver2@demo.noren.example";
const FINANCE = "finance@demo.noren.example";
const OTHER_FINANCE = "finance2@demo.noren.example";
const REASON = "看板の名前と違います。看板と同じ名前にしてください。";

type Browse = (look: Look, email?: string) => Promise<Browsing>;

test.describe("the main job, from enrolment to the bank file", () => {
  for (const look of LOOKS) {
    test(`at ${look.width} px, ${look.locale}`, async ({ browse }) => {
      test.setTimeout(300_000);
      const shop = shopOf(look);
      const owner = await test.step("a newcomer enrols and loses nothing on the way", () =>
        enrol(browse, look, shop));
      await test.step("two people approve what one of them returned", () => review(browse, owner, shop));
      const url = await test.step("both wallets go live and the poster can be read", () =>
        printPoster(owner));
      const till = await browse(look, undefined);
      await till.context.addCookies(await owner.context.cookies());
      await openTill(till);
      const yenPaid = await test.step("a Japanese wallet pays in yen", () =>
        pay(browse, till, { shop, url, wallet: "NOREN_JP", yen: 1_280 }));
      const yuanPaid = await test.step("a Chinese wallet pays in yuan", () =>
        pay(browse, till, { shop, url, wallet: "ALIPAY_CN", yen: 5_400 }));
      await test.step("a refund is done when the wallet says so", async () => {
        if (shop.entityType === "company") await refund(till, yenPaid.last4, 300);
        else await refund(till, yuanPaid.last4, "all");
      });
      await test.step("the day closes into a statement and a bank file that agree", () =>
        settle(browse, owner, shop));
      await test.step("the books are sound", expectSoundBooks);
    });
  }
});

function shopOf({ width, locale }: Look): Shop {
  const email = freshEmail(`owner-${width}-${locale}`);
  const name = `${locale === "ja" ? "さくらマート" : "喫茶かもめ"} ${width}${process.pid}`;
  return (locale === "ja") === (width === 390) ? companyShop(email, name) : soleProprietorShop(email, name);
}

async function enrol(browse: Browse, look: Look, shop: Shop): Promise<Browsing> {
  const phone = await browse(look);
  await signUp(phone, shop.email);
  await fillPeople(phone, shop);
  const elsewhere = await browse({ ...look, width: look.width === 390 ? 1280 : 390 });
  await elsewhere.context.addCookies(await phone.context.cookies());
  await expectNothingLost(elsewhere, shop);
  await elsewhere.context.close();
  await phone.page.reload();
  await fillStore(phone, shop);
  await fillBank(phone, shop);
  await uploadDocument(phone, shop, "first");
  await phone.page.getByRole("button", { name: phone.words("common.next"), exact: true }).click();
  await confirmAndSubmit(phone);
  return phone;
}

async function review(browse: Browse, owner: Browsing, shop: Shop): Promise<void> {
  const desk: Look = { width: 1280, locale: owner.look.locale };
  const shown = shop.storeName;
  const maker = await browse(desk, APPROVER);
  await openCase(maker, shown);
  await beginReview(maker);
  await returnItem(maker, { name: maker.words("onboarding.label.store.name"), reason: REASON });
  const mail = await mailWith(owner.page.request, shop.email, owner.words("news.title.application_returned"));
  expect(mail.text).toContain(REASON);
  await fixReturned(owner, shop);
  await openCase(maker, shown);
  await beginReview(maker);
  await recommend(maker);
  const checker = await browse(desk, OTHER_APPROVER);
  await checker.page.goto(`${new URL(maker.page.url()).pathname}${new URL(maker.page.url()).search}`);
  await approve(checker);
}

/** What the applicant does about it: from the card to the field, a new value, and the application again. */
async function fixReturned({ page, words, ...rest }: Browsing, shop: Shop): Promise<void> {
  await page.goto("/apply");
  await expect(page.getByText(REASON)).toBeVisible();
  await page.getByRole("link", { name: words("onboarding.returned.open") }).click();
  await expect(page).toHaveURL(/\/apply\/store/);
  await expect(page.getByText(REASON)).toBeVisible();
  // The new name does not arrive before the page is left: what was typed goes along, and is sent with the application.
  await page.route(/applications\.save/, (route) => route.abort());
  await page.locator('[name="store.name"]').fill(`${shop.storeName} 本店`);
  await page.getByRole("button", { name: words("common.next"), exact: true }).click();
  await expect(page).toHaveURL(/\/apply\/sales/);
  await page.unroute(/applications\.save/);
  await page.goto("/apply/confirm");
  await submit({ page, words, ...rest });
}

async function printPoster(owner: Browsing): Promise<string> {
  const { page, words } = owner;
  const ready = words("merchant.registration.approved");
  await page.goto("/stores");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(ready, { exact: true })).toHaveCount(2, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  const url = await readSymbol(await downloadPoster(owner));
  expect(url).toMatch(new RegExp(`^${new URL(page.url()).origin}/p/[0-9A-Z]{10}$`));
  expect(Buffer.byteLength(url)).toBeLessThanOrEqual(46);
  return url;
}

type Sale = {
  readonly shop: Shop;
  readonly url: string;
  readonly wallet: "NOREN_JP" | "ALIPAY_CN";
  readonly yen: number;
};

async function pay(browse: Browse, till: Browsing, { shop, ...sale }: Sale): Promise<Paid> {
  const shopper = await browse({ width: 390, locale: till.look.locale });
  const paid = await payAtPoster(shopper, { ...sale, storeName: `${shop.storeName} 本店` });
  await expectAtTill(till, paid, sale.yen);
  await shopper.context.close();
  return paid;
}

async function settle(browse: Browse, owner: Browsing, shop: Shop): Promise<void> {
  await noren("clock", "advance", "24h");
  const desk: Look = { width: 1280, locale: owner.look.locale };
  const first = await browse(desk, FINANCE);
  const runPath = await closeDay(first);
  await prepareFile(first);
  const total = await runTotal(first);
  const file = await releaseAndDownload(await browse(desk, OTHER_FINANCE), runPath);
  const payout = await readStatement(owner);
  const sum = file.transfers.reduce((yen, transfer) => yen + transfer.yen, 0);
  expect(file.trailer).toEqual({ count: file.transfers.length, yen: sum });
  expect(file.trailer.yen).toBe(total);
  expect(file.transfers).toContainEqual(
    expect.objectContaining({ holder: shop.holder.shown, accountNumber: "7654321", yen: payout }),
  );
}
