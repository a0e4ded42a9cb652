import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { applyMerchants, type PlannedMerchant, planMerchants } from "../../merchants/commands";
import { MERCHANT_COLUMNS, type MerchantColumn, matchMerchantColumns } from "../../merchants/schema";
import { applyStores, type Claims, finishStores, type PlannedStore, planStores } from "../../stores/commands";
import type { RowNote } from "../../stores/rules";
import { matchStoreColumns, STORE_COLUMNS, typedStore } from "../../stores/schema";
import { keysOf, type TypedRow, valuesOf } from "../../table/rules";
import type { RowOutcome } from "../rules";

type LoadDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId" | "random">;

/** What a row is to become, as every kind of table says it. */
export type PlannedRow = {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly number: string | null;
  readonly name: string;
  readonly problems: readonly {
    readonly field: string;
    readonly reason: string;
    readonly value: string;
    readonly other?: number;
  }[];
  readonly notes: readonly RowNote[];
};

/** How the rows of one kind of table are judged and written. One loader serves one reading of one file. */
export type Loader = {
  /** @throws TableError missing_columns, double_column */
  readonly match: (header: readonly string[]) => { columns: (string | null)[]; ignored: string[] };
  /** Holds off whoever else would write the same things until the transaction ends. */
  readonly lock: (sql: Sql) => Promise<void>;
  readonly plan: (
    sql: Sql,
    deps: LoadDeps,
    columns: readonly (string | null)[],
    rows: readonly TypedRow[],
  ) => Promise<readonly PlannedRow[]>;
  /** Writes what the last `plan` has said. @returns the merchants that are new */
  readonly apply: (sql: Sql, deps: LoadDeps, planned: readonly PlannedRow[]) => Promise<readonly string[]>;
  /** Once, after the last batch. */
  readonly finish: (sql: Sql) => Promise<void>;
};

/** The loader of an import. */
export function loaderOf(job: { readonly kind: string; readonly tenant_id: string | null }): Loader {
  if (job.kind === "stores" && job.tenant_id !== null) return storeLoader(job.tenant_id);
  if (job.kind === "merchants") return merchantLoader();
  throw new RangeError(`no kind of import: ${job.kind}`);
}

function storeLoader(merchantId: string): Loader {
  const claims: Claims = new Map();
  const known = keysOf(STORE_COLUMNS);
  let last: readonly PlannedStore[] = [];
  return {
    match: (header) => {
      const { columns, ignored } = matchStoreColumns(header);
      return { columns: [...columns], ignored: [...ignored] };
    },
    lock: async (sql) => {
      await sql("SELECT 1 FROM merchant WHERE id = $1 FOR UPDATE", [merchantId]);
    },
    plan: async (sql, _deps, columns, rows) => {
      const typed = columns.map((column) => known.find((one) => one === column) ?? null);
      last = await planStores(
        sql,
        merchantId,
        rows.map((row) => typedStore(typed, row)),
        claims,
      );
      return last;
    },
    apply: async (sql, deps) => {
      await applyStores(sql, deps, { merchantId, planned: last, isBulk: true });
      return [];
    },
    finish: (sql) => finishStores(sql, merchantId),
  };
}

/** One import of merchants at a time writes: their numbers belong to nobody yet that could be locked. */
const MERCHANTS_LOCK = 7_301;

function merchantLoader(): Loader {
  const claims: Claims = new Map();
  const known: MerchantColumn[] = keysOf(MERCHANT_COLUMNS);
  let last: readonly PlannedMerchant[] = [];
  return {
    match: (header) => {
      const { columns, ignored } = matchMerchantColumns(header);
      return { columns: [...columns], ignored: [...ignored] };
    },
    lock: async (sql) => {
      await sql("SELECT pg_advisory_xact_lock($1)", [MERCHANTS_LOCK]);
    },
    plan: async (sql, deps, columns, rows) => {
      const typed = columns.map((column) => known.find((one) => one === column) ?? null);
      last = await planMerchants(
        sql,
        rows.map(({ row, cells }) => ({ row, values: valuesOf(typed, cells) })),
        { nowMs: deps.now, claims },
      );
      return last;
    },
    apply: (sql, deps) => applyMerchants(sql, deps, last),
    finish: async () => undefined,
  };
}
