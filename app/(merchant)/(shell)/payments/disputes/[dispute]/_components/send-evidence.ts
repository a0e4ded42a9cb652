import { z } from "zod";
import { ERROR_KINDS, type ErrorCode } from "@/server/kernel/errors";
import type { EvidenceKind } from "@/server/payments/disputes/rules";

const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

/** A refusal of an upload, by its code. */
export class UploadRefused extends Error {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(told: z.infer<typeof refusal> | undefined) {
    super(told?.code ?? "unavailable");
    this.code = told && isCode(told.code) ? told.code : "unavailable";
    this.params = told?.params ?? {};
  }
}

/** Sends one paper. @throws UploadRefused */
export async function sendEvidence(disputeId: string, kind: EvidenceKind, file: File): Promise<void> {
  const body = new FormData();
  body.set("disputeId", disputeId);
  body.set("kind", kind);
  body.set("file", file);
  const response = await fetch("/api/disputes/evidence", { method: "POST", body });
  if (response.ok) return;
  throw new UploadRefused(refusal.safeParse(await response.json().catch(() => null)).data);
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_KINDS, code);
}
