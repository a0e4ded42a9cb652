import { z } from "zod";

export const savedView = z.object({
  name: z.string().trim().min(1).max(40),
  /** The filters as the address has them, without the question mark. */
  query: z
    .string()
    .max(500)
    .regex(/^[^#?\s]*$/),
  shared: z.boolean().default(false),
});
export const savedViewRef = z.object({ viewId: z.string().regex(/^sav_[0-9a-z]{1,40}$/) });
