import { z } from "zod";

export const listAuditSchema = z.object({
  cursor: z.string().max(60).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  subjectId: z.string().max(80).optional(),
  actorId: z.string().max(80).optional(),
  tenantId: z.string().max(80).optional(),
  /** Where the action begins: `merchant.` finds all of that domain. */
  action: z.string().max(80).optional(),
  /** Epoch milliseconds, the first included and the second not. */
  fromMs: z.number().int().nonnegative().optional(),
  untilMs: z.number().int().nonnegative().optional(),
});

export type ListAudit = z.output<typeof listAuditSchema>;

export const getAuditSchema = z.object({ id: z.string().max(60) });
