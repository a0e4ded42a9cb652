import { permitted, router } from "@/server/api/trpc";
import { findAddresses } from "./addresses/queries";
import { findBanks, findBranches } from "./banks/queries";
import { resumeMerchant, suspendMerchant } from "./commands";
import { findOwnMerchant, getMerchant, listPayoutGroups } from "./queries";
import { bankQuery, branchQuery, merchantRef, postalQuery, storePage, storeRef, suspension } from "./schema";
import { getStore, listStores, listStoresOfMerchant } from "./stores/queries";

export const merchantsRouter = router({
  banks: permitted("account:read")
    .input(bankQuery)
    .query(({ ctx, input }) => ctx.read((tx) => findBanks(tx, input.query))),
  branches: permitted("account:read")
    .input(branchQuery)
    .query(({ ctx, input }) => ctx.read((tx) => findBranches(tx, input.bankCode, input.query))),
  addresses: permitted("account:read")
    .input(postalQuery)
    .query(({ input }) => findAddresses(input.postalCode)),
  own: permitted("store:read").query(({ ctx }) => ctx.read((tx) => findOwnMerchant(tx, ctx.scope))),
  stores: permitted("store:read")
    .input(storePage)
    .query(({ ctx, input }) => ctx.read((tx) => listStores(tx, ctx.scope, input))),
  store: permitted("store:read")
    .input(storeRef)
    .query(({ ctx, input }) => ctx.read((tx) => getStore(tx, ctx.scope, input.storeId))),
  detail: permitted("merchant:list")
    .input(merchantRef)
    .query(({ ctx, input }) =>
      ctx.read(async (tx) => {
        const merchant = await getMerchant(tx, input.merchantId);
        const [stores, payoutGroups] = await Promise.all([
          listStoresOfMerchant(tx, input.merchantId),
          listPayoutGroups(tx, input.merchantId),
        ]);
        return { merchant, stores, payoutGroups };
      }),
    ),
  suspend: permitted("merchant:suspend")
    .input(suspension)
    .mutation(({ ctx, input }) => suspendMerchant(ctx.deps, input)),
  resume: permitted("merchant:suspend")
    .input(merchantRef)
    .mutation(({ ctx, input }) => resumeMerchant(ctx.deps, input)),
});
