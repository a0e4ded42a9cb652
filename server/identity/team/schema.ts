import { z } from "zod";
import { MERCHANT_ROLES } from "@/server/kernel/permissions";
import { mayBeScoped } from "../invitations/rules";
import { emailAddress, personLocale } from "../schema";

/** A role and the stores that it covers; no store means all of them. */
const place = {
  role: z.enum(MERCHANT_ROLES),
  storeIds: z.array(z.string().max(40)).max(500),
};
const isPlace = ({
  role,
  storeIds,
}: {
  role: (typeof MERCHANT_ROLES)[number];
  storeIds: readonly string[];
}) => storeIds.length === 0 || mayBeScoped(role);

const name = z
  .string()
  .trim()
  .max(80)
  .regex(/^\P{C}*$/u);

export const memberInvitation = z
  .object({ email: emailAddress, name, locale: personLocale, ...place })
  .refine(isPlace, { path: ["storeIds"], error: "store_scope" });
export const memberChange = z
  .object({ membershipId: z.string().max(40), ...place })
  .refine(isPlace, { path: ["storeIds"], error: "store_scope" });
export const memberChoice = z.object({ membershipId: z.string().max(40) });
