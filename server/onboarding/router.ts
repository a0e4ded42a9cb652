import { permitted, requireSignedIn, router } from "@/server/api/trpc";
import { switchMembership } from "@/server/identity/commands";
import { spendRateLimit } from "@/server/platform/rate-limit";
import { sendWayBack, takeUpApplication } from "./applicant/commands";
import { getOwnApplication, listOwnApplications } from "./applicant/queries";
import { saveApplicationFields } from "./autosave/commands";
import { keepReturnedItem, startApplication, submitApplication, withdrawApplication } from "./commands";
import { arrangeDocument, dateDocument, removeDocument } from "./documents/commands";
import { APPLY_LIMITS } from "./rules";
import {
  applicationRef,
  arrangedDocument,
  datedDocument,
  documentRef,
  fieldChanges,
  keptItem,
} from "./schema";

export const applicationsRouter = router({
  mine: permitted("application:start").query(({ ctx }) =>
    ctx.read((tx) => listOwnApplications(tx, ctx.scope)),
  ),
  start: permitted("application:start").mutation(async ({ ctx }) => {
    await spendRateLimit(APPLY_LIMITS.startByPerson, ctx.scope.personId);
    await spendRateLimit(APPLY_LIMITS.startByAddress, ctx.clientAddress);
    const started = await startApplication(ctx.deps);
    const { sessionId } = requireSignedIn(ctx);
    await switchMembership(ctx.deps, { sessionId, membershipId: started.membershipId });
    return { applicationId: started.applicationId };
  }),
  current: permitted("application:read").query(({ ctx }) =>
    ctx.read((tx) => getOwnApplication(tx, ctx.scope, ctx.deps.now)),
  ),
  save: permitted("application:edit")
    .input(fieldChanges)
    .mutation(({ ctx, input }) => saveApplicationFields(ctx.deps, input)),
  arrangeDocument: permitted("application:edit")
    .input(arrangedDocument)
    .mutation(({ ctx, input }) => arrangeDocument(ctx.deps, input)),
  dateDocument: permitted("application:edit")
    .input(datedDocument)
    .mutation(({ ctx, input }) => dateDocument(ctx.deps, input)),
  removeDocument: permitted("application:edit")
    .input(documentRef)
    .mutation(({ ctx, input }) => removeDocument(ctx.deps, input)),
  keepItem: permitted("application:edit")
    .input(keptItem)
    .mutation(({ ctx, input }) => keepReturnedItem(ctx.deps, input)),
  submit: permitted("application:submit")
    .input(applicationRef)
    .mutation(({ ctx, input }) => submitApplication(ctx.deps, input)),
  reopen: permitted("application:submit")
    .input(applicationRef)
    .mutation(({ ctx, input }) => takeUpApplication(ctx.deps, input)),
  sendLink: permitted("application:edit")
    .input(applicationRef)
    .mutation(async ({ ctx, input }) => {
      await spendRateLimit(APPLY_LIMITS.linkByPerson, ctx.scope.personId);
      await sendWayBack(ctx.deps, input);
    }),
  withdraw: permitted("application:submit")
    .input(applicationRef)
    .mutation(({ ctx, input }) => withdrawApplication(ctx.deps, input)),
});
