import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { latin, pdf, pngOfSize } from "@/bench/hostile-bed";
import { newCode } from "@/server/codes/rules";
import type { ErrorCode } from "@/server/kernel/errors";
import { MAX_DOCUMENT_BYTES } from "@/server/onboarding/documents/rules";
import { ITEM_COLUMNS } from "@/server/settlement/reconciliation/reports/rules";
import { expectStep, photograph, signUp } from "./apply-steps";
import { expect, freshEmail, give, test } from "./fixtures";

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
    await give(page.locator(PAPER), { name, mimeType: "image/jpeg", buffer });
    const refused = page.getByRole("listitem").filter({ hasText: name.replace(/^.*\//, "") });
    await expect(refused.getByRole("alert")).toContainText(
      words(`errors.${code}`, { max: 12_000, min: 200 }),
    );
    await refused.getByRole("button", { name: words("onboarding.upload.letGo") }).click();
  }
  // As large as a file may be: what is around it in the form must not make it too large on the way.
  const full = { name: "ちょうど.jpg", mimeType: "image/jpeg", buffer: padded(MAX_DOCUMENT_BYTES) };
  await give(page.locator(PAPER), full);
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
  const rows = 70_000;
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
  await give(page.locator('input[type="file"]'), { name, mimeType: "text/csv", buffer });
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

test("no file is given to whoever is not signed in, and one that is nobody's own does not exist (G16, G22)", async ({
  browse,
  request,
}) => {
  const { context } = await browse({ width: 1280, locale: "en" }, OWNER);
  const addresses = fileAddresses();
  expect(addresses.length).toBeGreaterThan(8);
  for (const { path, method } of addresses) {
    const anonymous = await request.fetch(path, { method });
    expect([401, 403], `${path} ${anonymous.status()}`).toContain(anonymous.status());
    const foreign = await context.request.fetch(path, { method });
    expect([403, 404], `${path} ${foreign.status()}`).toContain(foreign.status());
  }
});

/** What stands for a part of an address that is not known before: well formed, and nothing that exists. */
const PARTS: Readonly<Record<string, string>> = { code: newCode(randomBytes), month: "2020-01" };
const FILES: Readonly<Record<string, string>> = {
  codes: "poster.pdf",
  statements: "statement.csv",
  growth: "report.pdf",
};

/** Every address below /api at which a person gets something by its id. */
function fileAddresses(): { readonly path: string; readonly method: "GET" | "POST" }[] {
  return readdirSync("app/api", { recursive: true, encoding: "utf8" })
    .filter((file) => /\[[a-z]+\].*route\.ts$/.test(file) && !/^(locale|trpc)\//.test(file))
    .map((file) => {
      const parts = file.replace("/route.ts", "").split("/");
      const filled = parts.map((part, at) => {
        const name = /^\[(\w+)\]$/.exec(part)?.[1];
        if (name === undefined) return part;
        return name === "file" ? (FILES[parts[Math.max(at - 2, 0)] ?? ""] ?? "x") : (PARTS[name] ?? "x_0");
      });
      const isPost = /export (async function|const) POST/.test(readFileSync(join("app/api", file), "utf8"));
      return { path: `/api/${filled.join("/")}`, method: isPost ? "POST" : "GET" };
    });
}
