import { permitted, router } from "@/server/api/trpc";
import { getAuditEvent, listAudit } from "./queries";
import { getAuditSchema, listAuditSchema } from "./schema";

export const auditRouter = router({
  list: permitted("audit:read")
    .input(listAuditSchema)
    .query(({ ctx, input }) => ctx.read((tx) => listAudit(tx, ctx.scope, input))),
  get: permitted("audit:read")
    .input(getAuditSchema)
    .query(({ ctx, input }) => ctx.read((tx) => getAuditEvent(tx, ctx.scope, input))),
});
