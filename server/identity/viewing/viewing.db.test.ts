import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newPerson, signIn } from "@/bench/people-bed";
import { concerns } from "@/server/api/live";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { plantRow } from "@/server/platform/test-rows";

const sql = () => sqlOfClient(poolFor("operator"));
const refusal = (code: string) => expect.objectContaining({ message: code });
const MERCHANT = "mer_looked_at";
const REASON = "入金額についてのお問い合わせ";
const INVITATION = { email: "x@example.jp", name: "", role: "clerk", locale: "ja" } as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await withClient(database.urls.superuser, async (client) => {
    await client.query("SET session_replication_role = replica");
    const names = { trade_name: "さくら商店", legal_name: "さくら商店" };
    await plantRow(client, "merchant", { id: MERCHANT, tenant_id: MERCHANT, state: "active", ...names });
  });
});
afterAll(() => database.drop());

async function support() {
  const { personId } = await newPerson("support");
  return { personId, ...(await signIn(personId, { secondFactorGiven: true })) };
}

const actions = async (personId: string) => {
  const rows = await sql()<{ action: string }>(
    "SELECT action FROM audit_event WHERE actor_id = $1 AND action LIKE 'support.%' ORDER BY id",
    [personId],
  );
  return rows.map(({ action }) => action).sort();
};

describe("support's look at a merchant", () => {
  test("sees the merchant's screens, changes nothing, and every kind of reading is told once", async () => {
    const desk = await support();
    await expect((await desk.api()).merchants.own()).rejects.toEqual(refusal("not_permitted"));
    await (await desk.api()).viewing.start({ merchantId: MERCHANT, reason: REASON });
    expect(await (await desk.api()).merchants.own()).toMatchObject({ tradeName: "さくら商店" });
    await (await desk.api()).merchants.own();
    await (await desk.api()).team.list();
    expect((await (await desk.api()).account.me()).viewing).toMatchObject({ tenantId: MERCHANT });
    const invitation = { ...INVITATION, storeIds: [] };
    await expect((await desk.api()).team.invite(invitation)).rejects.toEqual(refusal("view_only"));
    await expect((await desk.api()).account.changeLocale({ locale: "en" })).rejects.toEqual(
      refusal("view_only"),
    );
    await (await desk.api()).viewing.end();
    await expect((await desk.api()).merchants.own()).rejects.toEqual(refusal("not_permitted"));
    expect(await actions(desk.personId)).toEqual([
      "support.view_end",
      "support.view_read",
      "support.view_read",
      "support.view_start",
    ]);
    const told = await sql()("SELECT 1 FROM outbox_event WHERE type = 'support.viewed' AND tenant_id = $1", [
      MERCHANT,
    ]);
    expect(told).toHaveLength(1);
  });

  test("ends by itself after half an hour, and the database allows no longer one", async () => {
    const desk = await support();
    const { viewId } = await (await desk.api()).viewing.start({ merchantId: MERCHANT, reason: REASON });
    await expect(
      sql()("UPDATE support_view SET ends_at = ends_at + interval '1 second' WHERE id = $1", [viewId]),
    ).rejects.toThrow(/half_an_hour/);
    await sql()(
      `UPDATE support_view SET started_at = started_at - interval '30 minutes', ends_at = ends_at - interval '30 minutes'
       WHERE id = $1`,
      [viewId],
    );
    expect((await desk.signedIn())?.viewing).toBeNull();
    await expect((await desk.api()).merchants.own()).rejects.toEqual(refusal("not_permitted"));
  });

  test("is of one session, of one merchant at a time, with a reason, and of support alone", async () => {
    const desk = await support();
    const start = { merchantId: MERCHANT, reason: REASON };
    await expect((await desk.api()).viewing.start({ ...start, reason: "  .  " })).rejects.toThrow();
    await expect((await desk.api()).viewing.start({ ...start, merchantId: "mer_none" })).rejects.toEqual(
      refusal("not_found"),
    );
    await (await desk.api()).viewing.start(start);
    const elsewhere = await signIn(desk.personId, { secondFactorGiven: true });
    expect((await elsewhere.signedIn())?.viewing).toBeNull();
    const finance = await signIn((await newPerson("finance")).personId, { secondFactorGiven: true });
    await expect((await finance.api()).viewing.start(start)).rejects.toEqual(refusal("not_permitted"));
  });
});

test("the live feed tells a clerk of their own store alone, and support of the merchant it looks at (G16)", async () => {
  const desk = await support();
  const base = await desk.signedIn();
  if (!base) throw new Error("not signed in");
  const clerk = (storeIds: readonly string[] | "all") => ({
    ...base,
    viewing: null,
    active: { kind: "merchant", id: "mem_1", tenantId: MERCHANT, role: "clerk", storeIds } as const,
  });
  const news = (storeIds?: readonly string[], tenantId = MERCHANT) => ({
    tenantIds: [tenantId],
    kinds: ["payments"] as const,
    ...(storeIds ? { storeIds } : {}),
  });
  expect(concerns(clerk(["sto_1"]), news(["sto_1", "sto_9"]))).toBe(true);
  expect(concerns(clerk(["sto_1"]), news(["sto_2"]))).toBe(false);
  expect(concerns(clerk("all"), news(["sto_2"]))).toBe(true);
  expect(concerns(clerk(["sto_1"]), news())).toBe(true);
  expect(concerns(clerk("all"), news(["sto_2"], "mer_other"))).toBe(false);
  const viewing = { viewId: "viw_1", tenantId: MERCHANT, name: "x", endsAtMs: 0 };
  expect(concerns({ ...base, viewing }, news())).toBe(true);
  expect(concerns({ ...base, viewing }, news(undefined, "mer_other"))).toBe(false);
});
