import type { OperatorScope } from "@/server/kernel/scope";
import { ADDRESSES_AFTER } from "@/server/merchants/rules";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { DIRECTORY_PAGE } from "./rules";
import type { ListMerchantsInput } from "./schema";
import { type Selection, type Statement, selectionOf, whereOf } from "./selection/queries";

/** A merchant as the directory lists it. */
export type DirectoryRow = {
  readonly merchantId: string;
  readonly tradeName: string;
  readonly legalName: string;
  readonly prefecture: string;
  readonly city: string;
  readonly mcc: string;
  readonly state: string;
  readonly approvedAt: Date | null;
  readonly stores: number;
  /** Registrations of its stores at all wallets, and how many of them are approved. */
  readonly registrations: number;
  readonly registrationsApproved: number;
  readonly managerName: string | null;
  readonly tags: readonly string[];
  readonly activity: string;
  readonly lastPaidAt: Date | null;
};

export type DirectoryPage = {
  readonly rows: readonly DirectoryRow[];
  /** Give it as `olderThan` for the next page, or null at the end. */
  readonly olderThan: string | null;
  /** Give it as `newerThan` for the page before, or null at the beginning. */
  readonly newerThan: string | null;
  /** Matches, exact up to the bound; `isMore` says that there are more than that. */
  readonly count: { readonly found: number; readonly isMore: boolean };
  /** `best`: names that are nearest to the text come first; `newest`: the newest, in an order that does not change. */
  readonly order: "best" | "newest";
};

type Page = Pick<ListMerchantsInput, "olderThan" | "newerThan" | "limit">;

/**
 * One page by keyset, and the count to its bound: neither looks at more rows than it must. Words that match few
 * enough merchants are ranked; beyond the bound the newest come first, in a fixed order.
 */
export async function listMerchants(
  tx: Tx,
  _scope: OperatorScope,
  input: ListMerchantsInput,
): Promise<DirectoryPage> {
  const sql = sqlOfTx(tx);
  const selection = await selectionOf(sql, input);
  const { ids, matches, order } =
    selection.words.length > 0
      ? await findWords(sql, selection, input)
      : await findNewest(sql, selection, input);
  const backwards = input.newerThan !== undefined;
  const more = ids.length > input.limit;
  const shown = ids.slice(0, input.limit);
  if (backwards) shown.reverse();
  return {
    rows: await listRows(sql, shown),
    olderThan: backwards || more ? (shown.at(-1) ?? null) : null,
    newerThan: (backwards ? more : input.olderThan !== undefined) ? (shown[0] ?? null) : null,
    count: {
      found: Math.min(matches, DIRECTORY_PAGE.countBound),
      isMore: matches > DIRECTORY_PAGE.countBound,
    },
    order,
  };
}

type Found = {
  readonly ids: readonly string[];
  readonly matches: number;
  readonly order: DirectoryPage["order"];
};

async function findNewest(sql: Sql, selection: Selection, page: Page): Promise<Found> {
  const ids = pageStatement(selection, page);
  const count = countStatement(selection);
  const [rows, [counted]] = await Promise.all([
    sql<{ id: string }>(ids.text, ids.params),
    sql<{ found: number }>(count.text, count.params),
  ]);
  return { ids: rows.map(({ id }) => id), matches: counted?.found ?? 0, order: "newest" };
}

/** Merchants of a block, as the migration that makes them says. */
const BLOCK = 2_048;
/** Newest blocks that show how common a word is. */
const SAMPLE_BLOCKS = 16;
/**
 * Words of which the sample promises more than the bound within so many blocks are gone through block by block; others
 * are asked of the index as a whole, which finds them faster than many small looks do.
 */
const MOST_BLOCKS = 3 * SAMPLE_BLOCKS;

/**
 * Whoever matches a common word is found in the newest blocks at once, and so is that there are too many to rank; the
 * index as a whole is only asked for what is rare there.
 */
async function findWords(sql: Sql, selection: Selection, page: Page): Promise<Found> {
  const bound = DIRECTORY_PAGE.countBound;
  const sample = await countInBlocks(sql, selection, SAMPLE_BLOCKS);
  let matches = sample.found;
  const promised = (matches * Math.min(sample.merchants, MOST_BLOCKS * BLOCK)) / (SAMPLE_BLOCKS * BLOCK);
  if (matches <= bound && promised > bound) matches = (await countInBlocks(sql, selection)).found;
  if (matches <= bound) {
    const ranked = rankStatement(selection, page);
    const [best] = await sql<{ matches: number; ids: string[] }>(ranked.text, ranked.params);
    matches = best?.matches ?? 0;
    if (matches <= bound) return { ids: best?.ids ?? [], matches, order: "best" };
  }
  const newest = blockStatement(selection, page);
  const rows = await sql<{ id: string }>(newest.text, newest.params);
  return { ids: rows.map(({ id }) => id), matches, order: "newest" };
}

async function countInBlocks(sql: Sql, selection: Selection, blocks?: number) {
  const { text, params } = sampleStatement(selection, blocks);
  const [counted] = await sql<{ found: number; merchants: number }>(text, params);
  return counted ?? { found: 0, merchants: 0 };
}

/** The ids of one page, newest first. */
export function pageStatement(selection: Selection, page: Page): Statement {
  const params = [...selection.params];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const isBack = page.newerThan !== undefined;
  const cursor = page.newerThan ?? page.olderThan;
  const place = cursor === undefined ? "" : `${bind(cursor)}::text`;
  const beyond = (column: string) => (place === "" ? "" : ` AND ${column} ${isBack ? ">" : "<"} ${place}`);
  const also = place === "" ? [] : [beyond("m.id").slice(" AND ".length)];
  const text = `SELECT m.id FROM ${selection.from} ${whereOf(selection, { beyond, also })}
    ORDER BY m.id ${isBack ? "ASC" : "DESC"} LIMIT ${bind(page.limit + 1)}::int`;
  return { text, params };
}

/** Counts the matches, but no further than one past the bound. */
export function countStatement(selection: Selection): Statement {
  const text = `SELECT count(*)::int AS found FROM (
    SELECT 1 FROM ${selection.from} ${whereOf(selection)} LIMIT ${DIRECTORY_PAGE.countBound + 1}) AS bounded`;
  return { text, params: selection.params };
}

/**
 * The matches up to one past the bound, and the page of them that is asked for: the nearest names first, and among
 * equals the oldest. The place of a cursor follows from its own text, so a cursor is an id like any other.
 */
export function rankStatement(selection: Selection, page: Page): Statement {
  const params = [...selection.params];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const cursor = page.newerThan ?? page.olderThan;
  const isBack = page.newerThan !== undefined;
  const score = scoreOf(selection.words, bind);
  const keyset =
    cursor === undefined
      ? ""
      : `WHERE (score, id) ${isBack ? "<" : ">"} (SELECT ${score}, s.merchant_id FROM merchant_search s WHERE s.merchant_id = ${bind(cursor)}::text)`;
  const order = isBack ? "score DESC, id DESC" : "score, id";
  const text = `
    WITH hits AS MATERIALIZED (
      SELECT s.merchant_id, s.folded FROM ${selection.searched} ${whereOf(selection)} LIMIT ${DIRECTORY_PAGE.countBound + 1}
    ), scored AS (SELECT s.merchant_id AS id, ${score} AS score FROM hits s)
    SELECT (SELECT count(*) FROM hits)::int AS matches,
           ARRAY(SELECT id FROM scored ${keyset} ORDER BY ${order} LIMIT ${bind(page.limit + 1)}::int) AS ids`;
  return { text, params };
}

/** How near a folded text `s.folded` is to the words: the trade name itself is 0, a mere address the furthest. */
function scoreOf(words: readonly string[], bind: (value: unknown) => string): string {
  const names = `split_part(s.folded, '${ADDRESSES_AFTER}', 1)`;
  const near = (word: string) => `CASE
      WHEN starts_with(s.folded, ${word} || ' ') THEN 0 WHEN starts_with(s.folded, ${word}) THEN 1
      WHEN strpos(' ' || ${names} || ' ', ' ' || ${word} || ' ') > 0 THEN 2
      WHEN strpos(' ' || ${names}, ' ' || ${word}) > 0 THEN 3
      WHEN strpos(${names}, ${word}) > 0 THEN 4 ELSE 8 END`;
  const bound = words.map((word) => `${bind(word)}::text`);
  const together = words.length > 1 ? ` + ${near(`${bind(words.join(""))}::text`)}` : "";
  // Of names that are equally near the shorter is nearer: the longer one has more that was not asked for.
  return `((${bound.map(near).join(" + ")}${together}) * 1000 + least(length(${names}), 999))`;
}

const TOP = "top AS MATERIALIZED (SELECT coalesce(max(seq), 0) AS seq FROM merchant_search)";

/** What the words and filters select within the one block of a lateral row `block`. */
function inBlock(selection: Selection, columns: string, also: readonly string[] = []): string {
  const pairs = `(${selection.fewPairs} || ('#' || block))`;
  return `SELECT ${columns} FROM ${selection.searched} ${whereOf(selection, { pairs, also })}`;
}

/** Counts the matches among the newest merchants, or among all, but no further than one past the bound. */
export function sampleStatement(selection: Selection, blocks?: number): Statement {
  const last = blocks === undefined ? "0" : `greatest(top.seq / ${BLOCK} - ${blocks - 1}, 0)`;
  const text = `
    WITH ${TOP}
    SELECT count(*)::int AS found, (SELECT seq FROM top)::int AS merchants FROM (
      SELECT 1 FROM top CROSS JOIN LATERAL generate_series(top.seq / ${BLOCK}, ${last}, -1) AS block
      CROSS JOIN LATERAL (${inBlock(selection, "s.seq")} OFFSET 0) AS found
      LIMIT ${DIRECTORY_PAGE.countBound + 1}) AS bounded`;
  return { text, params: selection.params };
}

/**
 * The newest that match, block by block from the newest block on: a word that a tenth of all merchants have, and one
 * that only old merchants have, cost the same few looks into the index.
 */
export function blockStatement(selection: Selection, page: Page): Statement {
  const params = [...selection.params];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const cursor = page.newerThan ?? page.olderThan;
  const isBack = page.newerThan !== undefined;
  const place =
    cursor === undefined
      ? "NULL"
      : `(SELECT seq FROM merchant_search WHERE merchant_id = ${bind(cursor)}::text)`;
  // A sum is in no index: only the first of the blocks has anything beyond the cursor, and it is small.
  const keyset = isBack
    ? "s.seq + 0 > coalesce(place.seq, -1)"
    : "s.seq + 0 < coalesce(place.seq, top.seq + 1)";
  const blocks = isBack
    ? `generate_series(coalesce(place.seq, 0) / ${BLOCK}, top.seq / ${BLOCK})`
    : `generate_series(coalesce(place.seq, top.seq) / ${BLOCK}, 0, -1)`;
  const text = `
    WITH ${TOP}, place AS MATERIALIZED (SELECT ${place}::bigint AS seq)
    SELECT found.merchant_id AS id FROM top CROSS JOIN place CROSS JOIN LATERAL ${blocks} AS block
    CROSS JOIN LATERAL (
      ${inBlock(selection, "s.merchant_id, s.seq", [keyset])} ORDER BY s.seq ${isBack ? "ASC" : "DESC"}
    ) AS found LIMIT ${bind(page.limit + 1)}::int`;
  return { text, params };
}

/** What the list shows of merchants, in the order of their ids as given. */
function listRows(sql: Sql, ids: readonly string[]): Promise<DirectoryRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return sql<DirectoryRow>(
    `SELECT m.id AS "merchantId", m.trade_name AS "tradeName", m.legal_name AS "legalName", m.prefecture, m.city, m.mcc,
            m.state, m.approved_at AS "approvedAt", stores.count AS stores, registrations.count AS registrations,
            registrations.approved AS "registrationsApproved", manager.name AS "managerName", f.tags, f.activity,
            f.last_paid_at AS "lastPaidAt"
     FROM unnest($1::text[]) WITH ORDINALITY AS page(id, place) JOIN merchant m ON m.id = page.id
     JOIN merchant_profile f ON f.merchant_id = m.id
     LEFT JOIN person manager ON manager.id = f.manager_id
     CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM store WHERE merchant_id = m.id) AS stores
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS count, (count(*) FILTER (WHERE state = 'approved'))::int AS approved
       FROM wallet_registration WHERE tenant_id = m.id
     ) AS registrations
     ORDER BY page.place`,
    [ids],
  );
}
