import { recordAuditSql } from "@/server/audit/commands";
import { emitEventsSql } from "@/server/events/commands";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { NewStore } from "../../commands";

type BulkDeps = Pick<Deps, "now" | "newId" | "actor" | "requestId">;

/** What a store is to become; what is left out stays as it is. */
export type StoreChange = {
  readonly storeId: string;
  readonly facts: Partial<NewStore>;
  /** Whether the network knows what changes here, and has to be told. */
  readonly isToldToNetwork: boolean;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
};

/**
 * Puts any number of a merchant's stores right in a few statements, inside the caller's transaction. A store that
 * changes its area is paid to that area's payout group from now on.
 */
export async function correctStores(
  sql: Sql,
  deps: BulkDeps,
  request: { readonly tenantId: string; readonly changes: readonly StoreChange[] },
): Promise<void> {
  const { tenantId, changes } = request;
  if (changes.length === 0) return;
  const rows = changes.map(({ storeId, facts, isToldToNetwork }) => ({
    id: storeId,
    told: isToldToNetwork,
    name: facts.name,
    name_kana: facts.nameKana,
    name_latin: facts.nameLatin,
    city_latin: facts.cityLatin,
    phone: facts.phone,
    postal_code: facts.postalCode,
    prefecture_code: facts.prefectureCode,
    municipality_code: facts.municipalityCode,
    prefecture: facts.prefecture,
    city: facts.city,
    address_line: facts.addressLine,
    opening_hours: facts.openingHours,
    store_number: facts.storeNumber ?? undefined,
    area_id: facts.areaId ?? undefined,
  }));
  await sql(CORRECT, [JSON.stringify(rows), tenantId]);
  await recordAuditSql(
    sql,
    deps,
    changes.map(({ storeId, before, after }) => ({
      action: "store.correct",
      subjectId: storeId,
      tenantId,
      before,
      after,
    })),
  );
  await emitEventsSql(
    sql,
    deps,
    changes
      .filter(({ isToldToNetwork }) => isToldToNetwork)
      .map(({ storeId }) => ({
        type: "store.corrected" as const,
        tenantId,
        subjectId: storeId,
        payload: { storeId },
      })),
  );
}

const CORRECT = `UPDATE store s SET
    name = coalesce(g.name, s.name), name_kana = coalesce(g.name_kana, s.name_kana),
    name_latin = coalesce(g.name_latin, s.name_latin), city_latin = coalesce(g.city_latin, s.city_latin),
    phone = coalesce(g.phone, s.phone), postal_code = coalesce(g.postal_code, s.postal_code),
    prefecture_code = coalesce(g.prefecture_code, s.prefecture_code),
    municipality_code = coalesce(g.municipality_code, s.municipality_code),
    prefecture = coalesce(g.prefecture, s.prefecture), city = coalesce(g.city, s.city),
    address_line = coalesce(g.address_line, s.address_line), opening_hours = coalesce(g.opening_hours, s.opening_hours),
    store_number = coalesce(g.store_number, s.store_number), area_id = coalesce(g.area_id, s.area_id),
    payout_group_id = coalesce((SELECT a.payout_group_id FROM store_area a WHERE a.id = g.area_id), s.payout_group_id),
    facts_version = s.facts_version + g.told::int
  FROM jsonb_to_recordset($1::text::jsonb) AS g(id text, told boolean, name text, name_kana text, name_latin text,
    city_latin text, phone text, postal_code text, prefecture_code text, municipality_code text, prefecture text,
    city text, address_line text, opening_hours text, store_number text, area_id text)
  WHERE s.id = g.id AND s.merchant_id = $2`;
