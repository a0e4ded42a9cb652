import { z } from "zod";

export const sessionChoice = z.object({ sessionId: z.string().max(40) });
