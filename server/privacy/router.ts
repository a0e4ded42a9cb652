import { permitted, requireSignedIn, router } from "@/server/api/trpc";
import { answerPrivacy, askPrivacy } from "./requests/commands";
import { getDeskRequest, listDeskRequests, listOwnRequests } from "./requests/queries";
import { listRequests, newRequest, requestDecision, requestRef } from "./requests/schema";

/** Requests of people about their own data, and the desk that answers them. */
export const privacyRouter = router({
  mine: permitted("account:read").query(({ ctx }) => ctx.read((tx) => listOwnRequests(tx, ctx.scope))),
  ask: permitted("account:change")
    .input(newRequest)
    .mutation(({ ctx, input }) => {
      const { active } = requireSignedIn(ctx);
      const tenantId = active?.kind === "merchant" ? active.tenantId : null;
      return askPrivacy(ctx.deps, { ...input, tenantId });
    }),
  list: permitted("privacy:read")
    .input(listRequests)
    .query(({ ctx, input }) => ctx.read((tx) => listDeskRequests(tx, ctx.scope, input))),
  get: permitted("privacy:read")
    .input(requestRef)
    .query(({ ctx, input }) =>
      ctx.read((tx) => getDeskRequest(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  answer: permitted("privacy:answer")
    .input(requestDecision)
    .mutation(({ ctx, input }) => answerPrivacy(ctx.deps, input)),
});
