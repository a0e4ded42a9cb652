import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextAs } from "@/bench/context-bed";
import { type DirectoryShop, directoryShop, plantDirectory } from "@/bench/directory-bed";
import { createCaller } from "@/server/api/root";
import { mintScope, type OperatorScope } from "@/server/kernel/scope";
import { poolFor, read, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { refreshFigures } from "./network/figures/commands";
import { FUNNEL_STEPS } from "./network/figures/rules";
import { blockStatement, countStatement, listMerchants, pageStatement, rankStatement } from "./queries";
import { SOUGHT } from "./relevance.data";
import { DIRECTORY_PAGE } from "./rules";
import type { DirectoryFilters, ListMerchantsInput } from "./schema";
import { selectionOf } from "./selection/queries";

const SHOPS = 30_000;
const operator: OperatorScope = mintScope({ kind: "operator", personId: "per_op", role: "support" });

let database: TestDatabase;
const planted: DirectoryShop[] = [];

const SPECIAL = [
  directoryShop(11, {
    name: "さくらマート",
    legal: "株式会社さくら商事",
    kana: "サクラショウジ",
    phone: "0312345678",
  }),
  directoryShop(22, { name: "カフェ・ド・パリ", legal: "合同会社パリ", kana: "パリ" }),
  directoryShop(33, { name: "スーパーコーヒー髙島", legal: "有限会社髙島", kana: "タカシマ" }),
];
/** Those that the written queries look for, spread over the network. */
const MEANT = SOUGHT.map(({ queries: _asked, ...shop }, at) => directoryShop(100 + at * 613, shop));

beforeAll(async () => {
  database = await testDatabase();
  const special = new Map([...SPECIAL, ...MEANT].map((one) => [one.merchantId, one]));
  for (let index = 0; index < SHOPS; index += 1) {
    const plain = directoryShop(index);
    planted.push(special.get(plain.merchantId) ?? plain);
  }
  await plantDirectory(database.urls.superuser, planted);
});
afterAll(() => database.drop());

const find = (input: Partial<ListMerchantsInput>) =>
  read(operator, (tx) => listMerchants(tx, operator, { limit: 50, ...input }));
const namesOf = async (text: string) => (await find({ text })).rows.map((row) => row.tradeName);

describe("a shop is found as people type it", () => {
  test.each([
    "さくらマート",
    "サクラマート",
    "ｻｸﾗﾏｰﾄ",
    "サクラマト",
    "さくら商事",
    "株式会社さくら商事",
    "㈱さくら商事",
    "サクラショウジ(カ",
    "さくらしょうじ",
    "03-1234-5678",
    "０３１２３４",
    SPECIAL[0]?.merchantId ?? "",
    SPECIAL[0]?.storeId ?? "",
  ])("%s", async (text) => {
    expect(await namesOf(text)).toEqual(["さくらマート"]);
  });

  test("small kana, middle dots and long vowels do not matter", async () => {
    expect(await namesOf("カフエドパリ")).toEqual(["カフェ・ド・パリ"]);
    expect(await namesOf("すぱこひ")).toEqual(["スーパーコーヒー髙島"]);
  });

  test("pairs that occur apart do not make the word", async () => {
    expect(await namesOf("マートさくら")).toEqual([]);
    expect(await namesOf("マート さくら")).toContain("さくらマート");
  });

  test("what nobody is called finds nobody, and says so exactly", async () => {
    const page = await find({ text: "存在しない店名" });
    expect(page).toMatchObject({
      rows: [],
      olderThan: null,
      newerThan: null,
      count: { found: 0, isMore: false },
    });
  });
});

describe("paging by key", () => {
  test.each<[string, DirectoryFilters]>([
    ["a search", { text: "銀座 寿司" }],
    ["a filter", { state: "suspended" }],
    ["both", { text: "みなと", state: "active", prefectureCode: "13" }],
  ])("forwards and backwards through %s gives each shop once", async (_name, filters) => {
    const forwards: string[] = [];
    let page = await find({ ...filters, limit: 37 });
    for (;;) {
      forwards.push(...page.rows.map((row) => row.merchantId));
      if (page.olderThan === null) break;
      page = await find({ ...filters, limit: 37, olderThan: page.olderThan });
    }
    const backwards = page.rows.map((row) => row.merchantId);
    while (page.newerThan !== null) {
      page = await find({ ...filters, limit: 37, newerThan: page.newerThan });
      backwards.unshift(...page.rows.map((row) => row.merchantId));
    }
    expect(forwards.length).toBeGreaterThan(37);
    expect(new Set(forwards).size).toBe(forwards.length);
    if (filters.text === undefined) expect([...forwards].sort().reverse()).toEqual(forwards);
    expect(backwards).toEqual(forwards);
  });

  test("matches are counted exactly to the bound and not beyond", async () => {
    const exact = planted.filter((one) => one.state === "suspended" && one.prefecture === "13").length;
    expect((await find({ state: "suspended", prefectureCode: "13" })).count).toEqual({
      found: exact,
      isMore: false,
    });
    expect((await find({})).count).toEqual({ found: DIRECTORY_PAGE.countBound, isMore: true });
  });

  test("a word that too many have comes newest first, in an order that does not change, and says so", async () => {
    const meant = planted.filter(({ folded }) => folded.includes("寿司")).map(({ merchantId }) => merchantId);
    expect(meant.length).toBeGreaterThan(DIRECTORY_PAGE.countBound);
    const first = await find({ text: "寿司" });
    expect(first).toMatchObject({ order: "newest", count: { found: 2_000, isMore: true } });
    const second = await find({ text: "寿司", olderThan: first.olderThan ?? "" });
    const shown = [...first.rows, ...second.rows].map(({ merchantId }) => merchantId);
    expect(shown).toEqual(meant.reverse().slice(0, 100));
    const back = await find({ text: "寿司", newerThan: second.newerThan ?? "" });
    expect(back.rows).toEqual(first.rows);
  });

  test("a name stands before names that only begin with it, and an address comes last", async () => {
    const { rows, order } = await find({ text: "みなとみらい" });
    expect(order).toBe("newest");
    expect(rows.length).toBe(50);
    const named = planted[1_000]?.name ?? "";
    const few = await find({ text: named });
    expect(few.order).toBe("best");
    expect(few.rows[0]?.tradeName).toBe(named);
  });
});

describe("written queries", () => {
  test("of 200 that people typed, at least 98 in a hundred find the meant shop among the first three", async () => {
    const missed: string[] = [];
    let asked = 0;
    for (const [at, { queries }] of SOUGHT.entries()) {
      const meant = MEANT[at]?.merchantId;
      const pages = await Promise.all(queries.map((text) => find({ text, limit: 3 })));
      asked += queries.length;
      for (const [which, page] of pages.entries())
        if (!page.rows.some(({ merchantId }) => merchantId === meant)) missed.push(queries[which] ?? "");
    }
    expect(asked).toBeGreaterThanOrEqual(200);
    expect(missed.length, missed.join(" / ")).toBeLessThanOrEqual(Math.floor(asked * 0.02));
  });
});

describe("at 30,000 shops the database walks indexes", () => {
  async function planOf(filters: DirectoryFilters, page: { olderThan?: string } = {}) {
    const sql = sqlOfClient(poolFor("operator"));
    const selection = await selectionOf(sql, filters);
    const texts =
      selection.words.length > 0
        ? [rankStatement(selection, { limit: 50 }), blockStatement(selection, { limit: 50, ...page })]
        : [pageStatement(selection, { limit: 50, ...page }), countStatement(selection)];
    const plans = await Promise.all(
      texts.map(({ text, params }) => sql<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, params)),
    );
    const [pagePlan = "", countPlan = ""] = plans.map((rows) =>
      rows.map((row) => row["QUERY PLAN"]).join("\n"),
    );
    return { pagePlan, countPlan };
  }

  test("a name is looked up in the index of pairs, as the operator's own role", async () => {
    const { pagePlan, countPlan } = await planOf({ text: "さくらマート" });
    expect(pagePlan).toContain("merchant_search_bigrams_idx");
    expect(countPlan).toContain("merchant_search_bigrams_idx");
    expect(`${pagePlan}${countPlan}`).not.toMatch(/Seq Scan on (merchant|merchant_search|store)\b/);
  });

  test.each<[string, DirectoryFilters, RegExp]>([
    ["no filter", {}, /merchant_pkey/],
    ["a state", { state: "suspended" }, /merchant_state_id_idx/],
    ["a prefecture", { prefectureCode: "13" }, /merchant_prefecture_code_id_idx/],
    ["a phone number", { text: "0312345678" }, /merchant_phone_idx/],
    ["an id", { text: "mer_01abc" }, /merchant_pkey/],
  ])("%s pages without reading the table or skipping rows", async (_name, filters, index) => {
    const { pagePlan } = await planOf(filters, { olderThan: planted[20_000]?.merchantId ?? "" });
    expect(pagePlan).toMatch(index);
    expect(pagePlan).not.toMatch(/Seq Scan on (merchant|merchant_search|store)\b/);
  });
});

describe("who may look (G15, G16)", () => {
  const as = (role: "owner" | "clerk" | "support" | "finance" | "risk") =>
    createCaller(
      contextAs(
        role === "owner" || role === "clerk"
          ? { kind: "merchant", id: "mem_1", tenantId: SPECIAL[0]?.merchantId ?? "", role, storeIds: "all" }
          : { kind: "operator", id: "mem_1", role },
      ),
    );

  test("a merchant's people see nothing of the directory, not even themselves", async () => {
    const merchantId = SPECIAL[0]?.merchantId ?? "";
    for (const role of ["owner", "clerk"] as const) {
      const { directory } = as(role);
      const calls = [
        directory.merchants({}),
        directory.merchant({ merchantId }),
        directory.stores({ merchantId }),
        directory.payments({ merchantId }),
        directory.statements({ merchantId }),
        directory.network(),
        directory.clearing(),
        directory.suspended(),
        directory.securityEvents({}),
      ];
      for (const result of await Promise.allSettled(calls)) {
        expect(result).toMatchObject({ status: "rejected", reason: { cause: { code: "not_permitted" } } });
      }
    }
  });

  test("operators see the list; books and risk are for those whose work they are", async () => {
    const { directory } = as("support");
    expect((await directory.merchants({ text: "さくらマート" })).rows).toHaveLength(1);
    await expect(directory.clearing()).rejects.toMatchObject({ cause: { code: "not_permitted" } });
    await expect(directory.suspended()).rejects.toMatchObject({ cause: { code: "not_permitted" } });
    expect((await as("risk").directory.suspended()).found).toBe(300);
    expect((await as("finance").directory.clearing()).clearing).toHaveLength(2);
  });

  test("the network's figures are those of the table once they are computed", async () => {
    await refreshFigures({ now: Date.parse("2026-11-25T03:00:00Z") });
    const network = await as("support").directory.network();
    expect(network.all).toMatchObject({ active: SHOPS - 300, suspended: 300, stores: SHOPS - 300 });
    expect(network.growth.at(-1)?.shops).toBe(SHOPS);
    expect(network.prefectures.reduce((sum, one) => sum + one.active + one.suspended, 0)).toBe(SHOPS);
    expect(network.funnel.map(({ step }) => step)).toEqual([...FUNNEL_STEPS]);
    const places = await as("support").directory.growth.municipalities({ prefectureCode: "13" });
    const [first] = places;
    const planted13 = planted.filter((one) => one.municipality === first?.key && one.state === "active");
    expect(first?.stores).toBe(planted13.length);
  });
});
