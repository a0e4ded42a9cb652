import { permitted, requireStepUp, router } from "@/server/api/trpc";
import { listOpenInvitations } from "../invitations/queries";
import { invitationChoice } from "../invitations/schema";
import {
  changeMember,
  inviteMember,
  removeMember,
  resendMemberInvitation,
  revokeMemberInvitation,
} from "./commands";
import { listTeam } from "./queries";
import { memberChange, memberChoice, memberInvitation } from "./schema";

const OWNER_MADE = "somebody is made an owner";

/** The people of a merchant. */
export const teamRouter = router({
  list: permitted("team:read").query(({ ctx }) => ctx.read((tx) => listTeam(tx, ctx.scope))),
  invitations: permitted("team:read").query(({ ctx }) =>
    ctx.read((tx) => listOpenInvitations(tx, ctx.scope.tenantId, ctx.deps.now)),
  ),
  invite: permitted("team:manage")
    .meta({ stepUpWhen: OWNER_MADE })
    .input(memberInvitation)
    .mutation(({ ctx, input }) => {
      if (input.role === "owner") requireStepUp(ctx);
      return inviteMember(ctx.deps, input);
    }),
  resendInvitation: permitted("team:manage")
    .input(invitationChoice)
    .mutation(({ ctx, input }) => resendMemberInvitation(ctx.deps, input)),
  revokeInvitation: permitted("team:manage")
    .input(invitationChoice)
    .mutation(({ ctx, input }) => revokeMemberInvitation(ctx.deps, input)),
  change: permitted("team:manage")
    .meta({ stepUpWhen: OWNER_MADE })
    .input(memberChange)
    .mutation(({ ctx, input }) => {
      if (input.role === "owner") requireStepUp(ctx);
      return changeMember(ctx.deps, input);
    }),
  remove: permitted("team:manage")
    .input(memberChoice)
    .mutation(({ ctx, input }) => removeMember(ctx.deps, input)),
});
