import type { MerchantScope } from "@/server/kernel/scope";
import type { Sql, Tx } from "@/server/platform/db";
import type { PosterFormat, PosterInput } from "../poster/rules";
import { getCode } from "../queries";
import { type Edition, posterOf } from "./rules";

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

/** The newest edition of each code in a format, also one that has ended since: what a file that is made again shows. */
export async function newestEditions(
  sql: Sql,
  codes: readonly string[],
  format: PosterFormat,
): Promise<ReadonlyMap<string, Edition>> {
  const rows = await sql<{ code_id: string; serial: string; version: number; issued_ms: number }>(
    `SELECT DISTINCT ON (code_id) code_id, serial, version, (extract(epoch FROM issued_at) * 1000)::float8 AS issued_ms
     FROM poster_edition WHERE code_id = ANY($1::text[]) AND format = $2 ORDER BY code_id, version DESC`,
    [[...codes], format],
  );
  return new Map(
    rows.map(({ code_id: codeId, serial, version, issued_ms: issuedAtMs }) => [
      codeId,
      { codeId, serial, version, issuedAtMs },
    ]),
  );
}
