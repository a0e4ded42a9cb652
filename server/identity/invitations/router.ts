import { actingForPerson } from "@/server/api/entry";
import { open, permitted, requireSignedIn, router } from "@/server/api/trpc";
import { systemClock, wallNow } from "@/server/platform/clock";
import { acceptInvitation } from "./acceptance/commands";
import { findHeldInvitation } from "./queries";
import { invitationToken } from "./schema";

/** The page of an invitation: what it offers, and accepting it. */
export const invitationsRouter = router({
  held: open("whoever holds the token of an invitation sees what it offers, before they are anybody")
    .input(invitationToken)
    .query(({ input }) => findHeldInvitation(input.token, systemClock().now())),
  accept: permitted("invitation:accept")
    .input(invitationToken)
    .mutation(({ ctx, input }) => {
      const { personId, email } = requireSignedIn(ctx);
      const deps = { ...actingForPerson(personId, ctx.requestId), wallMs: wallNow() };
      return acceptInvitation(deps, { ...input, personId, email });
    }),
});
