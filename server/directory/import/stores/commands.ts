import { createCodes } from "@/server/codes/commands";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { findAddresses } from "@/server/merchants/addresses/queries";
import type { NewStore } from "@/server/merchants/commands";
import { addStores } from "@/server/merchants/stores/commands";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { requestRegistrations } from "@/server/registration/commands";
import { type RowProblem, storeKey, storeOf } from "./rules";
import type { TypedStore } from "./schema";

export type RowResult =
  | { readonly row: number; readonly ok: true; readonly storeId: string | null; readonly known: boolean }
  | ({ readonly row: number; readonly ok: false } & RowProblem);

type ImportDeps = Deps<OperatorScope | MerchantScope>;
type Planned = { readonly row: number; readonly key: string; readonly store: NewStore };

/** Rows of one transaction: large enough for speed, small enough not to hold the merchant for long. */
const CHUNK = 2_000;

/**
 * Adds the stores of a table to a merchant, each with a code and its registrations queued. Rows that cannot be used
 * are named and hold up no other; a store that is there already, by name and address, is left as it is, so a table
 * can be loaded again.
 * @throws DomainError not_found (also for another tenant), merchant_state
 */
export async function importStores(
  deps: ImportDeps,
  input: { readonly merchantId: string; readonly rows: readonly TypedStore[]; readonly dryRun: boolean },
): Promise<RowResult[]> {
  const { scope } = deps;
  if (scope.kind === "merchant" && scope.tenantId !== input.merchantId) throw new DomainError("not_found");
  const results: RowResult[] = [];
  for (let at = 0; at < input.rows.length; at += CHUNK) {
    const rows = input.rows.slice(at, at + CHUNK);
    results.push(...(await transactSql("jobs", (sql) => importChunk(sql, deps, { ...input, rows }))));
  }
  return results;
}

async function importChunk(
  sql: Sql,
  deps: ImportDeps,
  input: { readonly merchantId: string; readonly rows: readonly TypedStore[]; readonly dryRun: boolean },
): Promise<RowResult[]> {
  const [defaults] = await sql<{ mcc: string; phone: string }>(
    "SELECT mcc, phone FROM merchant WHERE id = $1 FOR UPDATE",
    [input.merchantId],
  );
  if (!defaults) throw new DomainError("not_found");
  const read = input.rows.map((typed) => ({
    row: typed.row,
    result: storeOf(typed, defaults, findAddresses),
  }));
  const planned = read.flatMap(({ row, result }): Planned[] =>
    result.ok ? [{ row, key: storeKey(result.store), store: result.store }] : [],
  );
  const known = await knownStores(sql, input.merchantId);
  const fresh = new Map<string, NewStore>();
  for (const { key, store } of planned) if (!known.has(key) && !fresh.has(key)) fresh.set(key, store);
  const made = input.dryRun ? [] : await place(sql, deps, input.merchantId, [...fresh.values()]);
  const madeByKey = new Map([...fresh.keys()].map((key, at) => [key, made[at] ?? null]));
  const firstRows = new Map<string, number>();
  for (const { key, row } of planned) if (!firstRows.has(key)) firstRows.set(key, row);
  return read.map(({ row, result }): RowResult => {
    if (!result.ok) return { row, ok: false, field: result.field, reason: result.reason };
    const key = storeKey(result.store);
    const storeId = known.get(key) ?? madeByKey.get(key) ?? null;
    return { row, ok: true, storeId, known: known.has(key) || firstRows.get(key) !== row };
  });
}

async function knownStores(sql: Sql, merchantId: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; name: string; postalCode: string; addressLine: string }>(
    `SELECT id, name, postal_code AS "postalCode", address_line AS "addressLine" FROM store WHERE merchant_id = $1`,
    [merchantId],
  );
  return new Map(rows.map((row) => [storeKey(row), row.id]));
}

async function place(
  sql: Sql,
  deps: ImportDeps,
  tenantId: string,
  stores: readonly NewStore[],
): Promise<string[]> {
  const storeIds = await addStores(sql, deps, { tenantId, stores });
  await createCodes(
    sql,
    deps,
    storeIds.map((storeId) => ({ tenantId, storeId, counterName: "" })),
  );
  const wallets = await sql<{ id: string }>(
    "SELECT id FROM wallet WHERE state = 'active' ORDER BY sort_order",
  );
  await requestRegistrations(sql, deps, {
    tenantId,
    storeIds,
    walletIds: wallets.map((wallet) => wallet.id),
  });
  return storeIds;
}
