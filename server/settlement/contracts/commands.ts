import { recordAudit } from "@/server/audit/commands";
import { emitEvent } from "@/server/events/commands";
import { addDays, type Day, instant, jstDay, toDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { bookEntries } from "@/server/ledger/commands";
import { accounts } from "@/server/ledger/rules";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { findLastRun } from "../run/queries";
import { merchantOf } from "./rules";
import { type ProposalContent, proposalContent } from "./schema";

type Desk = Deps<OperatorScope>;
type Of<Kind extends ProposalContent["kind"]> = Extract<ProposalContent, { kind: Kind }>;

/**
 * Proposes a change of money: a version of a contract, a rate or a campaign, the end of one, an adjustment. Nothing
 * holds before another person approves it.
 * @throws DomainError not_found, terms_too_late for a day that is closed already, terms_outdated
 */
export async function proposeTerms(
  deps: Desk,
  input: { content: ProposalContent; reason: string },
): Promise<{ proposalId: string }> {
  return deps.transact(async (tx) => {
    await requireFitting(tx, deps, input.content);
    const id = deps.newId("settlementProposal");
    const content = plain(input.content);
    await tx.settlementProposal.create({
      data: {
        id,
        kind: input.content.kind,
        merchantId: merchantOf(input.content),
        content,
        reason: input.reason,
        state: "proposed",
        proposedBy: deps.scope.personId,
        proposedAt: instant(deps.now),
      },
      select: { id: true },
    });
    await tell(tx, deps, { id, action: "propose", merchantId: merchantOf(input.content), after: content });
    await emitEvent(tx, deps, {
      type: "terms.proposed",
      tenantId: null,
      subjectId: id,
      payload: { proposalId: id, kind: input.content.kind, personId: deps.scope.personId },
    });
    return { proposalId: id };
  });
}

/** As it is kept and shown: amounts as text. */
function plain(content: ProposalContent): { [name: string]: string | number | boolean | null | object } {
  return JSON.parse(
    JSON.stringify(content, (_name, value) => (typeof value === "bigint" ? `${value}` : value)),
  );
}

/**
 * Approves what another person has proposed and makes it hold, in one transaction. What has changed since it was
 * proposed (a newer version, a day that was closed) refuses it.
 * @throws DomainError not_found, proposal_state, maker_is_checker, terms_outdated, terms_too_late
 */
export async function approveTerms(deps: Desk, input: { proposalId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const proposal = await lockProposal(tx, input.proposalId);
    if (proposal.proposed_by === deps.scope.personId) throw new DomainError("maker_is_checker");
    await requireFitting(tx, deps, proposal.content);
    await apply(tx, deps, { ...proposal, id: input.proposalId });
    await decide(tx, deps, { id: input.proposalId, state: "approved", answer: null });
  });
}

/** Refuses a proposal, with the reason. @throws DomainError not_found, proposal_state, maker_is_checker */
export async function refuseTerms(deps: Desk, input: { proposalId: string; answer: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const proposal = await lockProposal(tx, input.proposalId);
    if (proposal.proposed_by === deps.scope.personId) throw new DomainError("maker_is_checker");
    await decide(tx, deps, { id: input.proposalId, state: "refused", answer: input.answer });
  });
}

/** Takes one's own proposal back. @throws DomainError not_found, also for another person's; proposal_state */
export async function withdrawTerms(deps: Desk, input: { proposalId: string }): Promise<void> {
  await deps.transact(async (tx) => {
    const proposal = await lockProposal(tx, input.proposalId);
    if (proposal.proposed_by !== deps.scope.personId) throw new DomainError("not_found");
    await decide(tx, deps, { id: input.proposalId, state: "withdrawn", answer: null });
  });
}

async function lockProposal(tx: Tx, id: string) {
  const [row] = await sqlOfTx(tx)<{ state: string; proposed_by: string; reason: string; content: unknown }>(
    "SELECT state, proposed_by, reason, content FROM settlement_proposal WHERE id = $1 FOR UPDATE",
    [id],
  );
  if (!row) throw new DomainError("not_found");
  if (row.state !== "proposed") throw new DomainError("proposal_state");
  return { ...row, content: proposalContent.parse(row.content) };
}

type Decision = {
  readonly id: string;
  readonly state: "approved" | "refused" | "withdrawn";
  readonly answer: string | null;
};

async function decide(tx: Tx, deps: Desk, { id, state, answer }: Decision): Promise<void> {
  const row = await tx.settlementProposal.update({
    where: { id },
    data: { state, answer, decidedBy: deps.scope.personId, decidedAt: instant(deps.now) },
    select: { merchantId: true },
  });
  const action = state === "approved" ? "approve" : state === "refused" ? "refuse" : "withdraw";
  await tell(tx, deps, { id, action, merchantId: row.merchantId, after: { state, answer } });
  if (state === "withdrawn") return;
  await emitEvent(tx, deps, {
    type: "terms.decided",
    tenantId: null,
    subjectId: id,
    payload: { proposalId: id, state },
  });
}

type Told = {
  readonly id: string;
  readonly action: "propose" | "approve" | "refuse" | "withdraw";
  readonly merchantId: string | null;
  readonly after: object;
};

async function tell(tx: Tx, deps: Desk, { id, action, merchantId, after }: Told): Promise<void> {
  await recordAudit(tx, deps, {
    action: `terms.${action}`,
    subjectId: id,
    tenantId: merchantId,
    after: { ...after },
  });
}

/** What a proposal needs to be true, when it is made and again when it is approved. */
async function requireFitting(tx: Tx, deps: Desk, content: ProposalContent): Promise<void> {
  if (content.kind === "adjustment") return requireGroup(tx, content);
  const last = await findLastRun(sqlOfTx(tx));
  // The contract of the day of a close decides about its whole period, and a rate about the sales of its days: neither
  // may reach back into what is closed.
  const lastClosedOn = last ? toDay(last.through_on) : null;
  const firstOpenOn =
    lastClosedOn && lastClosedOn >= jstDay(deps.now) ? addDays(lastClosedOn, 1) : jstDay(deps.now);
  if (content.kind === "rate_end") return requireRateEnd(tx, content, addDays(firstOpenOn, -1));
  if (content.validFromOn < firstOpenOn) throw new DomainError("terms_too_late", { day: firstOpenOn });
  if (content.merchantId !== null) await requireMerchant(tx, content.merchantId);
  if (content.kind === "contract") await requireNewest(tx, content);
  if (content.kind === "rate") await requireChain(tx, content);
}

async function requireGroup(tx: Tx, content: Of<"adjustment">): Promise<void> {
  const where = { id: content.payoutGroupId, merchantId: content.merchantId };
  if (!(await tx.payoutGroup.findFirst({ where, select: { id: true } }))) throw new DomainError("not_found");
}

async function requireRateEnd(tx: Tx, content: Of<"rate_end">, lastOn: Day): Promise<void> {
  const rate = await tx.feeRate.findUnique({
    where: { id: content.rateId },
    select: { validFromOn: true, validThroughOn: true },
  });
  if (!rate) throw new DomainError("not_found");
  if (content.validThroughOn < lastOn) throw new DomainError("terms_too_late", { day: lastOn });
  const isEnded = rate.validThroughOn !== null && rate.validThroughOn <= content.validThroughOn;
  if (isEnded || content.validThroughOn < rate.validFromOn) throw new DomainError("terms_outdated");
}

async function requireMerchant(tx: Tx, merchantId: string): Promise<void> {
  const merchant = await tx.merchant.findUnique({ where: { id: merchantId }, select: { state: true } });
  if (!merchant) throw new DomainError("not_found");
  if (merchant.state === "terminated") throw new DomainError("merchant_state");
}

async function requireChain(tx: Tx, { brandId = null, areaId = null }: Of<"rate">): Promise<void> {
  if (brandId !== null && (await tx.brand.count({ where: { id: brandId } })) === 0)
    throw new DomainError("not_found", {}, "brandId");
  if (areaId !== null && (await tx.storeArea.count({ where: { id: areaId } })) === 0)
    throw new DomainError("not_found", {}, "areaId");
}

async function requireNewest(tx: Tx, content: Of<"contract">): Promise<void> {
  const [newest] = await sqlOfTx(tx)<{ version: number; valid_from_on: string }>(
    "SELECT version, valid_from_on FROM contract WHERE merchant_id = $1 ORDER BY version DESC LIMIT 1",
    [content.merchantId],
  );
  if (newest?.version !== content.baseVersion || newest.valid_from_on >= content.validFromOn)
    throw new DomainError("terms_outdated");
}

type Approved = { readonly id: string; readonly reason: string; readonly content: ProposalContent };

async function apply(tx: Tx, deps: Desk, { id, reason, content }: Approved): Promise<void> {
  switch (content.kind) {
    case "contract":
      return addVersion(tx, deps, content);
    case "rate":
      return addRate(tx, deps, id, content);
    case "rate_end":
      await tx.feeRate.update({
        where: { id: content.rateId },
        data: { validThroughOn: content.validThroughOn },
        select: { id: true },
      });
      return;
    case "adjustment":
      return adjust(tx, deps, content, reason);
  }
}

async function addVersion(tx: Tx, deps: Desk, content: Of<"contract">): Promise<void> {
  await tx.contract.updateMany({
    where: { merchantId: content.merchantId, version: content.baseVersion },
    data: { validThroughOn: addDays(content.validFromOn, -1) },
  });
  await tx.contract.create({
    data: {
      ...content.terms,
      id: deps.newId("contract"),
      tenantId: content.merchantId,
      merchantId: content.merchantId,
      version: content.baseVersion + 1,
      validFromOn: content.validFromOn,
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
}

async function addRate(tx: Tx, deps: Desk, proposalId: string, content: Of<"rate">): Promise<void> {
  const { kind: _kind, rateKind, brandId = null, areaId = null, ...facts } = content;
  await tx.feeRate.create({
    data: {
      ...facts,
      brandId,
      areaId,
      id: deps.newId("feeRate"),
      kind: rateKind,
      proposalId,
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
}

async function adjust(tx: Tx, deps: Desk, content: Of<"adjustment">, reason: string): Promise<void> {
  const { merchantId, payoutGroupId, amountMinor } = content;
  const id = deps.newId("adjustment");
  await tx.adjustment.create({
    data: { id, tenantId: merchantId, payoutGroupId, amountMinor, reason, bookedAt: instant(deps.now) },
    select: { id: true },
  });
  const payable = accounts.merchantPayable(merchantId, payoutGroupId);
  const isGiven = amountMinor > 0n;
  await bookEntries(sqlOfTx(tx), [
    {
      id: deps.newId("entry"),
      key: `adjustment:${id}`,
      kind: "adjustment",
      reference: id,
      tenantId: merchantId,
      businessDayOn: jstDay(deps.now),
      occurredAtMs: deps.now,
      bookedAtMs: deps.now,
      postings: [
        {
          from: isGiven ? payable : accounts.adjustments,
          to: isGiven ? accounts.adjustments : payable,
          amountMinor: isGiven ? amountMinor : -amountMinor,
          currency: "JPY",
        },
      ],
    },
  ]);
}
