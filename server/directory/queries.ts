import { addDays, instant, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { DIRECTORY_PAGE, type DirectoryTerm, readTerm } from "./rules";
import type { DirectoryFilters, ListMerchantsInput } from "./schema";

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
};

export type DirectoryPage = {
  readonly rows: readonly DirectoryRow[];
  /** Give it as `olderThan` for the next page, or null at the end. */
  readonly olderThan: string | null;
  /** Give it as `newerThan` for the page before, or null at the beginning. */
  readonly newerThan: string | null;
  /** Matches, exact up to the bound; `isMore` says that there are more than that. */
  readonly count: { readonly found: number; readonly isMore: boolean };
};

/** A list's conditions on `merchant m`, with their parameters in order. */
export type Selection = {
  readonly from: string;
  readonly conditions: readonly string[];
  readonly params: unknown[];
};

/** One page by keyset on the id, and the count to its bound: neither looks at more rows than it must. */
export async function listMerchants(
  tx: Tx,
  _scope: OperatorScope,
  input: ListMerchantsInput,
): Promise<DirectoryPage> {
  const sql = sqlOfTx(tx);
  const selection = await selectionOf(sql, input);
  const page = pageStatement(selection, input);
  const count = countStatement(selection);
  const [found, [counted]] = await Promise.all([
    sql<DirectoryRow>(page.text, page.params),
    sql<{ found: number }>(count.text, count.params),
  ]);
  const backwards = input.newerThan !== undefined;
  const more = found.length > input.limit;
  const rows = found.slice(0, input.limit);
  if (backwards) rows.reverse();
  const hasOlder = backwards || more;
  const hasNewer = backwards ? more : input.olderThan !== undefined;
  const matches = counted?.found ?? 0;
  return {
    rows,
    olderThan: hasOlder ? (rows.at(-1)?.merchantId ?? null) : null,
    newerThan: hasNewer ? (rows[0]?.merchantId ?? null) : null,
    count: {
      found: Math.min(matches, DIRECTORY_PAGE.countBound),
      isMore: matches > DIRECTORY_PAGE.countBound,
    },
  };
}

/** The statement of one page; its details are looked up for the rows of the page alone. */
export function pageStatement(
  selection: Selection,
  page: Pick<ListMerchantsInput, "olderThan" | "newerThan" | "limit">,
): { readonly text: string; readonly params: readonly unknown[] } {
  const params = [...selection.params];
  const conditions = [...selection.conditions];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const backwards = page.newerThan !== undefined;
  if (page.newerThan !== undefined) conditions.push(`m.id > ${bind(page.newerThan)}::text`);
  else if (page.olderThan !== undefined) conditions.push(`m.id < ${bind(page.olderThan)}::text`);
  const order = backwards ? "ASC" : "DESC";
  const text = `
    WITH page AS MATERIALIZED (
      SELECT m.id FROM ${selection.from} ${where(conditions)} ORDER BY m.id ${order} LIMIT ${bind(page.limit + 1)}::int
    )
    SELECT m.id AS "merchantId", m.trade_name AS "tradeName", m.legal_name AS "legalName", m.prefecture, m.city, m.mcc,
           m.state, m.approved_at AS "approvedAt", stores.count AS stores, registrations.count AS registrations,
           registrations.approved AS "registrationsApproved"
    FROM page JOIN merchant m ON m.id = page.id
    CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM store WHERE merchant_id = m.id) AS stores
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, (count(*) FILTER (WHERE state = 'approved'))::int AS approved
      FROM wallet_registration WHERE tenant_id = m.id
    ) AS registrations
    ORDER BY m.id ${order}`;
  return { text, params };
}

/** Counts the matches, but no further than one past the bound. */
export function countStatement(selection: Selection): {
  readonly text: string;
  readonly params: readonly unknown[];
} {
  const text = `SELECT count(*)::int AS found FROM (
    SELECT 1 FROM ${selection.from} ${where(selection.conditions)} LIMIT ${DIRECTORY_PAGE.countBound + 1}) AS bounded`;
  return { text, params: selection.params };
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
}

/** What the filters and the typed text select. A text that is the code of a poster selects its merchant. */
export async function selectionOf(sql: Sql, filters: DirectoryFilters): Promise<Selection> {
  const params: unknown[] = [];
  const conditions: string[] = [];
  const bind = (value: unknown) => `$${params.push(value)}`;
  addFilters(filters, conditions, bind);
  const term = await settleCode(sql, readTerm(filters.text ?? ""));
  const from = addTerm(term, conditions, bind);
  return { from, conditions, params };
}

type Bind = (value: unknown) => string;

function addFilters(filters: DirectoryFilters, conditions: string[], bind: Bind): void {
  if (filters.state !== undefined) conditions.push(`m.state = ${bind(filters.state)}::text`);
  if (filters.prefectureCode !== undefined) {
    conditions.push(`m.prefecture_code = ${bind(filters.prefectureCode)}::text`);
  }
  if (filters.mcc !== undefined) conditions.push(`m.mcc = ${bind(filters.mcc)}::text`);
  if (filters.walletId !== undefined || filters.registration !== undefined) {
    const wallet = filters.walletId === undefined ? "" : `AND r.wallet_id = ${bind(filters.walletId)}::text`;
    const state =
      filters.registration === undefined ? "" : `AND r.state = ${bind(filters.registration)}::text`;
    conditions.push(
      `EXISTS (SELECT 1 FROM wallet_registration r WHERE r.tenant_id = m.id ${wallet} ${state})`,
    );
  }
  if (filters.activity !== undefined) {
    const not = filters.activity === "unpaid" ? "NOT" : "";
    conditions.push(
      `${not} EXISTS (SELECT 1 FROM payment p WHERE p.tenant_id = m.id AND p.paid_at IS NOT NULL)`,
    );
  }
  if (filters.approvedFromOn !== undefined) {
    conditions.push(
      `m.approved_at >= ${bind(instant(jstDayStartMs(toDay(filters.approvedFromOn))))}::timestamptz`,
    );
  }
  if (filters.approvedThroughOn !== undefined) {
    const end = jstDayStartMs(addDays(toDay(filters.approvedThroughOn), 1));
    conditions.push(`m.approved_at < ${bind(instant(end))}::timestamptz`);
  }
}

/** Adds what the text asks for and returns where the merchants come from. */
function addTerm(term: DirectoryTerm, conditions: string[], bind: Bind): string {
  switch (term.kind) {
    case "nothing":
      break;
    case "merchant":
      conditions.push(`m.id = ${bind(term.id)}::text`);
      break;
    case "store":
      conditions.push(`m.id = (SELECT merchant_id FROM store WHERE id = ${bind(term.id)}::text)`);
      break;
    case "payment":
      conditions.push(`m.id = (SELECT tenant_id FROM payment WHERE id = ${bind(term.id)}::text)`);
      break;
    case "number": {
      const low = bind(term.digits);
      // Under the byte order that ids need, ":" follows the digits.
      const range = (column: string) => `${column} >= ${low}::text AND ${column} < ${low}::text || ':'`;
      conditions.push(`m.id IN (
        SELECT id FROM merchant WHERE ${range("phone")} UNION SELECT tenant_id FROM store WHERE ${range("phone")}
        UNION SELECT id FROM merchant WHERE ${range("corporate_number")})`);
      break;
    }
    case "words": {
      conditions.push(`s.bigrams @> ${bind([...term.bigrams])}::text[]`);
      // Pairs may stand apart; the words themselves must occur. A word of one character has no pair.
      const long = term.words.filter((word) => [...word].length > 1);
      for (const word of long) conditions.push(`strpos(s.folded, ${bind(word)}::text) > 0`);
      return "merchant_search s JOIN merchant m ON m.id = s.merchant_id";
    }
  }
  return "merchant m";
}

/** Ten characters with a right check character can still be a name: the code wins only where it exists. */
async function settleCode(sql: Sql, term: DirectoryTerm): Promise<DirectoryTerm> {
  if ((term.kind !== "words" && term.kind !== "number") || term.code === null) return term;
  const [code] = await sql<{ tenant_id: string }>("SELECT tenant_id FROM code WHERE id = $1", [term.code]);
  return code ? { kind: "merchant", id: code.tenant_id } : term;
}
