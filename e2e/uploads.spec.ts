import { latin, pdf, pngOfSize } from "@/bench/hostile-bed";
import type { ErrorCode } from "@/server/kernel/errors";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import { ITEM_COLUMNS } from "@/server/settlement/reconciliation/reports/rules";
import { expectStep, photograph, signUp } from "./apply-steps";
import { expect, freshEmail, test } from "./fixtures";

const MIB = 1_024 * 1_024;
const OWNER = "owner@demo.noren.example";
const PAPER = "#f-document-register_certificate";

test("whatever file a shop sends, it is told what to do, and the next one is taken (G22, G28)", async ({
  browse,
}) => {
  const phone = await browse({ width: 390, locale: "ja" });
  const { page, words } = phone;
  await signUp(phone, freshEmail("files"));
  await page.getByRole("button", { name: words("onboarding.start.action") }).click();
  await expectStep(phone, "business");
  await page.getByRole("radio", { name: words("onboarding.choice.company") }).check();
  await page.goto("/apply/documents");
  const photo = await photograph("register");
  const padded = (bytes: number) => Buffer.concat([photo, Buffer.alloc(bytes - photo.length)]);
  const files: readonly (readonly [string, Buffer, ErrorCode])[] = [
    ["店の写真.jpg", latin('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "document_type"],
    ["../../証明書.pdf", latin(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$${"EICAR"}-STANDARD`), "document_type"],
    ["鍵つき.pdf", await pdf({ userPassword: "secret" }), "document_encrypted"],
    ["大きい.png", pngOfSize(50_000, 50_000), "document_pixels"],
    ["空.jpg", Buffer.alloc(0), "document_empty"],
    ["重い.jpg", padded(MAX_DOCUMENT_BYTES + 1), "document_too_large"],
  ];
  for (const [name, buffer, code] of files) {
    await page.locator(PAPER).setInputFiles({ name, mimeType: "image/jpeg", buffer });
    const refused = page.getByRole("listitem").filter({ hasText: name.replace(/^.*\//, "") });
    await expect(refused.getByRole("alert")).toContainText(words(`errors.${code}`));
    await refused.getByRole("button", { name: words("onboarding.upload.letGo") }).click();
  }
  // As large as a file may be: what is around it in the form must not make it too large on the way.
  const full = { name: "ちょうど.jpg", mimeType: "image/jpeg", buffer: padded(MAX_DOCUMENT_BYTES) };
  await page.locator(PAPER).setInputFiles(full);
  await expect(page.getByText(words("onboarding.upload.stored", { pages: 1 }))).toBeVisible();
  // It is served as a picture that can do nothing, and to nobody else.
  const src = await page.locator('img[src^="/api/documents/"]').first().getAttribute("src");
  const served = await page.request.get(src ?? "");
  expect(served.headers()).toMatchObject({
    "content-type": "image/jpeg",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  const stranger = await browse({ width: 390, locale: "ja" }, OWNER);
  expect([403, 404]).toContain((await stranger.page.request.get(src ?? "")).status());
  expect((await page.request.get("/api/health")).status()).toBe(200);
});

test("a report of twelve megabytes is read to its last row, and the row that is wrong is named (G28)", async ({
  browse,
}) => {
  const { page, words } = await browse({ width: 1280, locale: "ja" }, "finance@demo.noren.example");
  const rows = 60_000;
  const rowOf = (index: number) =>
    ITEM_COLUMNS.map((column) => {
      if (column === "transactionId") return `huge${index}`.padEnd(60, "0");
      if (column === "transactionType") return "PAYMENT";
      if (column === "paymentTime") return "2026-01-01T12:00:00+08:00";
      if (column.endsWith("Value")) return "100";
      if (column.endsWith("Currency")) return index === rows ? "yen" : "JPY";
      return column === "orderDescription" ? "x".repeat(60) : "";
    }).join(",");
  const lines = Array.from({ length: rows }, (_, at) => rowOf(at + 1));
  const buffer = Buffer.from(`${ITEM_COLUMNS.join(",")}\n${lines.join("\n")}\n<END>\n`);
  expect(buffer.length).toBeGreaterThan(12 * MIB);
  await page.goto("/ops/reconciliation/reports");
  const name = "transactionItems_NOREN_20260101_001.csv";
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer });
  const told = page.getByRole("status").or(page.getByRole("alert")).filter({ hasText: name });
  await expect(told).toContainText(words("reconciliation.reports.problems.row"), { timeout: 60_000 });
  const place = { row: rows, column: "transactionCurrency" };
  await expect(told).toContainText(words("reconciliation.reports.place", place));
});

test("a table beyond the limit is refused by its size, and not cut without a word (G28)", async ({
  browse,
}) => {
  const { context } = await browse({ width: 1280, locale: "ja" }, OWNER);
  const answer = await context.request.post("/api/imports?name=stores.csv", {
    headers: { "content-type": "text/csv" },
    data: Buffer.alloc(64 * MIB + 1, "a"),
  });
  expect([answer.status() >= 400, await answer.json()]).toMatchObject([true, { code: "too_large" }]);
  expect(answer.headers()).toMatchObject({
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
});
