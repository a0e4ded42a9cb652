import { z } from "zod";

export const earlyPayoutInput = z.object({ payoutGroupId: z.string().min(1).max(64) });
