import { type Browsing, expect, noren, test, yenIn } from "./fixtures";
import { ownCode, pushByWallet, pushMessage, refundByApi } from "./network-steps";

const OWNER = "owner@demo.noren.example";
const FINANCE = "finance@demo.noren.example";
const PHONE = { width: 390, locale: "ja" } as const;
const DAY_MS = 86_400_000;
const JST_MS = 9 * 3_600_000;

type State = "at_wallet" | "done" | "held" | "refused";

/** The payment's screen says this of its refund. */
async function expectState({ page, words }: Browsing, paymentId: string, state: State): Promise<void> {
  await page.goto(`/payments/${paymentId}`);
  await expect(page.getByText(words(`payments.refundState.${state}`), { exact: true })).toBeVisible({
    timeout: 20_000,
  });
}

test("a refund says where it stands, in each state and at each wallet", async ({ browse, baseURL }) => {
  test.setTimeout(180_000);
  const owner = await browse(PHONE, OWNER);
  const { page, words } = owner;
  const code = await ownCode(page);

  const yen = await pushByWallet(page, { code, yen: 3_111 });
  await refundByApi(page, yen.paymentId, 1_000);
  await expectState(owner, yen.paymentId, "done");
  await expect(page.getByRole("button", { name: words("payments.refund.open"), exact: true })).toBeVisible();

  const yuan = await pushByWallet(page, { code, yen: 2_222, wallet: "ALIPAY_CN" });
  await refundByApi(page, yuan.paymentId, 1_000);
  await expectState(owner, yuan.paymentId, "done");
  // This wallet refunds a payment once; what was paid, by which quote and at which rate stands in one row.
  await expect(page.getByText(words("payments.refund.noneLeft"))).toBeVisible();
  for (const label of ["payerAmount", "quoteId", "rate", "settlement"] as const)
    await expect(page.getByText(words(`payments.detail.${label}`), { exact: true })).toBeVisible();

  const { number } = await pushMessage(`${baseURL}`, { code, yen: 1_555 });
  const unknown = `pay_${number}`;
  await refundByApi(page, unknown, 500);
  await expectState(owner, unknown, "refused");
  await expect(page.getByText(words("payments.refusal.unknown"))).toBeVisible();

  await page.request.post("/sandbox/faults", { form: { call: "refund", misbehave: "no_answer", times: 50 } });
  const silent = await pushByWallet(page, { code, yen: 1_777 });
  await refundByApi(page, silent.paymentId, 700);
  await expectState(owner, silent.paymentId, "at_wallet");
  await page.request.delete("/sandbox/faults");
  // The screen hears of the answer by itself.
  await expect(page.getByText(words("payments.refundState.done"), { exact: true })).toBeVisible({
    timeout: 40_000,
  });
});

test("refunds after the payout leave a debt that the shop sees, and beyond the limit they wait", async ({
  browse,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const owner = await browse(PHONE, OWNER);
  const { page, words } = owner;
  const code = await ownCode(page);
  const paid = await Promise.all(
    [1, 2, 3].map((at) => pushMessage(`${baseURL}`, { code, yen: 49_000 + at })),
  );
  const { now } = await noren("clock", "advance", "25h");
  const day = new Date(Date.parse(String(now)) - DAY_MS + JST_MS).toISOString().slice(0, 10);
  await noren("settlement", "run", "--through", day, "--as", FINANCE);
  await page.request.post("/sandbox/faults", {
    form: { call: "refund", misbehave: "no_answer", times: 100 },
  });
  for (const { number } of paid) await refundByApi(page, `pay_${number}`, 49_000);
  await expectState(owner, `pay_${paid[2]?.number}`, "held");
  // The shop has sold and refunded before, and what of it comes late changes the sum by less than one of these sales.
  const [before = "", after = ""] = words("payments.refund.debt", { debt: "¥?" }).split("¥?");
  const debt = page.getByText(before).filter({ hasText: after }).first();
  await expect(debt).toBeVisible();
  const yen = yenIn((await debt.textContent()) ?? "");
  expect(yen).toBeGreaterThan(49_000);
  expect(yen).toBeLessThanOrEqual(98_000);
  await expectState(owner, `pay_${paid[0]?.number}`, "at_wallet");
  await page.request.delete("/sandbox/faults");
});
