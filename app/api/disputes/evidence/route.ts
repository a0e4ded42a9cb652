import { z } from "zod";
import { addEvidence } from "@/server/payments/disputes/evidence/commands";
import { EVIDENCE_KINDS } from "@/server/payments/disputes/rules";
import { disputeIdInput } from "@/server/payments/disputes/schema";
import { uploadOf } from "../../upload-of";

const limit = { name: "evidence-upload", points: 30, seconds: 3_600 };
const form = disputeIdInput.extend({ kind: z.enum(EVIDENCE_KINDS), file: z.instanceof(File) });

/** Takes one paper that answers a dispute. */
export async function POST(request: Request): Promise<Response> {
  return uploadOf(request, {
    permission: "dispute:answer",
    limit,
    form,
    take: (deps, { disputeId, kind }, content) => addEvidence(deps, { disputeId, kind, content }),
  });
}
