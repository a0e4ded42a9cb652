import { findAliases } from "@/server/codes/aliases/queries";
import { searchAgain } from "@/server/merchants/stores/commands";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { loadMerchants } from "../commands";
import type { RowOutcome } from "../files/rules";
import type { ImportedMerchant } from "../rules";
import { applyStores, type Claims } from "../stores/commands";
import { findKnownStores, placeFinder } from "../stores/queries";
import { type KnownStore, type RowNote, type RowProblem, storeKey } from "../stores/rules";
import { merchantOf, OWN_NUMBER, type ReadMerchant } from "./rules";
import type { MerchantColumn, TypedMerchant } from "./schema";

type LoadDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId" | "random">;

/** What is to become of a row of merchants, and why. */
export type PlannedMerchant = {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly number: string | null;
  readonly name: string;
  readonly problems: readonly RowProblem<MerchantColumn>[];
  readonly notes: readonly RowNote[];
  readonly read: ReadMerchant | null;
  /** The merchant that the number stands for already. */
  readonly merchantId: string | null;
};

/**
 * Says what each row of a batch is to become, and changes nothing. Merchants are known by the number that they had
 * before, and their stores by number or place; what is there already is left as it is.
 */
export async function planMerchants(
  sql: Sql,
  rows: readonly TypedMerchant[],
  { nowMs, claims }: { readonly nowMs: number; readonly claims: Claims },
): Promise<PlannedMerchant[]> {
  const ids = await findMerchants(sql, rows);
  const knownNumbers = new Set(ids.keys());
  const around = { nowMs, findPlaces: placeFinder(), knownNumbers, ...(await surroundings(sql, rows)) };
  const read = rows.map((typed) => ({ typed, result: merchantOf(typed, around) }));
  const good = read.flatMap(({ result }) => (result.ok ? [result.merchant] : []));
  const stores = await findStores(sql, good, ids);
  const taken = await findAliases(
    sql,
    good.flatMap(({ codes }) => codes),
  );
  return read.map(({ typed, result }): PlannedMerchant => {
    const label = {
      row: typed.row,
      number: typed.values.merchantNumber || null,
      name: typed.values.name ?? "",
      notes: [],
      merchantId: null,
    };
    if (!result.ok) return { ...label, outcome: "fail", problems: result.problems, read: null };
    const { merchant } = result;
    const merchantId = ids.get(merchant.externalNumber) ?? null;
    const fail = (field: MerchantColumn, reason: RowProblem["reason"], other?: number): PlannedMerchant => ({
      ...label,
      outcome: "fail",
      problems: [{ field, reason, value: label.number ?? "", ...(other === undefined ? {} : { other }) }],
      read: null,
    });
    const claim = `${merchant.externalNumber} ${merchant.store.store.storeNumber ?? storeKey(merchant.store.store)}`;
    const first = claims.get(claim);
    if (first !== undefined && first !== typed.row) return fail("merchantNumber", "duplicate", first);
    claims.set(claim, typed.row);
    if (merchantId !== null && stores(merchantId, merchant) !== undefined)
      return { ...label, outcome: "keep", problems: [], read: merchant, merchantId };
    if (merchant.codes.some((value) => taken.has(value))) return fail("codes", "code_taken");
    const { notes } = merchant.store;
    return {
      ...label,
      outcome: "create",
      problems: merchant.store.notices.flatMap(asMerchants),
      notes,
      read: merchant,
      merchantId,
    };
  });
}

function asMerchants(problem: RowProblem): RowProblem<MerchantColumn>[] {
  const { field } = problem;
  return field === "area" || field === "counters" ? [] : [{ ...problem, field }];
}

async function surroundings(sql: Sql, rows: readonly TypedMerchant[]) {
  const banks = [
    ...new Set(rows.map(({ values }) => (values.bankCode ?? "").normalize("NFKC").padStart(4, "0"))),
  ];
  const branches = await sql<{ place: string }>(
    "SELECT bank_code || '-' || code AS place FROM bank_branch WHERE bank_code = ANY($1::text[])",
    [banks],
  );
  const wallets = await sql<{ id: string }>(
    "SELECT id FROM wallet WHERE state = 'active' ORDER BY sort_order",
  );
  return { branches: new Set(branches.map(({ place }) => place)), walletIds: wallets.map(({ id }) => id) };
}

/** Merchants by the number that a table calls them by: the one that they had before, or their id. */
async function findMerchants(sql: Sql, rows: readonly TypedMerchant[]): Promise<Map<string, string>> {
  const numbers = rows.map(({ values }) => (values.merchantNumber ?? "").normalize("NFKC").trim());
  const found = await sql<{ id: string; number: string }>(
    `SELECT id, external_number AS number FROM merchant WHERE external_number = ANY($1::text[])
     UNION ALL SELECT id, id FROM merchant WHERE id = ANY($2::text[])`,
    [[...new Set(numbers)], [...new Set(numbers.filter((number) => OWN_NUMBER.test(number)))]],
  );
  return new Map(found.map(({ id, number }) => [number, id]));
}

type FindStore = (merchantId: string, merchant: ReadMerchant) => KnownStore | undefined;

/** Stores of merchants that are known; only a chain whose rows go on over batches, or a second load, has any. */
async function findStores(
  sql: Sql,
  merchants: readonly ReadMerchant[],
  ids: ReadonlyMap<string, string>,
): Promise<FindStore> {
  const known = await findKnownStores(
    sql,
    [...new Set(ids.values())],
    merchants.filter(({ externalNumber }) => ids.has(externalNumber)).map(({ store }) => store),
  );
  return (merchantId, { store }) => known.find(store, merchantId);
}

/** Does what was planned, inside the caller's transaction. @returns the merchants that are new */
export async function applyMerchants(
  sql: Sql,
  deps: LoadDeps,
  planned: readonly PlannedMerchant[],
): Promise<string[]> {
  const fresh = planned.filter(({ outcome }) => outcome === "create");
  const wallets = await sql<{ id: string }>(
    "SELECT id FROM wallet WHERE state = 'active' ORDER BY sort_order",
  );
  const byNumber = new Map<string, ReadMerchant[]>();
  const known = new Map<string, PlannedMerchant[]>();
  for (const one of fresh) {
    if (one.read === null) continue;
    if (one.merchantId !== null) known.set(one.merchantId, [...(known.get(one.merchantId) ?? []), one]);
    else byNumber.set(one.read.externalNumber, [...(byNumber.get(one.read.externalNumber) ?? []), one.read]);
  }
  const walletIds = wallets.map(({ id }) => id);
  const merchants = [...byNumber.values()].flatMap((rows) => importedOf(deps, rows, walletIds) ?? []);
  await loadMerchants(sql, deps, merchants);
  // A handful in a batch: merchants that were there before this batch and get more stores.
  for (const [merchantId, rows] of known) {
    const stores = rows.flatMap(({ read, ...row }) =>
      read === null ? [] : [{ ...row, read: read.store, known: null, problems: [] }],
    );
    await applyStores(sql, deps, { merchantId, planned: stores, isBulk: true });
    await searchAgain(sql, merchantId);
  }
  return merchants.map(({ tenantId }) => tenantId);
}

function importedOf(
  deps: LoadDeps,
  rows: readonly ReadMerchant[],
  walletIds: readonly string[],
): ImportedMerchant | null {
  const [first] = rows;
  if (first === undefined) return null;
  const { codes: _codes, walletIds: registered, store, bankAccount, ...facts } = first;
  if (bankAccount === null) return null;
  const { phone, postalCode, prefectureCode, prefecture, city, addressLine, mcc } = store.store;
  return {
    ...facts,
    bankAccount,
    tenantId: deps.newId("merchant"),
    phone,
    postalCode,
    prefectureCode,
    prefecture,
    city,
    addressLine,
    mcc,
    state: "active",
    stores: rows.map((row) => ({ ...row.store.store, legacyCodes: row.codes })),
    wallets: walletIds.map((walletId) => ({
      walletId,
      state: registered.includes(walletId) ? ("approved" as const) : ("waiting" as const),
    })),
  };
}
