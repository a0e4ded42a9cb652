import type { OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";

/** A signboard over several merchants. */
export type BrandRow = {
  readonly brandId: string;
  readonly name: string;
  readonly color: string | null;
  readonly mark: string | null;
  readonly posterFormat: string | null;
  readonly language: string | null;
  readonly headOfficeId: string;
  readonly headOfficeName: string;
  readonly merchants: number;
  readonly stores: number;
};

const MOST = 200;

/** All signboards with the merchants and stores that carry them. */
export async function listBrands(tx: Tx, _scope: OperatorScope): Promise<BrandRow[]> {
  return sqlOfTx(tx)<BrandRow>(
    `SELECT b.id AS "brandId", b.name, b.color, b.mark, b.poster_format AS "posterFormat", b.language, h.id AS "headOfficeId", h.trade_name AS "headOfficeName",
            n.merchants, n.stores
     FROM brand b JOIN merchant h ON h.id = b.tenant_id
     CROSS JOIN LATERAL (
       SELECT count(DISTINCT m.id)::int AS merchants, count(s.id)::int AS stores
       FROM merchant m LEFT JOIN store s ON s.merchant_id = m.id AND s.state <> 'terminated' WHERE m.brand_id = b.id
     ) n
     ORDER BY b.name COLLATE "ja-x-icu", b.id LIMIT ${MOST}`,
  );
}
