import { z } from "zod";

export const listAuditSchema = z.object({
  cursor: z.string().max(60).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  subjectId: z.string().max(80).optional(),
  actorId: z.string().max(80).optional(),
  tenantId: z.string().max(80).optional(),
  action: z.string().max(80).optional(),
});

export type ListAudit = z.output<typeof listAuditSchema>;

export const getAuditSchema = z.object({ id: z.string().max(60) });
