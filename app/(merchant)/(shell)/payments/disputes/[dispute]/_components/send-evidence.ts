import { accepted } from "@/app/_components/errors/refused";
import type { EvidenceKind } from "@/server/payments/disputes/rules";

/** Sends one paper. @throws Refused */
export async function sendEvidence(disputeId: string, kind: EvidenceKind, file: File): Promise<void> {
  const body = new FormData();
  body.set("disputeId", disputeId);
  body.set("kind", kind);
  body.set("file", file);
  await accepted(await fetch("/api/disputes/evidence", { method: "POST", body }));
}
