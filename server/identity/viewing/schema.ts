import { z } from "zod";
import { SHORTEST_REASON } from "./rules";

export const viewingStart = z.object({
  merchantId: z.string().max(40),
  reason: z
    .string()
    .trim()
    .min(SHORTEST_REASON)
    .max(300)
    .regex(/^[\P{C}\n]*$/u),
});
