import { z } from "zod";

export const registrationsInput = z.object({ storeIds: z.array(z.string().max(40)).max(100) });
export const resubmission = z.object({ storeId: z.string().max(40), walletId: z.string().max(40) });
