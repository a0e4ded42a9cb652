import type { Context } from "@/server/api/context";
import { permitted, requireSignedIn, router } from "@/server/api/trpc";
import { chooseDelivery, readAllNotices, readNotice } from "./commands";
import { countUnread, listDeliveries, listNotices } from "./queries";
import { deliveryChoice, listNoticesSchema, noticeRef } from "./schema";

/** The tenant that the person acts for now, whose news they read. */
function placeOf(ctx: Context): { tenantId: string | null } {
  const { active } = requireSignedIn(ctx);
  return { tenantId: active?.kind === "merchant" ? active.tenantId : null };
}

/** The signed-in person's own notices, and how they come. */
export const inboxRouter = router({
  list: permitted("account:read")
    .input(listNoticesSchema)
    .query(({ ctx, input }) => ctx.read((tx) => listNotices(tx, ctx.scope, { ...input, ...placeOf(ctx) }))),
  unread: permitted("account:read").query(({ ctx }) =>
    ctx.read((tx) => countUnread(tx, ctx.scope, placeOf(ctx))),
  ),
  read: permitted("account:change")
    .input(noticeRef)
    .mutation(({ ctx, input }) => readNotice(ctx.deps, input)),
  readAll: permitted("account:change").mutation(({ ctx }) => readAllNotices(ctx.deps)),
  deliveries: permitted("account:read").query(({ ctx }) => ctx.read((tx) => listDeliveries(tx, ctx.scope))),
  choose: permitted("account:change")
    .input(deliveryChoice)
    .mutation(({ ctx, input }) => chooseDelivery(ctx.deps, input)),
});
