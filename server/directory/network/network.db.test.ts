import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobDepsAt, makeNetworkKeys, plantShops, pushMessage, type Shop, send } from "@/bench/payment-bed";
import { tellAnnouncements } from "@/server/alerts/announcements/jobs";
import { mintScope, type OperatorScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { read, transact } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { foldSales, rebuildSales } from "../activity/commands";
import { sendAnnouncement } from "../announcements/commands";
import { assignMany, orderMany, suspendMany, tagMany, undoBulk } from "../bulk/commands";
import { listRhythms, listTimeline } from "../merchant/timeline/queries";
import { recordVisit } from "../visits/commands";
import { refreshFigures } from "./figures/commands";
import { setAssumption, setTarget } from "./plan/commands";
import { getNetwork, listDormant } from "./queries";
import { weeklyReport } from "./report/document";
import { networkCsv } from "./table/document";
import { TABLES } from "./table/rules";

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
const network = (nowMs: number) => read(scope, (tx) => getNetwork(tx, scope, { nowMs }));
const ask = <Row extends object>(text: string, values: readonly unknown[] = []) =>
  withClient(database.urls.superuser, async (client) => (await client.query<Row>(text, [...values])).rows);
const pay = (shop: Shop | undefined, atMs: number) => {
  if (shop === undefined) throw new Error("no shop");
  return send(keys, "payments/pushPayment", pushMessage(shop), atMs);
};

beforeAll(async () => {
  database = await testDatabase(keys.env);
  shops = await plantShops(database.urls.superuser, 8);
  await ask(
    "INSERT INTO person (id, email, name, locale, created_at) VALUES ('per_boss', 'b@example.jp', '田中', 'ja', now()), ('per_owner', 'o@example.jp', '', 'en', now())",
  );
  await ask(
    `INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at)
     VALUES ('mem_b', 'per_boss', NULL, 'network_manager', '{}', now()), ('mem_o', 'per_owner', $1, 'owner', '{}', now())`,
    [shops[0]?.merchantId],
  );
  await ask("UPDATE merchant SET approved_at = $1::timestamptz - interval '100 days'", [new Date(NOW)]);
  for (const [at, shop] of shops.slice(0, 5).entries())
    for (let count = 0; count <= at; count += 1)
      await pay(shop, NOW - (at === 4 ? 40 : 2) * DAY - count * 1_000);
});
afterAll(() => database.drop());

describe("read models", () => {
  test("fold every sale once, whatever is folded again, and equal the payments counted slowly", async () => {
    expect(await foldSales(jobDepsAt(NOW - 10 * DAY))).toBe(5);
    expect(await foldSales(jobDepsAt(NOW))).toBe(10);
    expect(await foldSales(jobDepsAt(NOW))).toBe(0);
    const slow = `SELECT code_id, count(*)::int AS payments, sum(amount_minor)::text AS amount, max(paid_at) AS last
                  FROM payment WHERE state = 'succeeded' GROUP BY 1 ORDER BY 1`;
    const kept = `SELECT code_id, payments, amount_minor::text AS amount, last_paid_at AS last FROM code_activity ORDER BY 1`;
    const folded = await ask(kept);
    expect(folded).toEqual(await ask(slow));
    const days =
      "SELECT day_on, sum(payments)::int AS payments, sum(amount_minor)::text AS amount FROM sales_day GROUP BY 1 ORDER BY 1";
    const slowDays = `SELECT to_char(paid_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD') AS day_on, count(*)::int AS payments,
      sum(amount_minor)::text AS amount FROM payment WHERE state = 'succeeded' GROUP BY 1 ORDER BY 1`;
    const foldedDays = await ask(days);
    expect(foldedDays).toEqual(await ask(slowDays));
    expect(await rebuildSales(jobDepsAt(NOW))).toBe(15);
    expect(await ask(kept)).toEqual(folded);
    expect(await ask(days)).toEqual(foldedDays);
  });

  test("say who is active, dormant and never came, also when nothing happens but time", async () => {
    const states = () =>
      ask<{ activity: string; n: number }>(
        "SELECT activity, count(*)::int AS n FROM merchant_profile GROUP BY 1 ORDER BY 1",
      );
    expect(await states()).toEqual([
      { activity: "active", n: 4 },
      { activity: "dormant", n: 1 },
      { activity: "never", n: 3 },
    ]);
    expect(await read(scope, (tx) => listDormant(tx, scope, { limit: 5 }))).toHaveLength(1);
    await foldSales(jobDepsAt(NOW + 35 * DAY));
    expect(await states()).toEqual([
      { activity: "dormant", n: 5 },
      { activity: "never", n: 3 },
    ]);
    await rebuildSales(jobDepsAt(NOW));
  });
});

describe("the network's page", () => {
  test("equals the slow exact queries, figure by figure", async () => {
    await recordVisit({ page: "apply", nowMs: NOW });
    await recordVisit({ page: "apply", nowMs: NOW });
    await refreshFigures(jobDepsAt(NOW));
    const page = await network(NOW);
    const [slow] = await ask<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM merchant WHERE state = 'active') AS active,
        (SELECT count(*)::int FROM store WHERE state = 'active') AS stores,
        (SELECT count(DISTINCT tenant_id)::int FROM payment WHERE state = 'succeeded') AS paid,
        (SELECT count(*)::int FROM payment WHERE state = 'succeeded' AND paid_at > $1::timestamptz - interval '30 days') AS payments`,
      [new Date(NOW)],
    );
    expect(page.all).toMatchObject(slow ?? {});
    expect(page.computedAt).toEqual(new Date(NOW));
    expect(page.growth.at(-1)?.shops).toBe(8);
    expect(page.prefectures.reduce((sum, one) => sum + one.active, 0)).toBe(8);
    expect(page.categories.reduce((sum, one) => sum + one.payments, 0)).toBe(slow?.payments);
    expect(page.registrations.reduce((sum, one) => sum + one.payments, 0)).toBe(slow?.payments);
    expect(page.funnel[0]).toMatchObject({ step: "visited", reached: 2 });
    expect(page.cohorts).toHaveLength(1);
    const stayed = await ask(
      `SELECT 1 FROM payment p JOIN merchant m ON m.id = p.tenant_id GROUP BY m.id
       HAVING max(p.paid_at) >= max(m.approved_at) + interval '90 days'`,
    );
    expect(page.cohorts[0]).toMatchObject({ joined: 8, within7: 0, after90: stayed.length });
  });

  test("follows the targets and assumptions that people set", async () => {
    const line = { startOn: "2026-11-01", startShops: 5, endOn: "2026-12-31", endShops: 20 };
    await setTarget(deskAt(NOW), { scope: "network", key: "", ...line });
    await setTarget(deskAt(NOW), { scope: "prefecture", key: "13", ...line });
    await setAssumption(deskAt(NOW), { key: "13", cashlessBasisPoints: 6_000, spendingMinor: 1_000_000n });
    const page = await network(NOW);
    expect(page.target).toMatchObject({ endShops: 20, isSet: true });
    expect(page.prefectures.find(({ code }) => code === "13")).toMatchObject({
      target: { endShops: 20 },
      assumption: { cashlessBasisPoints: 6_000 },
    });
  });

  test("leaves the house as a report of two pages and as tables without a formula", async () => {
    const page = await network(NOW);
    const dormant = await read(scope, (tx) => listDormant(tx, scope, { limit: 5 }));
    for (const language of ["ja", "en"] as const) {
      const pdf = await weeklyReport(page, { language, dormant, nowMs: NOW });
      expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
      expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(2);
      for (const name of TABLES) {
        const csv = networkCsv(name, page, { language, dormant });
        expect(csv.split("\r\n").length, name).toBeGreaterThan(1);
        expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
      }
    }
  });
});

describe("many at once", () => {
  const all = () => ({ merchantIds: shops.map(({ merchantId }) => merchantId) });

  test("are given to a manager and tagged, each with its result, and taken back as they were", async () => {
    const { bulkId, rows } = await assignMany(deskAt(NOW), { choice: all(), managerId: "per_boss" });
    expect(rows.map(({ outcome }) => outcome)).toEqual(Array(8).fill("done"));
    const again = await assignMany(deskAt(NOW), {
      choice: { filters: { managerId: "per_boss" } },
      managerId: "per_boss",
    });
    expect(again.rows.map(({ outcome }) => outcome)).toEqual(Array(8).fill("unchanged"));
    await tagMany(deskAt(NOW), { choice: { filters: { managerId: "per_boss" } }, kind: "tag", tag: "重点" });
    const undone = await undoBulk(deskAt(NOW), { bulkId }, ["assign"]);
    expect(undone.undoneAt).not.toBeNull();
    await expect(undoBulk(deskAt(NOW), { bulkId }, ["assign"])).rejects.toMatchObject({ code: "work_state" });
    expect(await ask("SELECT DISTINCT manager_id, tags FROM merchant_profile")).toEqual([
      { manager_id: null, tags: ["重点"] },
    ]);
  });

  test("are suspended with a reason, refuse payments at once, and go on when it is undone", async () => {
    const { bulkId, rows } = await suspendMany(deskAt(NOW), { choice: all(), reason: "調査" });
    expect(rows.every(({ outcome }) => outcome === "done")).toBe(true);
    const refused = await pay(shops[0], NOW);
    expect(refused.result.resultStatus).not.toBe("S");
    const twice = await suspendMany(deskAt(NOW), { choice: all(), reason: "もう一度" });
    expect(twice.rows.every(({ outcome }) => outcome === "merchant_state")).toBe(true);
    await undoBulk(deskAt(NOW), { bulkId }, ["suspend"]);
    expect(await ask("SELECT DISTINCT state, suspended_reason FROM merchant")).toEqual([
      { state: "active", suspended_reason: null },
    ]);
    expect((await pay(shops[0], NOW)).result.resultStatus).toBe("S");
  });

  test("hear of a message in their own language, once, and little by little", async () => {
    const words = { ja: "年末", en: "Year end", zh: "", ko: "" };
    await sendAnnouncement(deskAt(NOW), { choice: all(), kind: "offer", titles: words, bodies: words });
    expect(await tellAnnouncements(jobDepsAt(NOW))).toBe(8);
    expect(await tellAnnouncements(jobDepsAt(NOW))).toBe(0);
    const news = await ask<{ kind: string; params: Record<string, string> }>(
      "SELECT kind, params FROM notification WHERE person_id = 'per_owner'",
    );
    expect(news).toMatchObject([
      { kind: "announcement_offer", params: { title_en: "Year end", title_ko: "年末" } },
    ]);
    expect(await ask("SELECT state FROM announcement")).toEqual([{ state: "sent" }]);
  });

  test("leave their traces on the merchant's one line of time, page after page", async () => {
    const merchantId = shops[0]?.merchantId ?? "";
    const posters = { format: "tent", copies: 2, requestId: "req_posters" };
    await orderMany(deskAt(NOW), { choice: { merchantIds: [merchantId] }, ...posters });
    await ask(
      `INSERT INTO risk_alert (id, tenant_id, store_id, rule, facts, finding_key, raised_at)
       SELECT 'alert_1', merchant_id, id, 'night_sales', '{}', 'key_1', $2::timestamptz FROM store WHERE merchant_id = $1`,
      [merchantId, new Date(NOW)],
    );
    const pageOf = (limit: number, before?: Date) =>
      read(scope, (tx) => listTimeline(tx, scope, { merchantId, before, limit }));
    const { entries: all } = await pageOf(100);
    expect([...new Set(all.map(({ kind }) => kind))]).toEqual(
      expect.arrayContaining(["action", "message", "first_payment"]),
    );
    expect(all.filter(({ kind }) => ["message", "posters", "risk"].includes(kind))).toMatchObject([
      { kind: "message", what: "年末" },
      { kind: "posters", what: "tent", codes: 1 },
      { kind: "risk", what: "night_sales" },
    ]);
    const paged = [];
    for (let page = await pageOf(2); ; page = await pageOf(2, page.before ?? undefined)) {
      paged.push(...page.entries);
      if (page.before === null) break;
    }
    expect(paged).toEqual(all);
    const [code] = await read(scope, (tx) => listRhythms(tx, scope, { merchantId }));
    expect(code).toMatchObject({ codeId: shops[0]?.code, payments: 1 });
    expect(code?.byHour.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});
