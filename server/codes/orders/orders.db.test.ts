import { PDFiumLibrary } from "@hyzyla/pdfium";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { jobDepsAt, makeNetworkKeys, ownerDepsAt, plantShops, type Shop } from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient, sqlOfTx, transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { createCodes } from "../commands";
import { revokeCode } from "../life/commands";
import { cancelParcel, confirmParcel, orderPrints } from "./commands";
import { bookShipments, handOverParcels } from "./handover/commands";
import { handoverZip } from "./handover/document";
import { getHandover, getPrintDesk, listSheetsOf } from "./handover/queries";
import { listParcels } from "./queries";
import { printOrder } from "./schema";

const NOW = Date.UTC(2026, 10, 28, 7);
const operator = mintScope({ kind: "operator", personId: "per_net", role: "network_manager" });
// Parcels are listed by their age, so no two things happen in the same millisecond.
const tick = () => {
  ticks += 1;
  return NOW + ticks;
};
const desk = () => depsFor(operator, { kind: "person", id: "per_net" }, "req_test", tick());
let database: TestDatabase;
let shop: Shop;
let other: Shop;
let second = "";
let requests = 0;
let ticks = 0;

beforeAll(async () => {
  database = await testDatabase(makeNetworkKeys().env);
  const [one, two] = await plantShops(database.urls.superuser, 2);
  if (!one || !two) throw new Error("no shops");
  [shop, other] = [one, two];
  const counter = { tenantId: shop.merchantId, storeId: shop.storeId, counterName: "レジ2" };
  const deps = jobDepsAt(NOW);
  [second = ""] = await transact(deps.scope, (tx) => createCodes(sqlOfTx(tx), deps, [counter]));
});
afterAll(() => database.drop());

function order(given: object = {}) {
  requests += 1;
  return printOrder.parse({ requestId: `request-${requests}-0000000000`, choice: {}, ...given });
}
const owner = () => ownerDepsAt(shop, tick());
const parcels = async () => (await read(owner().scope, (tx) => listParcels(tx, owner().scope, {}))).parcels;
const newest = async () => {
  const [parcel] = await parcels();
  if (parcel === undefined) throw new Error("no parcel");
  return parcel;
};
const waiting = async () => (await read(operator, (tx) => getPrintDesk(tx, operator))).waiting;

async function zipOf(handoverId: string): Promise<Map<string, Buffer>> {
  const list = await read(operator, (tx) => getHandover(tx, operator, handoverId));
  const sql = sqlOfClient(poolFor("operator"));
  const chunks: Buffer[] = [];
  const zip = handoverZip({
    handoverId,
    parcels: list,
    brand: { name: "Noren" },
    sandbox: false,
    sheetsOf: (format) => listSheetsOf(sql, list, format, NOW),
  });
  for await (const chunk of zip) chunks.push(chunk);
  const archive = await fromBufferPromise(Buffer.concat(chunks));
  const files = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await archive.openReadStreamPromise(entry)) parts.push(part);
    files.set(entry.fileName, Buffer.concat(parts));
  }
  return files;
}

async function pagesOf(pdf: Buffer | undefined): Promise<number> {
  const pdfium = await PDFiumLibrary.init();
  const document = await pdfium.loadDocument(new Uint8Array(pdf ?? Buffer.alloc(0)));
  try {
    return document.getPageCount();
  } finally {
    document.destroy();
    pdfium.destroy();
  }
}

describe("an order to the print shop", () => {
  it("goes from the form to the shop's door: sheets and labels agree, and the merchant is told once", async () => {
    const placed = await orderPrints(owner(), order({ format: "a6", copies: 3, attention: "店長" }));
    expect(placed).toMatchObject({ codes: 2, parcels: 1 });
    const head = order({ choice: { list: shop.code }, place: "merchant" });
    await orderPrints(owner(), head);
    expect(await waiting()).toMatchObject({ parcels: 2, sheets: 7 });

    const { handoverId, sheets } = await handOverParcels(desk());
    expect(sheets).toBe(7);
    expect(await waiting()).toMatchObject({ parcels: 0 });
    const files = await zipOf(handoverId);
    expect([...files.keys()]).toEqual(["0_delivery.csv", "0_delivery.pdf", "1_a4.pdf", "3_a6.pdf"]);
    expect([await pagesOf(files.get("1_a4.pdf")), await pagesOf(files.get("3_a6.pdf"))]).toEqual([1, 6]);
    expect(files.get("3_a6.pdf")?.toString("latin1")).toContain("/TrimBox");
    const rows: Record<string, string>[] = parse(files.get("0_delivery.csv") ?? "", {
      columns: true,
      bom: true,
    });
    expect(rows.map((row) => [row.宛名, row.郵便番号, row.ファイル, row.先頭ページ, row.最終ページ])).toEqual(
      [
        ["のれん食堂 本店", "100-0001", "3_a6.pdf", "1", "6"],
        ["のれん食堂", "100-0001", "1_a4.pdf", "1", "1"],
      ],
    );
    // Made again, it holds the same sheets.
    expect((await zipOf(handoverId)).get("3_a6.pdf")?.length).toBe(files.get("3_a6.pdf")?.length);

    const list = rows.map((row) => `${row.お届け番号},ヤマト運輸,1234-5678-9012`).join("\n");
    expect(await bookShipments(desk(), { list: `${list}\nprp_nobody,x,1` })).toEqual({
      shipped: 2,
      corrected: 0,
      unread: ["prp_nobody,x,1"],
    });
    expect(await bookShipments(desk(), { list: list.replaceAll("9012", "9013") })).toMatchObject({
      shipped: 0,
      corrected: 2,
    });
    const parcel = await newest();
    expect(parcel).toMatchObject({ state: "shipped", carrier: "yamato", trackingNumber: "123456789013" });
    expect(parcel.trackingUrl).toContain("123456789013");
    const events = await withClient(database.urls.superuser, (client) =>
      client.query("SELECT 1 FROM outbox_event WHERE type = 'parcel.shipped'"),
    );
    expect(events.rowCount).toBe(2);
    await confirmParcel(owner(), parcel);
    expect(await newest()).toMatchObject({ state: "delivered" });
    await expect(confirmParcel(owner(), parcel)).rejects.toMatchObject({ code: "parcel_state" });
  });

  it("sent twice, also at the same moment, is one order", async () => {
    const form = order({ choice: { list: second } });
    const [a, b] = await Promise.all([orderPrints(owner(), form), orderPrints(owner(), form)]);
    expect(b).toEqual(a);
    expect(await orderPrints(owner(), form)).toEqual(a);
    expect(await waiting()).toMatchObject({ parcels: 1, sheets: 1 });
    await cancelParcel(owner(), await newest());
  });

  it("that was called off, or whose code has ended since, is not printed", async () => {
    await orderPrints(owner(), order({ choice: { list: second } }));
    await revokeCode(owner(), { code: second });
    await orderPrints(owner(), order({ choice: { list: shop.code } }));
    const called = await newest();
    await cancelParcel(owner(), called);
    await expect(handOverParcels(desk())).rejects.toMatchObject({ code: "nothing_to_print" });
    await orderPrints(owner(), order({ choice: { list: shop.code } }));
    expect(await handOverParcels(desk())).toMatchObject({ parcels: 1, sheets: 1 });
    const states = (await parcels()).slice(0, 3).map(({ state }) => state);
    expect(states).toEqual(["printing", "cancelled", "cancelled"]);
    await expect(cancelParcel(owner(), await newest())).rejects.toMatchObject({ code: "parcel_state" });
  });

  it("is given to one print shop only, whoever hands over at the same moment", async () => {
    for (let at = 0; at < 4; at += 1) await orderPrints(owner(), order({ choice: { list: shop.code } }));
    const both = await Promise.allSettled([handOverParcels(desk()), handOverParcels(desk())]);
    const taken = both.map((result) => (result.status === "fulfilled" ? result.value.parcels : 0));
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  it("of another tenant, or of a store that is not one's own, does not exist (G16)", async () => {
    await orderPrints(owner(), order({ choice: { list: shop.code } }));
    const { parcelId } = await newest();
    const strangers = [
      ownerDepsAt(other, tick()),
      ownerDepsAt(shop, tick(), { storeIds: ["sto_elsewhere"] }),
    ];
    for (const stranger of strangers) {
      await expect(cancelParcel(stranger, { parcelId })).rejects.toMatchObject({ code: "not_found" });
      const seen = await read(stranger.scope, (tx) => listParcels(tx, stranger.scope, {}));
      expect(seen.parcels).toEqual([]);
    }
    await expect(
      orderPrints(ownerDepsAt(other, tick()), order({ choice: { list: shop.code } })),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
