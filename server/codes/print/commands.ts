import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { choosePrint } from "./queries";
import { canMovePrint, PRINT_KEPT_MS, partsOf, toPrintState } from "./rules";
import type { PrintRequest } from "./schema";

/**
 * Asks for the posters of many stores. Which codes they are is decided now; a worker draws them piece by piece.
 * @throws DomainError not_found when the choice is empty, too_large for more than 50,000 codes
 */
export async function requestPrint(
  deps: Deps<MerchantScope>,
  input: PrintRequest,
): Promise<{ printId: string; codes: number }> {
  const { scope, now } = deps;
  return deps.transact(async (tx) => {
    const codeIds = (await choosePrint(tx, scope, input.choice)).codes.map(({ code }) => code);
    if (codeIds.length === 0) throw new DomainError("not_found");
    const printId = deps.newId("printJob");
    const { format, print, packing, logo } = input;
    await tx.printJob.create({
      data: {
        id: printId,
        tenantId: scope.tenantId,
        requestedBy: scope.personId,
        format,
        print,
        packing,
        logo,
        state: "waiting",
        codeIds,
        parts: partsOf(codeIds.length).length,
        createdAt: instant(now),
        expiresAt: instant(now + PRINT_KEPT_MS),
      },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "print.request",
      subjectId: printId,
      tenantId: scope.tenantId,
      after: { format, print, packing, logo, codes: codeIds.length },
    });
    return { printId, codes: codeIds.length };
  });
}

/** Stops a print that is not finished; what was drawn is cleared away later. @throws DomainError not_found, code_state */
export async function cancelPrint(
  deps: Deps<MerchantScope>,
  input: { readonly printId: string },
): Promise<void> {
  const { scope } = deps;
  await deps.transact(async (tx) => {
    const [row] = await sqlOfTx(tx)<{ state: string }>(
      "SELECT state FROM print_job WHERE id = $1 AND tenant_id = $2 FOR UPDATE",
      [input.printId, scope.tenantId],
    );
    if (row === undefined) throw new DomainError("not_found");
    const state = toPrintState(row.state);
    if (!canMovePrint(state, "cancelled")) throw new DomainError("code_state");
    await tx.printJob.update({
      where: { id: input.printId },
      data: { state: "cancelled", finishedAt: instant(deps.now) },
      select: { id: true },
    });
    await recordAudit(tx, deps, {
      action: "print.cancel",
      subjectId: input.printId,
      tenantId: scope.tenantId,
      before: { state },
      after: { state: "cancelled" },
    });
  });
}
