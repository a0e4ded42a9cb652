import { afterAll, beforeAll, expect, test } from "vitest";
import { makeNetworkKeys, plantShops } from "@/bench/payment-bed";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { read } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { listRefused } from "./queries";

const NOW = Date.UTC(2026, 10, 22, 7);
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase(makeNetworkKeys().env);
});
afterAll(() => database.drop());

test("refused registrations are listed by their refusals, the newest first, and pages leave none out", async () => {
  const shops = await plantShops(database.urls.superuser, 70);
  await withClient(database.urls.superuser, (client) =>
    client.query(
      `UPDATE wallet_registration r SET state = 'rejected', reason = 'BED', settled_at = to_timestamp(given.ms / 1000.0)
       FROM unnest($1::text[], $2::bigint[]) AS given(store_id, ms)
       WHERE r.store_id = given.store_id AND r.wallet_id = 'ALIPAY_CN'`,
      [shops.map(({ storeId }) => storeId), shops.map((_, at) => NOW - ((at * 37) % 10) * 1_000)],
    ),
  );
  const seen: { at: number; id: string }[] = [];
  const scope = mintScope({ kind: "operator", personId: "per_n", role: "network_manager" });
  let olderThan: string | undefined;
  do {
    const page = await read(scope, (tx) => listRefused(tx, scope, { reason: "BED", olderThan }));
    seen.push(...page.rows.map(({ settledAt, id }) => ({ at: settledAt?.getTime() ?? 0, id })));
    olderThan = page.olderThan ?? undefined;
  } while (olderThan !== undefined);
  expect(seen).toHaveLength(shops.length);
  expect(seen).toEqual([...seen].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)));
});
