import { permitted, router } from "@/server/api/trpc";
import { sendAnnouncement, stopAnnouncement } from "./commands";
import { listAnnouncements } from "./queries";
import { announcementInput, announcementRef } from "./schema";

/** Messages to groups of merchants. */
export const announcementsRouter = router({
  list: permitted("merchant:list").query(({ ctx }) => ctx.read((tx) => listAnnouncements(tx, ctx.scope))),
  send: permitted("announcement:send")
    .input(announcementInput)
    .mutation(({ ctx, input }) => sendAnnouncement(ctx.deps, input)),
  stop: permitted("announcement:send")
    .input(announcementRef)
    .mutation(({ ctx, input }) => stopAnnouncement(ctx.deps, input)),
});
