import { z } from "zod";
import { INVITATION_TOKEN } from "./rules";

export const invitationToken = z.object({ token: z.string().regex(INVITATION_TOKEN) });
export const invitationChoice = z.object({ invitationId: z.string().max(40) });
