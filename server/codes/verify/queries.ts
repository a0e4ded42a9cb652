import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type CodeRow, getCode } from "../queries";
import { identifyScan } from "./rules";

/** What a photographed poster is. A genuine code of another shop is told from a foreign one, but not whose it is. */
export type PosterVerdict =
  | { readonly kind: "foreign" }
  | { readonly kind: "elsewhere"; readonly code: string }
  | { readonly kind: "own"; readonly code: CodeRow };

/** Checks what a camera read from a poster against the codes that the person may see. */
export async function verifyPoster(
  tx: Tx,
  scope: MerchantScope,
  value: string,
  nowMs: number,
): Promise<PosterVerdict> {
  const identity = identifyScan(value, env().publicUrl);
  if (identity.kind === "foreign") return { kind: "foreign" };
  try {
    return { kind: "own", code: await getCode(tx, scope, identity.code, nowMs) };
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found")
      return { kind: "elsewhere", code: identity.code };
    throw error;
  }
}
