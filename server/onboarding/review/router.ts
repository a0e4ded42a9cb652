import { permitted, router } from "@/server/api/trpc";
import { approveApplications, recommendApplications, takeApplications } from "../approval/bulk/commands";
import { approveApplication, recommendApplication } from "../approval/commands";
import { recordIdentification, voidIdentification } from "../identification/commands";
import { identificationRef, newIdentification } from "../identification/schema";
import {
  acceptItems,
  openReview,
  rejectApplication,
  reopenApplication,
  returnApplication,
  sendBackToReview,
  waiveItem,
} from "./commands";
import { getReviewCase } from "./queries";
import { assignApplication } from "./queue/commands";
import { countQueue, listQueue } from "./queue/queries";
import { assignment, queuePage } from "./queue/schema";
import {
  acceptance,
  bulk,
  caseRef,
  caseSearch,
  rejection,
  reopening,
  returned,
  sentBack,
  taking,
  verdict,
  waiver,
} from "./schema";
import { findCases } from "./search/queries";
import { removeView, saveView } from "./views/commands";
import { listViews } from "./views/queries";
import { namedView, viewRef } from "./views/schema";

export const reviewRouter = router({
  queue: permitted("review:read")
    .input(queuePage)
    .query(({ ctx, input }) => ctx.read((tx) => listQueue(tx, ctx.scope, input, ctx.deps.now))),
  find: permitted("review:read")
    .input(caseSearch)
    .query(({ ctx, input }) => ctx.read((tx) => findCases(tx, ctx.scope, input.text))),
  counts: permitted("review:read").query(({ ctx }) =>
    ctx.read((tx) => countQueue(tx, ctx.scope, ctx.deps.now)),
  ),
  assign: permitted("review:recommend")
    .input(assignment)
    .mutation(({ ctx, input }) => assignApplication(ctx.deps, input)),
  views: permitted("review:read").query(({ ctx }) => ctx.read((tx) => listViews(tx, ctx.scope))),
  saveView: permitted("review:read")
    .input(namedView)
    .mutation(({ ctx, input }) => saveView(ctx.deps, input)),
  removeView: permitted("review:read")
    .input(viewRef)
    .mutation(({ ctx, input }) => removeView(ctx.deps, input)),
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
    .mutation(({ ctx, input }) => acceptItems(ctx.deps, input)),
  waive: permitted("review:recommend")
    .input(waiver)
    .mutation(({ ctx, input }) => waiveItem(ctx.deps, input)),
  identify: permitted("review:recommend")
    .input(newIdentification)
    .mutation(({ ctx, input }) => recordIdentification(ctx.deps, input)),
  voidIdentification: permitted("review:recommend")
    .input(identificationRef)
    .mutation(({ ctx, input }) => voidIdentification(ctx.deps, input)),
  takeMany: permitted("review:recommend")
    .input(taking)
    .mutation(({ ctx, input }) => takeApplications(ctx.deps, input)),
  recommendMany: permitted("review:recommend")
    .input(bulk)
    .mutation(({ ctx, input }) => recommendApplications(ctx.deps, input)),
  approveMany: permitted("review:approve")
    .input(bulk)
    .mutation(({ ctx, input }) => approveApplications(ctx.deps, input)),
  reopen: permitted("review:approve")
    .input(reopening)
    .mutation(({ ctx, input }) => reopenApplication(ctx.deps, input)),
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
