import type { Heard } from "@/server/events/events";
import type { HeardEvent } from "@/server/events/rules";
import type { SystemScope } from "@/server/kernel/scope";
import type { Deps } from "@/server/platform/deps";
import type { ProposalContent } from "@/server/settlement/contracts/schema";
import { tellPeople } from "../news/commands";
import { newsSql } from "../news/queries";
import type { NewsKind, NewsParams } from "../news/rules";
import { findFile, findProposal, findWriteOff } from "./queries";

type JobDeps = Deps<SystemScope>;
type Proposal = NonNullable<Awaited<ReturnType<typeof findProposal>>>;

/** Which news a proposal is, and what they say of it. */
function newsOf({ content, merchant, rateName }: Proposal): { kind: NewsKind; params: NewsParams } {
  const whose = merchant ?? "";
  const kinds: Record<ProposalContent["kind"], NewsKind> = {
    contract: "contract_waits",
    rate: "rate_waits",
    rate_end: "rate_waits",
    adjustment: "adjustment_waits",
  };
  const kind = kinds[content.kind];
  if (content.kind === "adjustment")
    return { kind, params: { merchant: whose, amountMinor: `${content.amountMinor}` } };
  if (content.kind === "contract") return { kind, params: { merchant: whose, fromOn: content.validFromOn } };
  return { kind, params: { name: content.kind === "rate" ? content.name : (rateName ?? "") } };
}

/** A proposal that was decided before it was heard of needs nobody any more. */
async function tellApprovers(deps: JobDeps, event: HeardEvent<"terms.proposed">): Promise<void> {
  const { proposalId, personId } = event.payload;
  const proposal = await findProposal(newsSql(), proposalId);
  if (proposal?.state !== "proposed") return;
  const news = { key: event.id, tenantId: null, exceptFor: personId, ...newsOf(proposal) };
  await tellPeople(newsSql(), deps, [news]);
}

async function tellProposer(deps: JobDeps, event: HeardEvent<"terms.decided">): Promise<void> {
  const { proposalId, state } = event.payload;
  const proposal = await findProposal(newsSql(), proposalId);
  if (!proposal) return;
  const kind = state === "approved" ? "terms_approved" : "terms_refused";
  const params = { answer: proposal.answer ?? "" };
  await tellPeople(newsSql(), deps, [
    { kind, key: event.id, tenantId: null, personIds: [proposal.proposedBy], params },
  ]);
}

async function tellOfFile(
  deps: JobDeps,
  event: HeardEvent<"bank_file.prepared" | "bank_file.withdrawn">,
  { kind, state }: { kind: NewsKind; state: string },
): Promise<void> {
  const { bankFileId, runId, personId } = event.payload;
  const file = await findFile(newsSql(), bankFileId);
  if (file?.state !== state) return;
  const { sequence, count, amountMinor, payOn, reason } = file;
  const params = { sequence, count, amountMinor, payOn, reason: reason ?? "" };
  await tellPeople(newsSql(), deps, [
    { kind, key: event.id, tenantId: null, exceptFor: personId, ref: runId, params },
  ]);
}

/** What operators are told of: what waits for a second person among them, and what became of their own proposals. */
export const heard: Heard = {
  "terms.proposed": tellApprovers,
  "terms.decided": tellProposer,
  "bank_file.prepared": (deps, event) => tellOfFile(deps, event, { kind: "bank_file_waits", state: "draft" }),
  "bank_file.withdrawn": (deps, event) =>
    tellOfFile(deps, event, { kind: "bank_file_withdrawn", state: "withdrawn" }),
  "write_off.proposed": async (deps, event) => {
    const { itemId, personId } = event.payload;
    const item = await findWriteOff(newsSql(), itemId);
    if (!item) return;
    await tellPeople(newsSql(), deps, [
      { kind: "write_off_waits", key: event.id, tenantId: null, exceptFor: personId, params: item },
    ]);
  },
};
