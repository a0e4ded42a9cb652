import { permitted, router } from "@/server/api/trpc";
import { findAddresses } from "./addresses/queries";
import { findBanks, findBranches } from "./banks/queries";
import { holdForDisputes } from "./contracts/commands";
import { disputeHold } from "./contracts/schema";
import { changeLogo, removeLogo } from "./logo/commands";
import { findLogo } from "./logo/queries";
import { logo } from "./logo/schema";
import { findOwnMerchant, getMerchant, listActiveWallets, listPayoutGroups } from "./queries";
import { bankQuery, branchQuery, postalQuery, storePage } from "./schema";
import {
  resumeMerchant,
  resumeStore,
  suspendMerchant,
  suspendStore,
  terminateMerchant,
  terminateStore,
} from "./standing/commands";
import { merchantEnd, merchantReason, merchantRef, storeReason, storeRef } from "./standing/schema";
import { correctStore } from "./stores/commands";
import { getStore, listStores, listStoresOfMerchant } from "./stores/queries";
import { correction } from "./stores/schema";

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
  wallets: permitted("store:read").query(({ ctx }) => ctx.read((tx) => listActiveWallets(tx))),
  own: permitted("store:read").query(({ ctx }) => ctx.read((tx) => findOwnMerchant(tx, ctx.scope))),
  logo: permitted("merchant:change").query(({ ctx }) => ctx.read((tx) => findLogo(tx, ctx.scope))),
  changeLogo: permitted("merchant:change")
    .input(logo)
    .mutation(({ ctx, input }) => changeLogo(ctx.deps, input)),
  removeLogo: permitted("merchant:change").mutation(({ ctx }) => removeLogo(ctx.deps)),
  stores: permitted("store:read")
    .input(storePage)
    .query(({ ctx, input }) => ctx.read((tx) => listStores(tx, ctx.scope, input))),
  store: permitted("store:read")
    .input(storeRef)
    .query(({ ctx, input }) => ctx.read((tx) => getStore(tx, ctx.scope, input.storeId))),
  correctStore: permitted("store:correct")
    .input(correction)
    .mutation(({ ctx, input }) => correctStore(ctx.deps, input)),
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
    .input(merchantReason)
    .mutation(({ ctx, input }) => suspendMerchant(ctx.deps, input)),
  resume: permitted("merchant:suspend")
    .input(merchantRef)
    .mutation(({ ctx, input }) => resumeMerchant(ctx.deps, input)),
  terminate: permitted("merchant:terminate")
    .input(merchantEnd)
    .mutation(({ ctx, input }) => terminateMerchant(ctx.deps, input)),
  holdForDisputes: permitted("merchant:hold_payouts")
    .input(disputeHold)
    .mutation(({ ctx, input }) => holdForDisputes(ctx.deps, input)),
  suspendStore: permitted("merchant:suspend")
    .input(storeReason)
    .mutation(({ ctx, input }) => suspendStore(ctx.deps, input)),
  resumeStore: permitted("merchant:suspend")
    .input(storeRef)
    .mutation(({ ctx, input }) => resumeStore(ctx.deps, input)),
  terminateStore: permitted("merchant:terminate")
    .input(storeReason)
    .mutation(({ ctx, input }) => terminateStore(ctx.deps, input)),
});
