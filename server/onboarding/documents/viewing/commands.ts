import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { storage } from "@/server/platform/storage";
import { thumbnailKey, viewWindowMs } from "../rules";

type Viewer = Deps<MerchantScope> | Deps<OperatorScope>;

/**
 * One page of a document as JPEG, for those who may see it. That somebody opened the document is written down before
 * the first page leaves, once for each person and half hour.
 * @param input `small` asks for the picture of a list
 * @throws DomainError not_found
 */
export async function viewDocument(
  deps: Viewer,
  input: { readonly documentId: string; readonly page: number; readonly small?: boolean },
): Promise<Uint8Array<ArrayBuffer>> {
  const storageKey = await deps.transact(async (tx) => {
    const found = await tx.document.findFirst({
      where: { id: input.documentId, state: { not: "removed" } },
      select: {
        id: true,
        tenantId: true,
        applicationId: true,
        sheets: {
          where: { state: "stored", position: input.page },
          select: { storageKey: true },
          take: 1,
        },
      },
    });
    const [sheet] = found?.sheets ?? [];
    if (!found || !sheet) throw new DomainError("not_found");
    await recordView(tx, deps, found);
    return sheet.storageKey;
  });
  const small = input.small ? await storage().get(thumbnailKey(storageKey)) : null;
  const content = small ?? (await storage().get(storageKey));
  if (!content) throw new DomainError("not_found");
  return content;
}

async function recordView(
  tx: Tx,
  deps: Viewer,
  document: { readonly id: string; readonly tenantId: string; readonly applicationId: string },
): Promise<void> {
  const { count } = await tx.documentView.createMany({
    data: [
      {
        documentId: document.id,
        personId: deps.scope.personId,
        openedAt: instant(viewWindowMs(deps.now)),
        tenantId: document.tenantId,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return;
  await recordAudit(tx, deps, {
    action: "document.view",
    subjectId: document.applicationId,
    tenantId: document.tenantId,
    after: { documentId: document.id },
  });
}
