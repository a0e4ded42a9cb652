import { z } from "zod";

export const feePlanInput = z.object({ merchantId: z.string().min(1).max(64) });
