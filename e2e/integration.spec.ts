import { createServer } from "node:http";
import type { Locator, Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { type Browsing, expect, test } from "./fixtures";
import { ownCode, pushMessage } from "./network-steps";

const OWNER = "owner@demo.noren.example";
const DESK = { width: 1280, locale: "en" } as const;
const PHONE = { width: 390, locale: "ja" } as const;

/** A merchant's own system on the port that the running product exempts. */
async function startReceiver() {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ headers, body });
      response.writeHead(200).end("thanks");
    });
  });
  const port = Number(process.env.E2E_RECEIVER_PORT);
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${port}/hooks`, received, close: () => server.close() };
}

/** Reads a secret that is shown once, and says that it is kept. */
async function keepSecret({ words }: Browsing, dialog: Locator): Promise<string> {
  const text = (await dialog.locator("code").textContent()) ?? "";
  await dialog.getByRole("button", { name: words("integration.once.done") }).click();
  return text;
}

test("an endpoint hears a test message, which is sent again by hand, and a key is replaced without a gap", async ({
  browse,
}) => {
  test.setTimeout(240_000);
  const receiver = await startReceiver();
  const name = `POS ${Date.now()}`;
  const owner = await browse(DESK, OWNER);
  const { page, words } = owner;
  await page.goto("/settings/webhooks");
  await page.getByRole("button", { name: words("integration.webhooks.add") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("integration.webhooks.name")).fill(name);
  await dialog.getByLabel(words("integration.webhooks.url")).fill(receiver.url);
  await dialog.locator("button[type=submit]").click();
  await expect(dialog.locator("code")).toContainText("whsec_", { timeout: 15_000 });
  const secret = await keepSecret(owner, dialog);
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: words("integration.webhooks.test") }).click();
  const accepted = page.getByText(words("integration.webhooks.state.delivered"), { exact: true });
  await expect(accepted.last()).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: words("integration.webhooks.details") }).click();
  await expect(dialog.getByText("thanks")).toBeVisible();
  await dialog.getByRole("button", { name: words("integration.webhooks.replay") }).click();
  await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(2);
  receiver.close();
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(1);
  for (const { headers, body } of receiver.received)
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: "webhook.test" });

  const before = await newKey(owner);
  expect(await statusWith(page, before)).toBe(200);
  await page
    .getByRole("listitem")
    .filter({ hasText: `…${before.slice(-4)}` })
    .getByRole("button", { name: words("integration.keys.rotate") })
    .click();
  await dialog.getByRole("button", { name: words("integration.keys.rotate") }).click();
  await expect(dialog.locator("code")).toContainText("noren_test_", { timeout: 15_000 });
  const after = await keepSecret(owner, dialog);
  expect(await Promise.all([before, after].map((key) => statusWith(page, key)))).toEqual([200, 200]);
});

async function newKey(owner: Browsing): Promise<string> {
  const { page, words } = owner;
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: words("integration.keys.create") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("integration.keys.name")).fill("Till");
  await dialog.locator("button[type=submit]").click();
  await expect(dialog.locator("code")).toContainText("noren_test_", { timeout: 15_000 });
  return keepSecret(owner, dialog);
}

async function statusWith(page: Page, key: string): Promise<number> {
  const answer = await page.request.get("/api/v1/payments?limit=1", {
    headers: { authorization: `Bearer ${key}` },
  });
  return answer.status();
}

test("a payment is found by its last four digits, flagged as a double, and refunded once from two tabs", async ({
  browse,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const owner = await browse(PHONE, OWNER);
  const { page, words, context } = owner;
  const lines: string[] = [];
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/live") lines.push(request.url());
  });
  const sale = { code: await ownCode(page), yen: 3_000 + (Date.now() % 900) };
  await pushMessage(`${baseURL}`, sale);
  const { number } = await pushMessage(`${baseURL}`, sale);

  await page.goto(`/payments?last4=${number.slice(-4)}`);
  const row = page.locator(`a[href="/payments/pay_${number}"]`);
  await expect(row).toContainText(words("payments.flag.possible_duplicate"));
  await row.click();
  await expect(page.getByText(words("payments.flag.possible_duplicate")).first()).toBeVisible();
  const linesOfOne = lines.length;
  const second = await context.newPage();
  await second.goto(`/payments/pay_${number}`);
  for (const tab of [page, second]) await fillRefund(owner, tab, "100");
  await Promise.all(
    [page, second].map((tab) => tab.getByRole("dialog").locator("button[type=submit]").dblclick()),
  );
  for (const tab of [page, second]) {
    await expect(tab.getByRole("dialog")).toBeHidden();
    await expect(tab.getByText("−¥100", { exact: true })).toHaveCount(1, { timeout: 15_000 });
  }
  // Two tabs, one line: the second tab heard of the refund through the first one.
  expect(lines.length).toBe(linesOfOne);
  await page.close();
  await expect.poll(() => lines.length, { timeout: 15_000 }).toBeGreaterThan(linesOfOne);
});

async function fillRefund({ words }: Browsing, tab: Page, yen: string): Promise<void> {
  await tab.getByRole("button", { name: words("payments.refund.open"), exact: true }).click();
  const dialog = tab.getByRole("dialog");
  await dialog.getByRole("radio", { name: words("payments.refund.partial") }).check();
  await dialog.getByLabel(words("payments.refund.amount")).fill(yen);
  await expect(dialog.getByText(words("payments.burden.covered"))).toBeVisible();
}
