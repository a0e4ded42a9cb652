import { afterAll, beforeAll, expect, test } from "vitest";
import { at, DAY, finance, merchantScope, openShops, sell } from "@/bench/settlement-bed";
import { addDays, jstDayStartMs } from "@/server/kernel/calendar";
import { withClient } from "@/server/platform/database-roles";
import { prismaFor, read } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { approveTerms, proposeTerms } from "../../contracts/commands";
import { listProposals } from "../../contracts/queries";
import type { ProposalContent } from "../../contracts/schema";
import { runSettlement } from "../../run/commands";
import { getFeePlan } from "./queries";

const HOUR_MS = 3_600_000;
const noon = (days: number) => jstDayStartMs(addDays(DAY, days)) + 12 * HOUR_MS;
const night = (days: number) => jstDayStartMs(addDays(DAY, days + 1)) + 4 * HOUR_MS;
const [CHAIN, OTHER] = [0, 1] as const;
let database: TestDatabase;

const ask = (text: string, values: readonly unknown[] = []) =>
  withClient(database.urls.superuser, (client) => client.query(text, [...values]));
const tenantOf = (group: number) => merchantScope(group).tenantId;

beforeAll(async () => {
  database = await testDatabase();
  await openShops();
  const chain = tenantOf(CHAIN);
  await ask("INSERT INTO brand (id, tenant_id, name, created_at) VALUES ('brd_1', $1, 'のれん', now())", [
    chain,
  ]);
  await ask("UPDATE merchant SET brand_id = 'brd_1' WHERE id = $1", [chain]);
  await ask("UPDATE contract SET follows_price_list = true");
  await ask(
    "INSERT INTO store_area (id, tenant_id, name, created_at) VALUES ('are_1', $1, '関東', now()), ('are_2', $2, '関西', now())",
    [chain, tenantOf(OTHER)],
  );
  await ask("UPDATE store SET area_id = 'are_1' WHERE merchant_id = $1", [chain]);
});
afterAll(() => database.drop());

/** Proposes a row of the price list and has it approved. */
async function listRate(
  days: number,
  of: { brandId?: string; areaId?: string; mcc?: string },
  basisPoints: number,
) {
  const content: ProposalContent = {
    kind: "rate",
    rateKind: "list",
    name: "料率",
    merchantId: null,
    mcc: null,
    walletId: null,
    brandId: null,
    areaId: null,
    ...of,
    basisPoints,
    validFromOn: addDays(DAY, days),
    validThroughOn: null,
  };
  const proposed = await proposeTerms(finance("per_maker", noon(days)), { content, reason: "合意" });
  await approveTerms(finance("per_checker", noon(days)), proposed);
}

/** What sales of the day were charged, and what the plan says of each to the merchant's own people. */
async function charged(days: number, ...groups: number[]) {
  for (const group of groups) await sell(at(noon(days)), { group, amountMinor: 10_000n });
  await runSettlement(finance("per_maker", night(days)), { throughOn: addDays(DAY, days) });
  return Promise.all(groups.map((group) => chargedTo(group, days)));
}

async function chargedTo(group: number, days: number) {
  const statement = await prismaFor("jobs").statement.findFirstOrThrow({
    where: { tenantId: tenantOf(group), throughOn: addDays(DAY, days) },
    select: { id: true },
  });
  const line = await prismaFor("jobs").statementLine.findFirstOrThrow({
    where: { statementId: statement.id, kind: "sales" },
    select: { basisPoints: true },
  });
  const scope = merchantScope(group);
  const plan = await read(scope, (tx) => getFeePlan(tx, { merchantId: scope.tenantId, nowMs: noon(days) }));
  const areaId = group === CHAIN ? "are_1" : null;
  const rates = plan.areas.find((area) => area.areaId === areaId)?.rates ?? [];
  expect(rates).toHaveLength(1);
  return { charged: line.basisPoints, planned: rates[0]?.basisPoints, source: rates[0]?.source };
}

test("the nearest level decides what a sale costs, and the plan says which one it is", async () => {
  const [contract] = await charged(0, CHAIN);
  expect(contract).toMatchObject({ source: "contract", planned: contract?.charged });
  await listRate(1, { mcc: "5411" }, 180);
  expect(await charged(1, CHAIN)).toEqual([{ charged: 180, planned: 180, source: "list" }]);
  await listRate(2, { brandId: "brd_1" }, 170);
  expect(await charged(2, CHAIN)).toEqual([{ charged: 170, planned: 170, source: "brand" }]);
  await listRate(3, { areaId: "are_1" }, 175);
  await listRate(3, { areaId: "are_2" }, 100);
  expect(await charged(3, CHAIN, OTHER)).toEqual([
    { charged: 175, planned: 175, source: "area" },
    { charged: 180, planned: 180, source: "list" },
  ]);
  await ask("UPDATE contract SET follows_price_list = false");
  expect(await charged(4, CHAIN)).toMatchObject([{ source: "contract", charged: contract?.charged }]);
});

test("a merchant reads no rates of signboards and areas that are not its own", async () => {
  const scope = merchantScope(OTHER);
  const seen = await read(scope, (tx) => tx.feeRate.findMany({ select: { brandId: true, areaId: true } }));
  expect(seen).toHaveLength(2);
  expect(seen).toEqual(
    expect.arrayContaining([
      { brandId: null, areaId: null },
      { brandId: null, areaId: "are_2" },
    ]),
  );
});

test("whoever decides about a rate sees for which signboard or area it is", async () => {
  const { scope } = finance("per_checker", noon(3));
  const { proposals } = await read(scope, (tx) => listProposals(tx, scope, { state: "decided", limit: 10 }));
  const names = proposals.map(({ chainName }) => chainName ?? "");
  expect(names.sort()).toEqual(["", "さくら1 · 関東", "さくら2 · 関西", "のれん"]);
});
