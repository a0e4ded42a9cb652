import { readFileSync } from "node:fs";
import { type Browsing, expect, give, test } from "./fixtures";

const OWNER = "owner@demo.noren.example";
/** A chain of 8,000 (E2E_CHAIN_STORES=8000) takes minutes; what happens to 240 is the same. */
const STORES = Number(process.env.E2E_CHAIN_STORES ?? 240);
const FAULTY = (STORES * 3) / 80;
const COUNTERS = 120;
const HEAD = "店舗番号,店舗名,店舗名カナ,郵便番号,番地,電話番号,エリア,レジ名";
// Another run against the same system brings another chain.
const RUN = `${process.pid}`;

/** A department store with a till on every floor, and a chain of small stores of which some cannot be used. */
function table(): string {
  const tills = Array.from(
    { length: COUNTERS },
    (_, at) => `${Math.floor(at / 15) + 1}階 売場${(at % 15) + 1}`,
  );
  const depart = `D${RUN},百貨店 ${RUN} 本館,ヒャッカテン,150-0002,渋谷9-9,03-5555-0000,本館${RUN},"${tills.join("\r\n")}"`;
  const stores = Array.from({ length: STORES }, (_, at) => {
    const postal = (at * FAULTY) % STORES < FAULTY ? "999-9999" : "150-0002";
    return `C${RUN}-${at},コンビニ ${RUN} ${at}号店,ｺﾝﾋﾞﾆ,${postal},渋谷1-${at},03-5555-${1_000 + at},${at % 2 === 0 ? "東" : "西"}${RUN},`;
  });
  return `\uFEFF${[HEAD, depart, ...stores].join("\r\n")}\r\n`;
}

async function send({ page, words }: Browsing, text: string): Promise<void> {
  await page.goto("/stores/import");
  const table = { name: "stores.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await give(page.getByLabel(words("imports.send.choose")), table);
  await page.waitForURL(/\/stores\/import\/imj_/);
  await expect(page.getByText(words("imports.state.checked"), { exact: true })).toBeVisible({
    timeout: 60_000,
  });
}

async function commit({ page, words }: Browsing, count: number): Promise<void> {
  await page.getByRole("button", { name: words("imports.view.confirm", { count }) }).click();
  await expect(page.getByText(words("imports.view.done"))).toBeVisible({ timeout: 60_000 });
}

test("a head office brings a department store and a chain in, corrects the faulty rows and orders one area's posters", async ({
  browse,
}) => {
  test.setTimeout(180_000);
  const office = await browse({ width: 1280, locale: "ja" }, OWNER);
  const { page, words } = office;
  await send(office, table());
  await expect(page.getByText("D3 郵便番号")).toBeVisible();
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: words("imports.view.failedRows") }).click();
  const failed = readFileSync(await (await waiting).path(), "utf8");
  expect(failed.match(/999-9999/g)).toHaveLength(FAULTY);
  await commit(office, STORES + 1 - FAULTY);

  await send(office, failed.replaceAll("999-9999", "150-0002"));
  await commit(office, FAULTY);
  await send(office, table().replaceAll("999-9999", "150-0002"));
  await expect(page.getByRole("button", { name: /取り込む/ })).toHaveCount(0);

  await page.goto(`/stores?q=D${RUN}`);
  await expect(page.getByRole("heading", { name: `百貨店 ${RUN} 本館` })).toBeVisible();
  await page.goto("/codes/orders");
  const area = page.getByLabel(words("printing.storeArea"));
  await area.selectOption({ label: `本館${RUN}` });
  await expect(page.getByText(words("codes.batch.count", { count: COUNTERS, stores: 1 }))).toBeVisible();
  await area.selectOption({ label: `東${RUN}` });
  const half = STORES / 2;
  await expect(page.getByText(words("codes.batch.count", { count: half, stores: half }))).toBeVisible();
  await page.getByRole("button", { name: words("printing.send") }).click();
  await expect(page.getByText(`コンビニ ${RUN}`).first()).toBeVisible();
});
