import { pagePicture } from "@/server/api/page-picture";
import { viewEvidence } from "@/server/payments/disputes/evidence/commands";

/** One page of a paper of a dispute as a picture, for its shop and for operations; each view is audited. */
export const GET = pagePicture({
  operator: "dispute:list",
  merchant: "dispute:read",
  fileName: "evidence.jpg",
  view: (deps, { id, page }) => viewEvidence(deps, { evidenceId: id, page }),
});
