import { z } from "zod";
import { parseDay } from "@/server/kernel/calendar";
import { GRANT_LEVELS } from "./rules";

/** What a franchisee lets its head office see. */
export const newGrant = z.object({
  level: z.enum(GRANT_LEVELS),
  /** The first day of sales that is shown. */
  fromOn: z.string().refine((text) => parseDay(text) !== undefined),
});
export type NewGrant = z.output<typeof newGrant>;
