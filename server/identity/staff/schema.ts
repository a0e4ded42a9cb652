import { z } from "zod";
import { OPERATOR_ROLES } from "@/server/kernel/permissions";
import { emailAddress, personLocale, personName } from "../schema";

export const roleGrant = z.object({ email: emailAddress, name: personName, role: z.enum(OPERATOR_ROLES) });
export const roleRevocation = z.object({ membershipId: z.string().max(40) });
export const personChoice = z.object({ personId: z.string().max(40) });
export const staffInvitation = roleGrant.extend({ locale: personLocale });
