import { pagePicture } from "@/server/api/page-picture";
import { viewPaper } from "@/server/onboarding/changes/papers/commands";

/** One page of a paper of a change as a picture, for its merchant and for the reviewers; each view is audited. */
export const GET = pagePicture({
  operator: "review:read",
  merchant: "merchant:change",
  fileName: "paper.jpg",
  view: (deps, { id, page }) => viewPaper(deps, { paperId: id, page }),
});
