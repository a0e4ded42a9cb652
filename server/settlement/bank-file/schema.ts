import { z } from "zod";

export const bankFileInput = z.object({ bankFileId: z.string().min(1).max(64) });

export const withdrawInput = bankFileInput.extend({ reason: z.string().trim().min(1).max(400) });
