import { recordAudit, recordAuditSql } from "@/server/audit/commands";
import { emitEvent, emitEventsSql } from "@/server/events/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, type OperatorScope, scopeHasStore } from "@/server/kernel/scope";
import { type Sql, sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { findAddresses } from "../addresses/queries";
import type { NewStore } from "../commands";
import { findPrefecture, type SearchedMerchant, searchTextOf } from "../rules";
import type { Correction } from "./schema";

type AddDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId">;

/**
 * Adds stores to a merchant that is active, inside the caller's transaction and in a few statements for any number.
 * They are paid to the payout group of their area, else to the merchant's first.
 * @param request with `isSearchedLater` the caller brings the search text up to date itself, once for many calls
 * @returns their ids in the order of the input
 * @throws DomainError not_found, merchant_state
 */
export async function addStores(
  sql: Sql,
  deps: AddDeps,
  request: {
    readonly tenantId: string;
    readonly stores: readonly NewStore[];
    readonly isSearchedLater?: boolean;
  },
): Promise<string[]> {
  const { tenantId, stores } = request;
  const payoutGroupId = await lockMerchant(sql, tenantId);
  const ofAreas = await payoutGroupsOfAreas(sql, tenantId);
  const ids = stores.map(() => deps.newId("store"));
  const rows = stores.map((store, at) => ({
    id: ids[at],
    tenant_id: tenantId,
    merchant_id: tenantId,
    payout_group_id: ofAreas.get(store.areaId ?? "") ?? payoutGroupId,
    ...factsRow(store),
    state: "active",
    created_at: instant(deps.now),
  }));
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  if (columns === "") return [];
  await sql(
    `INSERT INTO store (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::store, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
  if (request.isSearchedLater !== true) await searchAgain(sql, tenantId);
  const told = ids.map((storeId, at) => ({ storeId, name: stores[at]?.name ?? "" }));
  await recordAuditSql(
    sql,
    deps,
    told.map(({ storeId, name }) => ({
      action: "store.add",
      subjectId: storeId,
      tenantId,
      after: { name, state: "active" },
    })),
  );
  await emitEventsSql(
    sql,
    deps,
    ids.map((storeId) => ({ type: "store.added", tenantId, subjectId: storeId, payload: { storeId } })),
  );
  return ids;
}

function factsRow(store: NewStore) {
  return {
    name: store.name,
    name_kana: store.nameKana,
    name_latin: store.nameLatin,
    city_latin: store.cityLatin,
    mcc: store.mcc,
    phone: store.phone,
    postal_code: store.postalCode,
    prefecture_code: store.prefectureCode,
    municipality_code: store.municipalityCode,
    prefecture: store.prefecture,
    city: store.city,
    address_line: store.addressLine,
    opening_hours: store.openingHours,
    store_number: store.storeNumber ?? null,
    area_id: store.areaId ?? null,
  };
}

async function payoutGroupsOfAreas(sql: Sql, tenantId: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; payout_group_id: string }>(
    "SELECT id, payout_group_id FROM store_area WHERE tenant_id = $1 AND payout_group_id IS NOT NULL",
    [tenantId],
  );
  return new Map(rows.map((row) => [row.id, row.payout_group_id]));
}

async function lockMerchant(sql: Sql, tenantId: string): Promise<string> {
  const [merchant] = await sql<{ state: string; payout_group_id: string | null }>(
    `SELECT state, (SELECT min(id) FROM payout_group WHERE payout_group.merchant_id = merchant.id) AS payout_group_id
     FROM merchant WHERE id = $1 FOR UPDATE`,
    [tenantId],
  );
  if (!merchant?.payout_group_id) throw new DomainError("not_found");
  if (merchant.state !== "active") throw new DomainError("merchant_state");
  return merchant.payout_group_id;
}

/** The directory finds a merchant by the names and addresses of its stores too. */
export async function searchAgain(sql: Sql, tenantId: string): Promise<void> {
  const [found] = await sql<SearchedMerchant>(
    `SELECT trade_name AS "tradeName", legal_name AS "legalName", legal_name_kana AS "legalNameKana",
            prefecture || city || address_line AS address,
            coalesce((SELECT jsonb_agg(jsonb_build_object('name', s.name, 'nameKana', s.name_kana, 'nameLatin', s.name_latin,
              'address', s.prefecture || s.city || s.address_line) ORDER BY s.id) FROM store s WHERE s.merchant_id = m.id),
              '[]') AS stores
     FROM merchant m WHERE id = $1`,
    [tenantId],
  );
  if (found === undefined) return;
  const text = searchTextOf(found);
  await sql("UPDATE merchant_search SET folded = $2, bigrams = $3::text[] WHERE merchant_id = $1", [
    tenantId,
    text.folded,
    text.bigrams,
  ]);
}

/** What a correction may touch, as it was: read under the lock, compared and audited. */
const FACTS = {
  tenantId: true,
  merchantId: true,
  state: true,
  name: true,
  nameKana: true,
  nameLatin: true,
  cityLatin: true,
  phone: true,
  postalCode: true,
  prefecture: true,
  prefectureCode: true,
  municipalityCode: true,
  city: true,
  addressLine: true,
  openingHours: true,
} as const;

/**
 * Puts a store's facts right, such as after a wallet has refused it; the network is told of them anew. A store outside
 * the person's scope is answered as unknown.
 * @throws DomainError not_found, store_state once it is closed
 */
export async function correctStore(
  deps: Deps<MerchantScope | OperatorScope>,
  input: Correction,
): Promise<void> {
  const { storeId, ...facts } = input;
  await deps.transact(async (tx) => {
    await sqlOfTx(tx)("SELECT 1 FROM store WHERE id = $1 FOR UPDATE", [storeId]);
    const seen = deps.scope.kind === "operator" || scopeHasStore(deps.scope, storeId);
    const store = seen ? await tx.store.findUnique({ where: { id: storeId }, select: FACTS }) : null;
    if (!store) throw new DomainError("not_found");
    if (store.state === "terminated") throw new DomainError("store_state");
    const { tenantId, merchantId, state: _state, prefectureCode, municipalityCode, ...before } = store;
    const hit = findAddresses(facts.postalCode).find(({ city }) => city === facts.city);
    const moved = facts.prefecture !== before.prefecture || facts.city !== before.city;
    await tx.store.update({
      where: { id: storeId },
      data: {
        ...facts,
        prefectureCode: findPrefecture(facts.prefecture)?.code ?? prefectureCode,
        municipalityCode: hit?.municipalityCode ?? (moved ? "" : municipalityCode),
        factsVersion: { increment: 1 },
      },
      select: { id: true },
    });
    await searchAgain(sqlOfTx(tx), merchantId);
    await recordAudit(tx, deps, {
      action: "store.correct",
      subjectId: storeId,
      tenantId,
      before,
      after: facts,
    });
    await emitEvent(tx, deps, {
      type: "store.corrected",
      tenantId,
      subjectId: storeId,
      payload: { storeId },
    });
  });
}
