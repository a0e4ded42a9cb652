import { afterAll, beforeAll, expect, test } from "vitest";
import {
  jobDepsAt,
  makeNetworkKeys,
  paidAt,
  plantShops,
  pushMessage,
  type Shop,
  send,
} from "@/bench/payment-bed";
import { writeScans } from "@/server/codes/scans/ingest";
import { addScan, type HeldScans } from "@/server/codes/scans/rules";
import { mintScope, type OperatorScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient, transact } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { foldSales } from "../activity/commands";
import { listRhythms } from "../merchant/timeline/queries";
import { noteCode, refreshWatch } from "./commands";
import { listWatched } from "./queries";
import { LONG_DAYS, OPENED_LEAST, USUAL_FROM_PAYMENTS } from "./rules";
import type { WatchedCodesInput } from "./schema";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 28, 3);
const keys = makeNetworkKeys();
const scope: OperatorScope = mintScope({ kind: "operator", personId: "per_boss", role: "network_manager" });
let database: TestDatabase;
let shops: Shop[] = [];

const deskAt = (now: number): Deps<OperatorScope> => ({
  ...jobDepsAt(now),
  scope,
  actor: { kind: "person", id: scope.personId },
  transact: (work) => transact(scope, work),
});
const shopAt = (at: number): Shop => {
  const shop = shops[at];
  if (shop === undefined) throw new Error("no shop");
  return shop;
};
const listed = (input: WatchedCodesInput = {}, nowMs = NOW) =>
  read(scope, (tx) => listWatched(tx, scope, { ...input, nowMs }));
const pay = (at: number, atMs: number) =>
  send(keys, "payments/pushPayment", pushMessage(shopAt(at), paidAt(atMs)), atMs);
async function open(at: number, times: readonly number[]): Promise<void> {
  const held: HeldScans = new Map();
  for (const atMs of times) addScan(held, shopAt(at).code, atMs);
  await writeScans(sqlOfClient(poolFor("ingest")), held);
}

beforeAll(async () => {
  database = await testDatabase(keys.env);
  shops = await plantShops(database.urls.superuser, 5);
  const long = NOW - (LONG_DAYS + 1) * DAY;
  for (let count = 0; count < USUAL_FROM_PAYMENTS; count += 1) {
    await pay(0, long - count * (DAY / 2));
    await pay(1, NOW - DAY - count * (DAY / 2));
  }
  await pay(2, NOW - 5 * DAY);
  await open(
    2,
    Array.from({ length: OPENED_LEAST }, (_, at) => NOW - DAY - at * 1_000),
  );
  await open(3, [NOW - DAY]);
  await withClient(database.urls.superuser, (client) =>
    client.query(
      `INSERT INTO risk_alert (id, tenant_id, store_id, rule, facts, finding_key, raised_at)
       VALUES ('rka_1', $1, $2, 'silent_poster', jsonb_build_object('code', $3::text), 'a', now()),
              ('rka_2', $1, $2, 'night_sales', '{}', 'b', now())`,
      [shopAt(4).merchantId, shopAt(4).storeId, shopAt(4).code],
    ),
  );
  await foldSales(jobDepsAt(NOW));
});
afterAll(() => database.drop());

test("codes are on the list for what is unlike them, and for nothing else", async () => {
  expect(await listed()).toMatchObject({ codes: [], watchedAt: null });
  expect(await refreshWatch(jobDepsAt(NOW))).toBe(3);
  const { codes, counts, watchedAt } = await listed();
  expect(watchedAt).toEqual(new Date(NOW));
  expect(new Map(codes.map(({ codeId, reasons }) => [codeId, reasons]))).toEqual(
    new Map([
      [shopAt(0).code, ["silent_long"]],
      [shopAt(2).code, ["opened_unpaid"]],
      [shopAt(4).code, ["silent_now", "risk"]],
    ]),
  );
  expect(counts).toEqual({ silent_now: 1, opened_unpaid: 1, silent_long: 1, risk: 1 });
  expect((await listed({ reason: "opened_unpaid" })).codes.map(({ codeId }) => codeId)).toEqual([
    shopAt(2).code,
  ]);
  expect((await listed({ prefectureCode: "99" })).codes).toEqual([]);
});

test("the last scan is the last opening of the page, also when nobody pays", async () => {
  const { codes } = await listed({ reason: "opened_unpaid" });
  expect(codes[0]?.lastScanAt).toEqual(new Date(NOW - DAY));
  expect(codes[0]?.lastPaidAt).toEqual(new Date(NOW - 5 * DAY));
  const { merchantId } = shopAt(3);
  const [rhythm] = await read(scope, (tx) => listRhythms(tx, scope, { merchantId }));
  expect(rhythm).toMatchObject({ lastScanAt: new Date(NOW - DAY), lastPaidAt: null });
});

test("whoever has looked takes a code off the list for some days; a payment takes it off by itself", async () => {
  await noteCode(deskAt(NOW), { codeId: shopAt(0).code, note: "改装で休業中", days: 7 });
  expect((await listed()).codes.map(({ codeId }) => codeId)).not.toContain(shopAt(0).code);
  const shown = await listed({ quiet: "shown", reason: "silent_long" });
  expect(shown.codes).toMatchObject([{ note: "改装で休業中" }]);
  expect((await listed({}, NOW + 8 * DAY)).codes.map(({ codeId }) => codeId)).toContain(shopAt(0).code);
  await pay(2, NOW);
  await foldSales(jobDepsAt(NOW + 600_000));
  await refreshWatch(jobDepsAt(NOW + 600_000));
  expect((await listed({ reason: "opened_unpaid" })).codes).toEqual([]);
});

test("pages go on where they ended, each code once", async () => {
  await withClient(database.urls.superuser, (client) =>
    client.query(
      `WITH made AS (
         INSERT INTO code SELECT (jsonb_populate_record(NULL::code,
           to_jsonb(c) || jsonb_build_object('id', 'ZZ' || n, 'jpqr_id', NULL))).*
         FROM (SELECT * FROM code LIMIT 1) c, generate_series(1000, 1119) n RETURNING *)
       INSERT INTO code_watch (code_id, tenant_id, store_id, prefecture_code, reasons, since_at)
       SELECT id, tenant_id, store_id, '13', '{risk}', now() FROM made`,
    ),
  );
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listed({ after, reason: "risk" });
    seen.push(...page.codes.map(({ codeId }) => codeId));
    after = page.after ?? undefined;
  } while (after !== undefined);
  expect(seen).toHaveLength(121);
  expect(new Set(seen).size).toBe(121);
});
