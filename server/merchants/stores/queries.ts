import { DomainError } from "@/server/kernel/errors";
import { type MerchantScope, scopeHasStore } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";

const STORE = {
  id: true,
  tenantId: true,
  merchantId: true,
  payoutGroupId: true,
  name: true,
  nameKana: true,
  nameLatin: true,
  cityLatin: true,
  mcc: true,
  phone: true,
  postalCode: true,
  prefecture: true,
  city: true,
  addressLine: true,
  state: true,
  suspendedReason: true,
  terminatedReason: true,
  openingHours: true,
  storeNumber: true,
  area: { select: { id: true, name: true } },
  createdAt: true,
} as const;

/** The stores that the person may see, oldest first; `afterId` continues a page. */
export async function listStores(
  tx: Tx,
  scope: MerchantScope,
  page: {
    readonly afterId?: string | undefined;
    readonly areaId?: string | undefined;
    readonly text?: string | undefined;
    readonly limit: number;
  },
) {
  const { areaId, text = "" } = page;
  return tx.store.findMany({
    where: {
      tenantId: scope.tenantId,
      AND: [
        scope.storeIds === "all" ? {} : { id: { in: [...scope.storeIds] } },
        page.afterId === undefined ? {} : { id: { gt: page.afterId } },
        areaId === undefined ? {} : { areaId },
        text === "" ? {} : { OR: [{ name: { contains: text } }, { storeNumber: text }] },
      ],
    },
    orderBy: { id: "asc" },
    take: page.limit,
    select: STORE,
  });
}

/** One store inside the scope; a foreign one is answered as unknown. @throws DomainError not_found */
export async function getStore(tx: Tx, scope: MerchantScope, storeId: string) {
  const store = scopeHasStore(scope, storeId)
    ? await tx.store.findFirst({ where: { id: storeId, tenantId: scope.tenantId }, select: STORE })
    : null;
  if (!store) throw new DomainError("not_found");
  return store;
}

/** The stores of a merchant, for the operator's people. */
export async function listStoresOfMerchant(tx: Tx, merchantId: string) {
  return tx.store.findMany({ where: { merchantId }, orderBy: { id: "asc" }, select: STORE });
}
