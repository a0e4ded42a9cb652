import { recordAudit } from "@/server/audit/commands";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import type { DirectoryFilters } from "../../schema";
import type { StoreExportInput } from "../schema";

/** Remembers that a list of merchants is taken out, and which; before its first line leaves. */
export async function recordMerchantExport(
  deps: Deps<OperatorScope>,
  filters: DirectoryFilters,
): Promise<void> {
  await deps.transact((tx) =>
    recordAudit(tx, deps, {
      action: "directory.export",
      subjectId: deps.scope.personId,
      tenantId: null,
      after: { ...filters },
    }),
  );
}

/** The same for stores: of one's own merchant, or of one that the operator's people name. */
export async function recordStoreExport(
  deps: Deps<MerchantScope | OperatorScope>,
  { merchantId, areaId, text }: StoreExportInput,
): Promise<void> {
  const tenantId = deps.scope.kind === "merchant" ? deps.scope.tenantId : (merchantId ?? null);
  await deps.transact((tx) =>
    recordAudit(tx, deps, {
      action: "stores.export",
      subjectId: tenantId ?? deps.scope.personId,
      tenantId,
      after: { areaId, text },
    }),
  );
}
