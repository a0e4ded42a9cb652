import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";

/** An area as the head office arranges it; what is null is inherited. */
export type AreaRow = {
  readonly areaId: string;
  readonly name: string;
  readonly stores: number;
  readonly payoutGroupId: string | null;
  readonly posterFormat: string | null;
  readonly language: string | null;
  readonly managers: readonly { readonly membershipId: string; readonly name: string }[];
};

/** The areas that the person sees stores of; whoever sees the whole merchant sees the empty ones too. */
export async function listAreas(tx: Tx, scope: MerchantScope): Promise<AreaRow[]> {
  const stores = scope.storeIds === "all" ? null : [...scope.storeIds];
  return sqlOfTx(tx)<AreaRow>(
    `SELECT a.id AS "areaId", a.name, coalesce(n.stores, 0)::int AS stores, a.payout_group_id AS "payoutGroupId",
            a.poster_format AS "posterFormat", a.language,
            coalesce((SELECT json_agg(json_build_object('membershipId', m.id, 'name', coalesce(nullif(p.name, ''), p.email))
                                      ORDER BY m.id)
                      FROM membership m JOIN person p ON p.id = m.person_id
                      WHERE m.tenant_id = a.tenant_id AND m.revoked_at IS NULL AND m.by_area AND a.id = ANY(m.area_ids)),
                     '[]') AS managers
     FROM store_area a
     LEFT JOIN (SELECT area_id, count(*) AS stores FROM store
                WHERE merchant_id = $1 AND state <> 'terminated' AND ($2::text[] IS NULL OR id = ANY($2))
                GROUP BY area_id) n ON n.area_id = a.id
     WHERE a.tenant_id = $1 AND ($2::text[] IS NULL OR n.stores > 0)
     ORDER BY a.name COLLATE "ja-x-icu", a.id`,
    [scope.tenantId, stores],
  );
}
