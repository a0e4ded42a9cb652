import type { Page } from "@playwright/test";
import { type Browsing, expect, wordsOf } from "./fixtures";

export type Paid = {
  /** What the shopper and the clerk compare. */
  readonly last4: string;
  /** Milliseconds of the wall when the completion screen stood. */
  readonly completedAtMs: number;
};

type Payment = {
  readonly wallet: "NOREN_JP" | "ALIPAY_CN";
  /** What a decoder read on the poster. */
  readonly url: string;
  readonly storeName: string;
  readonly yen: number;
  /** The network's word about it comes seconds after the shopper is back; until then nothing says that it is paid. */
  readonly slow?: boolean;
};

/**
 * Pays at a poster as a shopper does: the wallet reads what the symbol says, Noren's page takes the amount, the
 * wallet pays, and the green screen comes back. Works with and without JavaScript.
 */
export async function payAtPoster({ page, words }: Browsing, payment: Payment): Promise<Paid> {
  const amount = `¥${payment.yen.toLocaleString("en")}`;
  await page.goto(`/sandbox/wallet?wallet=${payment.wallet}`);
  await page.locator("#code").fill(payment.url);
  await page.locator("#code").press("Enter");
  await expect(page).toHaveURL(new RegExp(`/p/[0-9A-Z]{10}\\?wallet=${payment.wallet}`));
  await expect(page.getByRole("heading", { level: 1, name: payment.storeName })).toBeVisible();
  await page.getByLabel(words("shopper.amount")).fill(String(payment.yen));
  await page.locator("button.primary").click();
  await expect(page).toHaveURL(/\/sandbox\/wallet\/pay\//);
  await expect(page.getByText(amount).first()).toBeVisible();
  if (payment.slow) {
    await page.locator("details summary").click();
    await page.locator("#misbehave").selectOption("slow");
  }
  await page.locator("button[value=pay]").click();
  if (payment.slow) {
    await expect(page.getByText(words("shopper.waiting.title"), { exact: true }).first()).toBeVisible();
    await expect(page.locator("body.paid")).toHaveCount(0);
  }
  await expectPaid(page, payment.storeName, amount);
  const completedAtMs = Date.now();
  const number =
    (await page
      .locator("dd")
      .filter({ hasText: /^\d{20}$/ })
      .textContent()) ?? "";
  const last4 = number.slice(-4);
  await expect(page.getByText(last4, { exact: true })).toBeVisible();
  // Across the counter the clerk reads it the right way up.
  await page.locator("label[for=turn]").click();
  await expect(page.locator(".face")).toHaveCSS("transform", "matrix(-1, 0, 0, -1, 0, 0)");
  return { last4, completedAtMs };
}

/** Green, the amount, the shop, and what the clerk is to read. */
async function expectPaid(page: Page, storeName: string, amount: string): Promise<void> {
  await expect(page.locator("body.paid")).toBeVisible({ timeout: 15_000 });
  const body = page.locator("body");
  for (const text of [amount, storeName, wordsOf("ja")("shopper.paid.show")]) {
    await expect(body).toContainText(text);
  }
}

/** The till's list shows the payment within two seconds of the shopper's green screen, and nobody reloads. */
export async function expectAtTill(till: Browsing, paid: Paid, yen: number): Promise<void> {
  const left = paid.completedAtMs + 2_000 - Date.now();
  const row = till.page.getByRole("link").filter({ hasText: paid.last4 });
  await expect(row).toContainText(`¥${yen.toLocaleString("en")}`, { timeout: Math.max(left, 1) });
  expect(await till.page.evaluate(() => Reflect.get(window, "openSince"))).toBe("before the payment");
}

/** Opens the till and marks the page, so that a reload would show. */
export async function openTill(till: Browsing): Promise<void> {
  await till.page.goto("/home");
  await till.page.evaluate(() => Reflect.set(window, "openSince", "before the payment"));
  await expect(till.page.getByText(till.words("merchant.live.live"))).toBeVisible();
}

/** Opens the till of a code's store and turns its voice on; what it says is kept in its window. */
export async function openVoice({ context, words }: Browsing, code: string): Promise<Page> {
  const answer = await context.request.post("/api/trpc/codes.get", { data: { json: { code } } });
  const { storeId } = (await answer.json()).result.data.json;
  const page = await context.newPage();
  await page.addInitScript(() => {
    const said: string[] = [];
    const voice = {
      cancel: () => undefined,
      speak: ({ lang, text }: SpeechSynthesisUtterance) => said.push(`${lang}: ${text}`),
    };
    Reflect.set(window, "said", said);
    Object.defineProperty(window, "speechSynthesis", { value: voice });
    Reflect.set(
      window,
      "SpeechSynthesisUtterance",
      class {
        lang = "";
        constructor(readonly text: string) {}
      },
    );
  });
  await page.goto(`/counter/${storeId}`);
  await page.getByRole("button", { name: words("merchant.counter.speechOff") }).click();
  await expect(page.getByRole("button", { name: words("merchant.counter.speechOn") })).toBeVisible();
  await expect(page.getByText(words("merchant.live.live"))).toBeVisible();
  return page;
}

/** Gives all or a part of a payment back, from its row on the till to the state that says it is done. */
export async function refund(till: Browsing, last4: string, yen: number | "all"): Promise<void> {
  const { page, words } = till;
  await page.getByRole("link").filter({ hasText: last4 }).click();
  await expect(page).toHaveURL(/\/payments\/pay_/);
  await page.getByRole("button", { name: words("payments.refund.open"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  if (yen !== "all") {
    await dialog.getByRole("radio", { name: words("payments.refund.partial") }).check();
    await dialog.getByLabel(words("payments.refund.amount")).fill(String(yen));
  }
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(words("payments.refundState.done"), { exact: true }).first()).toBeVisible({
    timeout: 20_000,
  });
}
