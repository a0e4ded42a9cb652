import { permitted, router } from "@/server/api/trpc";
import { approveTerms, proposeTerms, refuseTerms, withdrawTerms } from "./commands";
import { previewRate, previewTerms } from "./preview/queries";
import { getMerchantTerms, listProposals, listRates } from "./queries";
import {
  listProposalsInput,
  merchantTermsInput,
  previewRateInput,
  previewTermsInput,
  proposalInput,
  proposeInput,
  refuseInput,
} from "./schema";

/** Contracts, rates and adjustments: proposed by one person, decided by another. */
export const termsRouter = router({
  merchant: permitted("terms:read")
    .input(merchantTermsInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => getMerchantTerms(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  rates: permitted("terms:read").query(({ ctx }) =>
    ctx.read((tx) => listRates(tx, ctx.scope, { nowMs: ctx.deps.now })),
  ),
  proposals: permitted("terms:read")
    .input(listProposalsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listProposals(tx, ctx.scope, input))),
  preview: permitted("terms:read")
    .input(previewTermsInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => previewTerms(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  previewRate: permitted("terms:read")
    .input(previewRateInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => previewRate(tx, ctx.scope, { tried: input, nowMs: ctx.deps.now })),
    ),
  propose: permitted("terms:propose")
    .input(proposeInput)
    .mutation(({ ctx, input }) => proposeTerms(ctx.deps, input)),
  approve: permitted("terms:approve")
    .input(proposalInput)
    .mutation(({ ctx, input }) => approveTerms(ctx.deps, input)),
  refuse: permitted("terms:approve")
    .input(refuseInput)
    .mutation(({ ctx, input }) => refuseTerms(ctx.deps, input)),
  withdraw: permitted("terms:propose")
    .input(proposalInput)
    .mutation(({ ctx, input }) => withdrawTerms(ctx.deps, input)),
});
