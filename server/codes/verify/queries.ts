import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type CodeRow, getCode } from "../queries";
import { type EditionVerdict, identifyScan, judgeEdition } from "./rules";

/** What a photographed poster is. A genuine code of another shop is told from a foreign one, but not whose it is. */
export type PosterVerdict =
  | { readonly kind: "foreign" }
  | { readonly kind: "elsewhere"; readonly code: string }
  | { readonly kind: "own"; readonly code: CodeRow; readonly edition: EditionVerdict | null };

/** What was read from a poster: its symbol or the code below it, and the serial in its foot. */
export type Seen = { readonly value: string; readonly serial?: string | undefined };

/** Checks what was read from a poster against the codes that the person may see. */
export async function verifyPoster(
  tx: Tx,
  scope: MerchantScope,
  { value, serial }: Seen,
  nowMs: number,
): Promise<PosterVerdict> {
  const identity = identifyScan(value, env().publicUrl);
  if (identity.kind === "foreign") return { kind: "foreign" };
  try {
    const code = await getCode(tx, scope, identity.code, nowMs);
    const edition =
      serial === undefined ? null : await editionOf(tx, scope, { code: code.code, serial, nowMs });
    return { kind: "own", code, edition };
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found")
      return { kind: "elsewhere", code: identity.code };
    throw error;
  }
}

/** An edition has ended when it was revoked, or when a newer one of its format stands beside it. */
async function editionOf(
  tx: Tx,
  scope: MerchantScope,
  { code, serial, nowMs }: { readonly code: string; readonly serial: string; readonly nowMs: number },
): Promise<EditionVerdict> {
  const [printed] = await sqlOfTx(tx)<{ code_id: string; ended: boolean }>(
    `SELECT code_id, coalesce(revoked_at <= to_timestamp($3::float8 / 1000), false) OR EXISTS (
         SELECT 1 FROM poster_edition newer WHERE newer.code_id = printed.code_id AND newer.format = printed.format
           AND newer.version > printed.version) AS ended
     FROM poster_edition printed WHERE serial = $1 AND tenant_id = $2`,
    [serial, scope.tenantId, nowMs],
  );
  return judgeEdition(code, printed ? { codeId: printed.code_id, ended: printed.ended } : null);
}
