import { z } from "zod";

export const listStatementsInput = z.object({
  /** The last day of the oldest statement already shown; the page continues before it. */
  beforeOn: z.string().length(10).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});

export const statementInput = z.object({ statementId: z.string().min(1).max(64) });
