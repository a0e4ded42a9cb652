import { permitted, requireSignedIn, router } from "@/server/api/trpc";
import { wallNow } from "@/server/platform/clock";
import { listOpenInvitations } from "../invitations/queries";
import { invitationChoice } from "../invitations/schema";
import { listSessions } from "../sessions/queries";
import {
  endStaffSessions,
  inviteStaff,
  resendStaffInvitation,
  resetSecondFactor,
  revokeStaffInvitation,
} from "./access/commands";
import { blockPerson, grantRole, revokeRole, unblockPerson } from "./commands";
import { listStaff } from "./queries";
import { personChoice, roleGrant, roleRevocation, staffInvitation } from "./schema";

/** The operator's own people and their roles. */
export const staffRouter = router({
  list: permitted("staff:read").query(({ ctx }) => ctx.read((tx) => listStaff(tx, ctx.scope))),
  grantRole: permitted("staff:manage")
    .input(roleGrant)
    .mutation(({ ctx, input }) => grantRole(ctx.deps, input)),
  revokeRole: permitted("staff:manage")
    .input(roleRevocation)
    .mutation(({ ctx, input }) => revokeRole(ctx.deps, input)),
  blockPerson: permitted("staff:manage")
    .input(personChoice)
    .mutation(({ ctx, input }) => blockPerson(ctx.deps, input)),
  unblockPerson: permitted("staff:manage")
    .input(personChoice)
    .mutation(({ ctx, input }) => unblockPerson(ctx.deps, input)),
  invitations: permitted("staff:read").query(({ ctx }) =>
    ctx.read((tx) => listOpenInvitations(tx, null, ctx.deps.now)),
  ),
  invite: permitted("staff:manage")
    .input(staffInvitation)
    .mutation(({ ctx, input }) => inviteStaff(ctx.deps, input)),
  resendInvitation: permitted("staff:manage")
    .input(invitationChoice)
    .mutation(({ ctx, input }) => resendStaffInvitation(ctx.deps, input)),
  revokeInvitation: permitted("staff:manage")
    .input(invitationChoice)
    .mutation(({ ctx, input }) => revokeStaffInvitation(ctx.deps, input)),
  sessions: permitted("staff:read")
    .input(personChoice)
    .query(({ ctx, input }) =>
      ctx.read((tx) =>
        listSessions(tx, { ...input, currentId: requireSignedIn(ctx).sessionId, wallMs: wallNow() }),
      ),
    ),
  endSessions: permitted("staff:manage")
    .input(personChoice)
    .mutation(({ ctx, input }) => endStaffSessions(ctx.deps, input)),
  resetSecondFactor: permitted("staff:manage")
    .input(personChoice)
    .mutation(({ ctx, input }) => resetSecondFactor(ctx.deps, input)),
});
