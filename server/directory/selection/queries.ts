import { addDays, instant, jstDayStartMs, toDay } from "@/server/kernel/calendar";
import type { Sql } from "@/server/platform/db";
import { DIRECTORY_PAGE, type DirectoryTerm, readTerm } from "../rules";
import type { DirectoryFilters } from "../schema";

/** `AND column < $5`, for a page that begins behind a cursor; nothing for one that does not. */
export type Beyond = (column: string) => string;

/**
 * One condition. A table that is looked into by the merchant's id is told of the cursor as well: its index then begins
 * there, and not at the first of a million.
 */
export type Condition = (beyond: Beyond) => string;

/** A list's conditions on `merchant m`, with their parameters in order. */
export type Selection = {
  /** What stands between FROM and WHERE; always holds `merchant m`, and `merchant_search s` when words are looked for. */
  readonly from: string;
  /** The same for what needs no more than `merchant_search s`, where words are looked for. */
  readonly searched: string;
  readonly conditions: readonly Condition[];
  readonly params: unknown[];
  /** The folded words that are looked for, when the text was words, and the parameter that holds their pairs. */
  readonly words: readonly string[];
  readonly pairs: string;
  /** The first of the pairs alone: within a block the words themselves are compared, and each pair costs a look. */
  readonly fewPairs: string;
};

/** A statement with its parameters. */
export type Statement = { readonly text: string; readonly params: readonly unknown[] };

type Bind = (value: unknown) => string;

const FEW = 3;

/** What the filters and the typed text select. A text that is the code of a poster selects its merchant. */
export async function selectionOf(sql: Sql, filters: DirectoryFilters): Promise<Selection> {
  const params: unknown[] = [];
  const conditions: Condition[] = [];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const usesProfile = addFilters(filters, conditions, bind);
  const term = await settleCode(sql, readTerm(filters.text ?? ""));
  const isWords = term.kind === "words";
  const isFiltered = conditions.length > 0;
  const pairs = isWords ? `${bind([...term.bigrams])}::text[]` : "";
  const fewPairs = isWords ? `trim_array(${pairs}, ${Math.max(0, term.bigrams.length - FEW)})` : "";
  addTerm(term, conditions, bind);
  const merchants = isWords ? "merchant_search s JOIN merchant m ON m.id = s.merchant_id" : "merchant m";
  const profile = usesProfile ? " JOIN merchant_profile f ON f.merchant_id = m.id" : "";
  const from = `${merchants}${profile}`;
  return {
    from,
    searched: isFiltered ? from : "merchant_search s",
    conditions,
    params,
    words: isWords ? term.words : [],
    pairs,
    fewPairs,
  };
}

/** The conditions of a selection as a WHERE, or nothing. */
export function whereOf(
  selection: Selection,
  {
    beyond = () => "",
    pairs = selection.pairs,
    also = [],
  }: { beyond?: Beyond; pairs?: string; also?: readonly string[] } = {},
): string {
  const all = [
    ...(pairs === "" ? [] : [`s.bigrams @> ${pairs}`]),
    ...selection.conditions.map((condition) => condition(beyond)),
    ...also,
  ];
  return all.length === 0 ? "" : `WHERE ${all.join(" AND ")}`;
}

/** @returns whether the merchant's profile is asked for */
function addFilters(filters: DirectoryFilters, conditions: Condition[], bind: Bind): boolean {
  const add = (text: string) => conditions.push(() => text);
  const equal = (column: string, value: string | undefined) => {
    if (value !== undefined) add(`${column} = ${bind(value)}::text`);
  };
  equal("m.state", filters.state);
  equal("m.prefecture_code", filters.prefectureCode);
  equal("m.mcc", filters.mcc);
  equal("m.brand_id", filters.brandId);
  if (filters.municipalityCode !== undefined) {
    const code = bind(filters.municipalityCode);
    conditions.push(
      (beyond) => `EXISTS (SELECT 1 FROM store c
        WHERE c.merchant_id = m.id AND c.municipality_code = ${code}::text${beyond("c.merchant_id")})`,
    );
  }
  addRegistration(filters, conditions, bind);
  if (filters.approvedFromOn !== undefined) {
    const start = jstDayStartMs(toDay(filters.approvedFromOn));
    add(`m.approved_at >= ${bind(instant(start))}::timestamptz`);
  }
  if (filters.approvedThroughOn !== undefined) {
    const end = jstDayStartMs(addDays(toDay(filters.approvedThroughOn), 1));
    add(`m.approved_at < ${bind(instant(end))}::timestamptz`);
  }
  if (filters.risk !== undefined)
    add("EXISTS (SELECT 1 FROM risk_alert a WHERE a.tenant_id = m.id AND a.closed_at IS NULL)");
  return addProfile(filters, conditions, bind);
}

function addProfile(filters: DirectoryFilters, conditions: Condition[], bind: Bind): boolean {
  const { activity, managerId, tag } = filters;
  const add = (text: string) => conditions.push((beyond) => `${text}${beyond("f.merchant_id")}`);
  if (activity === "paid") add("f.activity <> 'never'");
  else if (activity === "unpaid") add("f.activity = 'never'");
  else if (activity !== undefined) add(`f.activity = ${bind(activity)}::text`);
  if (managerId === "none") add("f.manager_id IS NULL");
  else if (managerId !== undefined) add(`f.manager_id = ${bind(managerId)}::text`);
  if (tag !== undefined) add(`f.tags @> ARRAY[${bind(tag)}::text] AND f.tags <> '{}'`);
  return activity !== undefined || managerId !== undefined || tag !== undefined;
}

function addRegistration(filters: DirectoryFilters, conditions: Condition[], bind: Bind): void {
  if (filters.walletId === undefined && filters.registration === undefined) return;
  const wallet = filters.walletId === undefined ? "" : ` AND r.wallet_id = ${bind(filters.walletId)}::text`;
  const state =
    filters.registration === undefined ? "" : ` AND r.state = ${bind(filters.registration)}::text`;
  conditions.push(
    (beyond) => `EXISTS (SELECT 1 FROM wallet_registration r
      WHERE r.tenant_id = m.id${wallet}${state}${beyond("r.tenant_id")})`,
  );
}

/** Matches of a number beyond these are not gone through: another digit narrows them. */
const NUMBER_MATCHES = DIRECTORY_PAGE.countBound + 1;

/** Adds what the text asks for. */
function addTerm(term: DirectoryTerm, conditions: Condition[], bind: Bind): void {
  const add = (text: string) => conditions.push(() => text);
  switch (term.kind) {
    case "nothing":
      break;
    case "merchant":
      add(`m.id = ${bind(term.id)}::text`);
      break;
    case "store":
      add(`m.id = (SELECT merchant_id FROM store WHERE id = ${bind(term.id)}::text)`);
      break;
    case "payment":
      add(`m.id = (SELECT tenant_id FROM payment WHERE id = ${bind(term.id)}::text)`);
      break;
    case "number": {
      const low = bind(term.digits);
      // Under the byte order that ids need, ":" follows the digits.
      const arm = (id: string, table: string, column: string) =>
        `(SELECT ${id} FROM ${table} WHERE ${column} >= ${low}::text AND ${column} < ${low}::text || ':'
          ORDER BY ${column} LIMIT ${NUMBER_MATCHES})`;
      add(`m.id IN (${arm("id", "merchant", "phone")} UNION ${arm("tenant_id", "store", "phone")}
        UNION ${arm("id", "merchant", "corporate_number")}
        UNION ${arm("id", "merchant", "postal_code")} UNION ${arm("tenant_id", "store", "postal_code")})`);
      break;
    }
    case "words":
      // Pairs may stand apart; the words themselves must occur. A word of one character has no pair.
      for (const word of term.words.filter((one) => [...one].length > 1))
        add(`strpos(s.folded, ${bind(word)}::text) > 0`);
      break;
  }
}

/** Ten characters with a right check character can still be a name: the code wins only where it exists. */
async function settleCode(sql: Sql, term: DirectoryTerm): Promise<DirectoryTerm> {
  if ((term.kind !== "words" && term.kind !== "number") || term.code === null) return term;
  const [code] = await sql<{ tenant_id: string }>("SELECT tenant_id FROM code WHERE id = $1", [term.code]);
  return code ? { kind: "merchant", id: code.tenant_id } : term;
}
