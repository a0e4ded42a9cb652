import { permitted, router } from "@/server/api/trpc";
import { getAuditEvent, listAudit, verifyLog } from "./queries";
import { getAuditSchema, listAuditSchema } from "./schema";

export const auditRouter = router({
  list: permitted("audit:read")
    .input(listAuditSchema)
    .query(({ ctx, input }) => ctx.read((tx) => listAudit(tx, ctx.scope, input))),
  verify: permitted("audit:read").query(({ ctx }) => verifyLog(ctx.deps)),
  get: permitted("audit:read")
    .input(getAuditSchema)
    .query(({ ctx, input }) => ctx.read((tx) => getAuditEvent(tx, ctx.scope, input))),
});
