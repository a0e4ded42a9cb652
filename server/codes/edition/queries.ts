import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import type { PosterFormat, PosterInput } from "../poster/rules";
import { getCode } from "../queries";
import { posterOf } from "./rules";

/** Stands on a preview where the printed sheet has the serial that its first print gives it. */
const SERIAL_TO_COME = "N-________";

/**
 * The poster of one's own code as it would be printed now. Looking at it makes no edition: one that has not been
 * printed yet shows a blank serial. @throws DomainError not_found
 */
export async function previewPoster(
  tx: Tx,
  scope: MerchantScope,
  input: { readonly code: string; readonly format: PosterFormat },
  nowMs: number,
): Promise<PosterInput> {
  const code = await getCode(tx, scope, input.code, nowMs);
  const newest = await tx.posterEdition.findFirst({
    where: { codeId: code.code, format: input.format },
    orderBy: { version: "desc" },
    select: { serial: true, version: true, issuedAt: true, revokedAt: true },
  });
  const edition =
    newest === null || newest.revokedAt !== null
      ? { serial: SERIAL_TO_COME, version: (newest?.version ?? 0) + 1, issuedAtMs: nowMs }
      : { serial: newest.serial, version: newest.version, issuedAtMs: newest.issuedAt.getTime() };
  return posterOf(code, { codeId: code.code, ...edition });
}
