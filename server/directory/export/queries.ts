import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { StoreExportInput } from "./schema";

/** A store in the columns that an import takes. */
export type ExportedStore = {
  readonly id: string;
  readonly storeNumber: string | null;
  readonly name: string;
  readonly nameKana: string;
  readonly nameLatin: string;
  readonly area: string | null;
  readonly phone: string;
  readonly postalCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly addressLine: string;
  readonly mcc: string;
  readonly openingHours: string;
  readonly counters: readonly string[];
};

export type StorePage = { readonly rows: readonly ExportedStore[]; readonly afterId: string | null };

const PAGE = 1_000;

/**
 * Stores of one merchant that the filters leave, oldest first, a page at a time; closed ones are left out.
 * @throws DomainError invalid_input when the operator names no merchant
 */
export async function listStoresToExport(
  tx: Tx,
  scope: MerchantScope | OperatorScope,
  input: StoreExportInput,
): Promise<StorePage> {
  const merchantId = scope.kind === "merchant" ? scope.tenantId : input.merchantId;
  if (merchantId === undefined) throw new DomainError("invalid_input", {}, "merchantId");
  const stores = scope.kind === "merchant" && scope.storeIds !== "all" ? [...scope.storeIds] : null;
  const rows = await sqlOfTx(tx)<ExportedStore>(
    `SELECT s.id, s.store_number AS "storeNumber", s.name, s.name_kana AS "nameKana", s.name_latin AS "nameLatin",
            a.name AS area, s.phone, s.postal_code AS "postalCode", s.prefecture, s.city,
            s.address_line AS "addressLine", s.mcc, s.opening_hours AS "openingHours",
            ARRAY(SELECT c.counter_name FROM code c WHERE c.store_id = s.id AND c.state <> 'retired'
                  AND c.counter_name <> '' ORDER BY c.id) AS counters
     FROM store s LEFT JOIN store_area a ON a.id = s.area_id
     WHERE s.merchant_id = $1 AND s.state <> 'terminated' AND ($2::text[] IS NULL OR s.id = ANY($2))
       AND ($3::text IS NULL OR s.id > $3) AND ($4::text IS NULL OR s.area_id = $4)
       AND ($5 = '' OR position($5 IN s.name) > 0 OR s.store_number = $5)
     ORDER BY s.id LIMIT $6`,
    [merchantId, stores, input.afterId ?? null, input.areaId ?? null, input.text, PAGE + 1],
  );
  const page = rows.slice(0, PAGE);
  return { rows: page, afterId: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}
