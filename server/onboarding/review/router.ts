import { permitted, router } from "@/server/api/trpc";
import { approveApplication, recommendApplication } from "../approval/commands";
import { acceptItem, openReview, rejectApplication, returnApplication, sendBackToReview } from "./commands";
import { countQueue, getReviewCase, listQueue } from "./queries";
import { acceptance, caseRef, caseSearch, queuePage, rejection, returned, sentBack, verdict } from "./schema";
import { findCases } from "./search/queries";

export const reviewRouter = router({
  queue: permitted("review:read")
    .input(queuePage)
    .query(({ ctx, input }) => ctx.read((tx) => listQueue(tx, ctx.scope, input))),
  find: permitted("review:read")
    .input(caseSearch)
    .query(({ ctx, input }) => ctx.read((tx) => findCases(tx, ctx.scope, input.text))),
  counts: permitted("review:read").query(({ ctx }) => ctx.read((tx) => countQueue(tx, ctx.scope))),
  application: permitted("review:read")
    .input(caseRef)
    .query(({ ctx, input }) =>
      ctx.read((tx) => getReviewCase(tx, ctx.scope, input.applicationId, ctx.deps.now)),
    ),
  open: permitted("review:recommend")
    .input(caseRef)
    .mutation(({ ctx, input }) => openReview(ctx.deps, input)),
  accept: permitted("review:recommend")
    .input(acceptance)
    .mutation(({ ctx, input }) => acceptItem(ctx.deps, input)),
  return: permitted("review:return")
    .input(returned)
    .mutation(({ ctx, input }) => returnApplication(ctx.deps, input)),
  recommend: permitted("review:recommend")
    .input(verdict)
    .mutation(({ ctx, input }) => recommendApplication(ctx.deps, input)),
  approve: permitted("review:approve")
    .input(verdict)
    .mutation(({ ctx, input }) => approveApplication(ctx.deps, input)),
  sendBack: permitted("review:approve")
    .input(sentBack)
    .mutation(({ ctx, input }) => sendBackToReview(ctx.deps, input)),
  reject: permitted("review:return")
    .input(rejection)
    .mutation(({ ctx, input }) => rejectApplication(ctx.deps, input)),
});
