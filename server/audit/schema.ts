import { z } from "zod";

const filters = {
  subjectId: z.string().max(80).optional(),
  /** Who acted: the number of a person or process, an e-mail address, or the beginning of a name. */
  actor: z.string().trim().max(120).optional(),
  tenantId: z.string().max(80).optional(),
  /** Where the action begins: `merchant.` finds all of that domain. */
  action: z.string().trim().max(80).optional(),
  /** Epoch milliseconds, the first included and the second not. */
  fromMs: z.number().int().nonnegative().optional(),
  untilMs: z.number().int().nonnegative().optional(),
};

export const auditFiltersSchema = z.object(filters);
export type AuditFilters = z.output<typeof auditFiltersSchema>;

export const listAuditSchema = z.object({
  ...filters,
  cursor: z.string().max(60).optional(),
  limit: z.number().int().min(1).max(1_000).default(50),
});
export type ListAudit = z.output<typeof listAuditSchema>;

export const getAuditSchema = z.object({ id: z.string().max(60) });
