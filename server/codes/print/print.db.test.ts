import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { jobDepsAt, makeNetworkKeys, ownerDepsAt, plantShops, type Shop } from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { addBrand, joinBrand } from "@/server/merchants/brands/commands";
import { withClient } from "@/server/platform/database-roles";
import { read, sqlOfTx, transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { createCodes } from "../commands";
import { orderPoster } from "../edition/commands";
import { previewPoster } from "../edition/queries";
import { configureCode } from "../life/commands";
import { scanned } from "../schema";
import { verifyPoster } from "../verify/queries";
import { cancelPrint, requestPrint } from "./commands";
import { printedFile } from "./gateway";
import { drawNextPart, expirePrints } from "./jobs";
import { choosePrint, getPrint } from "./queries";
import { PART_CODES, PRINT_KEPT_MS, partsOf } from "./rules";
import { printRequest } from "./schema";

const NOW = Date.UTC(2026, 10, 22, 7);
const folder = mkdtempSync(join(tmpdir(), "noren-prints-"));
let database: TestDatabase;
let shop: Shop;
let other: Shop;

beforeAll(async () => {
  database = await testDatabase({ ...makeNetworkKeys().env, STORAGE_URL: `file:${folder}` });
  const [first, second] = await plantShops(database.urls.superuser, 2);
  if (!first || !second) throw new Error("no shops");
  [shop, other] = [first, second];
  const counters = Array.from({ length: PART_CODES + 20 }, (_, at) => ({
    tenantId: shop.merchantId,
    storeId: shop.storeId,
    counterName: `レジ ${at + 1}`,
  }));
  const deps = jobDepsAt(NOW);
  await transact(deps.scope, (tx) => createCodes(sqlOfTx(tx), deps, counters));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const request = (given: object = {}) => printRequest.parse({ choice: {}, format: "a6", ...given });
const owner = (nowMs = NOW) => ownerDepsAt(shop, nowMs);
const look = (printId: string) => read(owner().scope, (tx) => getPrint(tx, owner().scope, printId));

async function drawAll(): Promise<void> {
  while ((await drawNextPart(jobDepsAt(NOW))) > 0);
}

async function fileOf(printId: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of printedFile(await look(printId))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function pagesOf(pdf: Uint8Array): Promise<number> {
  const pdfium = await PDFiumLibrary.init();
  const document = await pdfium.loadDocument(pdf);
  try {
    // The last page is drawn, too: a broken reference shows only then.
    await document.getPage(document.getPageCount() - 1).render({ scale: 0.5, render: "bitmap" });
    return document.getPageCount();
  } finally {
    document.destroy();
    pdfium.destroy();
  }
}

describe("a print of many codes", () => {
  it("becomes one PDF of all pages, list first, also when a worker dies between two pieces", async () => {
    const { printId, codes } = await requestPrint(owner(), request());
    expect(codes).toBe(PART_CODES + 21);
    await drawNextPart(jobDepsAt(NOW));
    expect(await look(printId)).toMatchObject({ state: "running", partsDone: 1 });
    // The piece was kept, and its worker died before it was counted.
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE print_job SET parts_done = 0 WHERE id = $1", [printId]),
    );
    await drawAll();
    const print = await look(printId);
    expect(print).toMatchObject({ state: "done", partsDone: 3, parts: partsOf(codes).length });
    const pdf = await fileOf(printId);
    expect(await pagesOf(new Uint8Array(pdf))).toBe(codes + 1);
    expect((await fileOf(printId)).equals(pdf)).toBe(true);
  });

  it("becomes a ZIP with a PDF for each store and the list", async () => {
    const list = `${shop.code}\nno such shop`;
    const { printId, codes } = await requestPrint(owner(), request({ packing: "zip", choice: { list } }));
    expect(codes).toBe(1);
    await drawAll();
    const zip = await fileOf(printId);
    const entries = await entriesOf(zip);
    expect(entries.map(({ name }) => name)).toEqual([
      "000_list_00001.pdf",
      `のれん食堂 本店_${shop.code}.pdf`,
    ]);
    for (const { content } of entries) expect(await pagesOf(new Uint8Array(content))).toBe(1);
  });

  it("says before it begins which lines of a list nobody answers to", async () => {
    const list = `のれん食堂 本店, ${other.code}\t${other.storeId}`;
    const { scope } = owner();
    const choice = request({ choice: { list } }).choice;
    const chosen = await read(scope, (tx) => choosePrint(tx, scope, choice));
    expect(chosen).toMatchObject({ stores: 1, unknown: [other.code, other.storeId] });
    expect(chosen.codes).toHaveLength(PART_CODES + 21);
    await expect(requestPrint(owner(), request({ choice: { list: other.code } }))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("of another tenant is answered as if it did not exist (G16)", async () => {
    const { printId } = await requestPrint(owner(), request());
    const stranger = ownerDepsAt(other, NOW);
    await expect(read(stranger.scope, (tx) => getPrint(tx, stranger.scope, printId))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(cancelPrint(stranger, { printId })).rejects.toMatchObject({ code: "not_found" });
    await cancelPrint(owner(), { printId });
    await drawAll();
    expect(await look(printId)).toMatchObject({ state: "cancelled", partsDone: 0 });
    await expect(cancelPrint(owner(), { printId })).rejects.toMatchObject({ code: "code_state" });
  });

  it("is cleared away when its time is over", async () => {
    const { printId } = await requestPrint(owner(), request({ choice: { list: shop.code } }));
    await drawAll();
    await expirePrints(jobDepsAt(NOW + PRINT_KEPT_MS));
    expect((await look(printId)).state).toBe("expired");
    await expect(fileOf(printId)).rejects.toMatchObject({ code: "code_state" });
  });
});

/** Reads an archive with a reader that knows nothing of its writer, which checks sizes and every checksum. */
async function entriesOf(zip: Buffer): Promise<{ name: string; content: Buffer }[]> {
  const archive = await fromBufferPromise(zip);
  const entries: { name: string; content: Buffer }[] = [];
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    expect(crc32(content), entry.fileName).toBe(entry.crc32);
    entries.push({ name: entry.fileName, content });
  }
  return entries;
}

describe("the serial in the foot of a poster", () => {
  it("tells the print of today from an older one, a copy and a symbol stuck on another poster", async () => {
    const place = { tenantId: shop.merchantId, storeId: shop.storeId };
    const deps = jobDepsAt(NOW);
    const [till = "", next = ""] = await transact(deps.scope, (tx) =>
      createCodes(sqlOfTx(tx), deps, [
        { ...place, counterName: "一" },
        { ...place, counterName: "二" },
      ]),
    );
    const print = async (code: string) => (await orderPoster(owner(), { code, format: "a5" })).serial;
    const { scope } = owner();
    const edition = async (serial: string) => {
      const found = await read(scope, (tx) => verifyPoster(tx, scope, { value: till, serial }, NOW));
      return found.kind === "own" ? found.edition : found.kind;
    };
    const [old, stranger] = [await print(till), await print(next)];
    expect(await edition(old)).toBe("current");
    await configureCode(owner(), { code: till, counterName: "三", format: "URL" });
    expect(await edition(old)).toBe("old");
    expect(await edition(await print(till))).toBe("current");
    expect(await edition(old)).toBe("old");
    expect(await edition(stranger)).toBe("other");
    expect(await edition("N-22222222")).toBe("unknown");
    expect(scanned.parse({ value: "x", serial: "ｎ－2b4d 6f8h" }).serial).toBe("N-2B4D6F8H");
  });
});

it("posters of several merchants under one signboard carry its design, and others do not", async () => {
  const scope = mintScope({ kind: "operator", personId: "per_n", role: "network_manager" });
  const manager = depsFor(scope, { kind: "person", id: "per_n" }, "req_b", NOW);
  const looks = { name: "さくらマート", color: "#006633", mark: null, posterFormat: null, language: null };
  const { brandId } = await addBrand(manager, { headOfficeId: shop.merchantId, ...looks });
  const chainOf = async (whose: Shop) => {
    const deps = ownerDepsAt(whose, NOW);
    return (
      await read(deps.scope, (tx) => previewPoster(tx, deps.scope, { code: whose.code, format: "a4" }, NOW))
    ).design?.chain;
  };
  expect([await chainOf(shop), await chainOf(other)]).toEqual(["さくらマート", undefined]);
  const joined = await joinBrand(manager, { brandId, list: `${other.merchantId}\nmer_nobody` });
  expect(joined).toEqual({ joined: 1, unknown: ["mer_nobody"] });
  expect(await chainOf(other)).toBe("さくらマート");
  await joinBrand(manager, { brandId: null, list: other.merchantId });
  expect(await chainOf(other)).toBeUndefined();
});
