import { permitted, router } from "@/server/api/trpc";
import { requestCheck } from "./checks/commands";
import { findLastCheck } from "./checks/queries";
import { recordExport } from "./export/commands";
import { getAuditEvent, listAudit } from "./queries";
import { auditFiltersSchema, getAuditSchema, listAuditSchema } from "./schema";

export const auditRouter = router({
  list: permitted("audit:read")
    .input(listAuditSchema)
    .query(({ ctx, input }) => ctx.read((tx) => listAudit(tx, ctx.scope, input))),
  get: permitted("audit:read")
    .input(getAuditSchema)
    .query(({ ctx, input }) => ctx.read((tx) => getAuditEvent(tx, ctx.scope, input))),
  verify: permitted("audit:read").mutation(({ ctx }) => requestCheck(ctx.deps)),
  lastCheck: permitted("audit:read").query(({ ctx }) => ctx.read((tx) => findLastCheck(tx, ctx.scope))),
  export: permitted("audit:read")
    .input(auditFiltersSchema)
    .mutation(({ ctx, input }) => recordExport(ctx.deps, input)),
});
