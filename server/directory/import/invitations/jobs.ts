import type { RecurringJob } from "@/server/platform/jobs";
import { inviteOwners } from "./commands";

/** Invites owners of imported merchants, little by little. */
export const ownerInvitationsJob: RecurringJob = {
  name: "owner-invitations",
  everyMs: 60_000,
  run: async (deps) => void (await inviteOwners(deps)),
};
