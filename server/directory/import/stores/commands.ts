import { createCodes } from "@/server/codes/commands";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { ensureAreas } from "@/server/merchants/areas/commands";
import { correctStores, type StoreChange } from "@/server/merchants/stores/bulk/commands";
import { addStores, searchAgain } from "@/server/merchants/stores/commands";
import { type Sql, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { requestRegistrations } from "@/server/registration/commands";
import { renewOutdated } from "@/server/registration/renewal/commands";
import { REGISTRATION_PRIORITY } from "@/server/registration/rules";
import type { RowOutcome } from "../files/rules";
import { elsewhereKey, findElsewhere, findKnownStores, placeFinder } from "./queries";
import {
  changesOf,
  type KnownStore,
  newCounters,
  type ReadStore,
  type RowNote,
  type RowProblem,
  type RowReason,
  storeKey,
  storeOf,
} from "./rules";
import type { StoreColumn, TypedStore } from "./schema";

type StoreDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId" | "random">;

/** What is to become of a row, and why. */
export type PlannedStore = {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly number: string | null;
  readonly name: string;
  readonly problems: readonly RowProblem[];
  readonly notes: readonly RowNote[];
  readonly read: ReadStore | null;
  readonly known: KnownStore | null;
};

/** Which rows of the file have claimed a number or a place so far; kept over its batches. */
export type Claims = Map<string, number>;

function claimOf({ store }: ReadStore): string {
  return store.storeNumber ? `#${store.storeNumber}` : storeKey(store);
}

/**
 * Says what each row of a batch is to become, and changes nothing: a few statements for any number of rows. With
 * `claims` a number that stands twice in the file is refused the second time.
 * @throws DomainError not_found
 */
export async function planStores(
  sql: Sql,
  merchantId: string,
  rows: readonly TypedStore[],
  claims: Claims,
): Promise<PlannedStore[]> {
  const [defaults] = await sql<{ mcc: string; phone: string }>(
    "SELECT mcc, phone FROM merchant WHERE id = $1",
    [merchantId],
  );
  if (!defaults) throw new DomainError("not_found");
  const findPlaces = placeFinder();
  const read = rows.map((typed) => ({ typed, result: storeOf(typed, defaults, findPlaces) }));
  const good = read.flatMap(({ result }) => (result.ok ? [result] : []));
  const known = await findKnownStores(sql, [merchantId], good);
  const elsewhere = await findElsewhere(sql, merchantId, good);
  return read.map(({ typed, result }) => {
    const label = { row: typed.row, number: typed.values.storeNumber || null, name: typed.values.name ?? "" };
    if (!result.ok)
      return { ...label, outcome: "fail", problems: result.problems, notes: [], read: null, known: null };
    const notices = elsewhere.has(elsewhereKey(result.store))
      ? [...result.notices, problem("phone", "also_elsewhere", result.store.phone)]
      : result.notices;
    return planOne({
      ...label,
      read: result,
      notices,
      known: known.find(result, merchantId) ?? null,
      claims,
    });
  });
}

function problem(field: StoreColumn, reason: RowReason, value: string, other?: number): RowProblem {
  return { field, reason, value, ...(other === undefined ? {} : { other }) };
}

function planOne(row: {
  readonly row: number;
  readonly number: string | null;
  readonly name: string;
  readonly read: ReadStore;
  readonly notices: readonly RowProblem[];
  readonly known: KnownStore | null;
  readonly claims: Claims;
}): PlannedStore {
  const { read, notices, known, claims } = row;
  const label = { row: row.row, number: read.store.storeNumber ?? null, name: read.store.name, read, known };
  const fail = (stands: RowProblem): PlannedStore => ({
    ...label,
    outcome: "fail",
    problems: [stands],
    notes: [],
  });
  const claim = claimOf(read);
  const first = claims.get(claim);
  if (first !== undefined && first !== row.row) {
    if (read.store.storeNumber)
      return fail(problem("storeNumber", "duplicate", read.store.storeNumber, first));
    return {
      ...label,
      outcome: "keep",
      problems: [problem("name", "same_place", read.store.name, first)],
      notes: [],
    };
  }
  claims.set(claim, row.row);
  if (known === null) return { ...label, outcome: "create", problems: notices, notes: read.notes };
  if (known.state === "terminated") return fail(problem("storeNumber", "closed", known.name));
  const notes = changesOf(read, known);
  return { ...label, outcome: notes.length > 0 ? "change" : "keep", problems: notices, notes };
}

const BULK_STORES = 100;

/**
 * Does what was planned, inside the caller's transaction: new stores with a code for each till and their
 * registrations queued, changed ones put right and told to the network anew.
 * @param request with `isBulk` the registrations wait behind those of single shops
 */
export async function applyStores(
  sql: Sql,
  deps: StoreDeps,
  request: {
    readonly merchantId: string;
    readonly planned: readonly PlannedStore[];
    readonly isBulk: boolean;
  },
): Promise<void> {
  const { merchantId: tenantId, planned } = request;
  const of = (outcome: RowOutcome) =>
    planned.flatMap((one) => (one.outcome === outcome ? (withRead(one) ?? []) : []));
  const [fresh, changed] = [of("create"), of("change")];
  const names = [...fresh, ...changed].flatMap(({ read }) => (read.areaName === "" ? [] : [read.areaName]));
  const areas = await ensureAreas(sql, deps, { tenantId, names });
  const areaOf = (read: ReadStore) => areas.get(read.areaName) ?? null;
  const storeIds = await addStores(sql, deps, {
    tenantId,
    stores: fresh.map(({ read }) => ({ ...read.store, areaId: areaOf(read) })),
    isSearchedLater: true,
  });
  const tills = fresh.flatMap(({ read }, at) => tillsOf(storeIds[at] ?? "", read.counters, [""]));
  const changes = changed.flatMap((one) => changeOf(one, areaOf(one.read)) ?? []);
  await correctStores(sql, deps, { tenantId, changes });
  const more = changed.flatMap(({ read, known }) =>
    known === null ? [] : tillsOf(known.id, newCounters(read, known), []),
  );
  const codes = [...tills, ...more].map((till) => ({ ...till, tenantId }));
  if (codes.length > 0) await createCodes(sql, deps, codes);
  await register(sql, deps, { tenantId, storeIds, isBulk: request.isBulk });
  const told = changes.filter(({ isToldToNetwork }) => isToldToNetwork).map(({ storeId }) => storeId);
  if (told.length > 0) await renewOutdated(sql, deps, told);
}

type Applied = PlannedStore & { readonly read: ReadStore };

function withRead(planned: PlannedStore): Applied | null {
  return planned.read === null ? null : { ...planned, read: planned.read };
}

function tillsOf(storeId: string, names: readonly string[], otherwise: readonly string[]) {
  return (names.length > 0 ? names : otherwise).map((counterName) => ({ storeId, counterName }));
}

/** The facts of a store that the wallets' registration carries. */
const TOLD = new Set(["name", "phone", "postalCode", "city", "addressLine"]);
const PLACE_FACTS = [
  "postalCode",
  "prefectureCode",
  "municipalityCode",
  "prefecture",
  "city",
  "cityLatin",
] as const;

function changeOf({ read, known, notes }: Applied, areaId: string | null): StoreChange | null {
  if (known === null) return null;
  const moved = notes.some(({ field }) => field === "postalCode" || field === "city");
  const { store } = read;
  const plain = [
    "name",
    "nameKana",
    "nameLatin",
    "phone",
    "addressLine",
    "openingHours",
    "storeNumber",
  ] as const;
  const facts: Record<string, string> = {};
  for (const field of plain)
    if (notes.some((note) => note.field === field)) facts[field] = store[field] ?? "";
  if (moved) for (const field of PLACE_FACTS) facts[field] = store[field];
  return {
    storeId: known.id,
    facts: { ...facts, ...(notes.some(({ field }) => field === "area") ? { areaId } : {}) },
    isToldToNetwork: notes.some(({ field }) => TOLD.has(field)),
    before: Object.fromEntries(notes.map(({ field, from }) => [field, from])),
    after: Object.fromEntries(notes.map(({ field, to }) => [field, to])),
  };
}

async function register(
  sql: Sql,
  deps: StoreDeps,
  request: { readonly tenantId: string; readonly storeIds: readonly string[]; readonly isBulk: boolean },
): Promise<void> {
  const { tenantId, storeIds } = request;
  const wallets = await sql<{ id: string }>(
    "SELECT id FROM wallet WHERE state = 'active' ORDER BY sort_order",
  );
  await requestRegistrations(sql, deps, {
    tenantId,
    storeIds,
    walletIds: wallets.map((wallet) => wallet.id),
    priority: request.isBulk ? REGISTRATION_PRIORITY.bulk : REGISTRATION_PRIORITY.single,
  });
}

/** Brings the merchant's search text up to date, once, after the last batch. */
export async function finishStores(sql: Sql, merchantId: string): Promise<void> {
  await searchAgain(sql, merchantId);
}

export type RowResult =
  | { readonly row: number; readonly ok: true; readonly known: boolean; readonly outcome: RowOutcome }
  | ({ readonly row: number; readonly ok: false; readonly problems: readonly RowProblem[] } & Pick<
      RowProblem,
      "field" | "reason"
    >);

/** Rows of one transaction: large enough for speed, small enough not to hold the merchant for long. */
const CHUNK = 2_000;

/**
 * Loads a small table of stores at once, without a job: what the command line does. Rows that cannot be used are named
 * and hold up no other; a store that is there already is left or put right, so a table can be loaded again.
 * @throws DomainError not_found (also for another tenant), merchant_state
 */
export async function importStores(
  deps: Deps<OperatorScope | MerchantScope>,
  input: { readonly merchantId: string; readonly rows: readonly TypedStore[]; readonly dryRun: boolean },
): Promise<RowResult[]> {
  const { scope } = deps;
  const { merchantId } = input;
  if (scope.kind === "merchant" && scope.tenantId !== merchantId) throw new DomainError("not_found");
  const claims: Claims = new Map();
  const results: RowResult[] = [];
  for (let at = 0; at < input.rows.length; at += CHUNK) {
    const rows = input.rows.slice(at, at + CHUNK);
    const planned = await transactSql("jobs", async (sql) => {
      const plan = await planStores(sql, merchantId, rows, claims);
      if (!input.dryRun)
        await applyStores(sql, deps, { merchantId, planned: plan, isBulk: input.rows.length > BULK_STORES });
      return plan;
    });
    results.push(...planned.map(resultOf));
  }
  if (!input.dryRun) await transactSql("jobs", (sql) => finishStores(sql, merchantId));
  return results;
}

function resultOf({ row, outcome, problems }: PlannedStore): RowResult {
  const [first] = problems;
  if (outcome === "fail" && first)
    return { row, ok: false, field: first.field, reason: first.reason, problems };
  return { row, ok: true, known: outcome !== "create", outcome };
}
