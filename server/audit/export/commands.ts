import { recordAudit } from "@/server/audit/commands";
import type { AuditFilters } from "@/server/audit/schema";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";

/** Writes down that somebody takes a copy of the log, and of which part; the copy itself is streamed afterwards. */
export async function recordExport(deps: Deps<OperatorScope>, filters: AuditFilters): Promise<void> {
  await deps.transact((tx) =>
    recordAudit(tx, deps, {
      action: "audit.export",
      subjectId: deps.scope.personId,
      tenantId: null,
      after: filters,
    }),
  );
}
