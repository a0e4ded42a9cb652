import { z } from "zod";

export const listStatementsInput = z.object({
  /** The oldest statement already shown; the page continues before it. */
  before: z.string().max(64).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});

export const statementInput = z.object({ statementId: z.string().min(1).max(64) });
