import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { listPayoutGroups, type PayoutGroupRow } from "../queries";

/** A payout group with the stores that it pays for. */
export type GroupRow = Pick<PayoutGroupRow, "id" | "name" | "account"> & {
  readonly stores: number;
  /** The areas whose stores are paid to it. */
  readonly areas: readonly string[];
  /** Where stores are paid that belong to no area with a group of its own. */
  readonly isFirst: boolean;
};

/** Every payout group of the merchant, the first one first. @throws DomainError not_permitted for who sees some stores */
export async function listGroups(tx: Tx, scope: MerchantScope): Promise<GroupRow[]> {
  if (scope.storeIds !== "all") throw new DomainError("not_permitted");
  const groups = await listPayoutGroups(tx, scope.tenantId);
  const sums = await sqlOfTx(tx)<{ id: string; stores: number; areas: string[] }>(
    `SELECT g.id, (SELECT count(*)::int FROM store s WHERE s.merchant_id = $1 AND s.payout_group_id = g.id
                     AND s.state <> 'terminated') AS stores,
            ARRAY(SELECT a.name FROM store_area a WHERE a.payout_group_id = g.id ORDER BY a.name) AS areas
     FROM payout_group g WHERE g.merchant_id = $1`,
    [scope.tenantId],
  );
  const known = new Map(sums.map((one) => [one.id, one]));
  return groups.map(({ id, name, account }, at) => ({
    id,
    name,
    account,
    stores: known.get(id)?.stores ?? 0,
    areas: known.get(id)?.areas ?? [],
    isFirst: at === 0,
  }));
}
