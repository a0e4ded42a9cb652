import type { Day } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope, PersonScope } from "@/server/kernel/scope";
import { bindNewTenant, type Tx } from "@/server/platform/db";
import { type ShownDocument, shownDocument } from "../documents/queries";
import type { Fields } from "../fields/rules";
import { findApplicationOf, loadCase } from "../queries";
import {
  minutesLeft,
  progressOf,
  type Requirement,
  type StepProgress,
  toldToApplicant,
  type Verdict,
} from "../requirements/rules";
import type { ApplicationState, Consents } from "../rules";

/** What an applicant sees of their application. */
export type ApplicantView = {
  readonly id: string;
  readonly state: ApplicationState;
  readonly version: number;
  readonly submissions: number;
  readonly fields: Fields;
  readonly requirements: readonly Requirement[];
  readonly progress: readonly StepProgress[];
  readonly minutesLeft: number;
  readonly documents: readonly ShownDocument[];
  /** What was agreed to: in which edition and when. */
  readonly consents: Consents;
  readonly bankName: string | null;
  readonly branchName: string | null;
  readonly savedAt: Date;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  readonly rejectionReason: string | null;
  /** For the same evaluator in the browser: today in Japan and what is told of the reviewer's verdicts. */
  readonly todayOn: Day;
  readonly verdicts: readonly Verdict[];
};

/** The application of the tenant that the person acts for. @throws DomainError not_found */
export async function getOwnApplication(tx: Tx, scope: MerchantScope, nowMs: number): Promise<ApplicantView> {
  const application = await findApplicationOf(tx, scope.tenantId);
  if (!application) throw new DomainError("not_found");
  const found = await loadCase(tx, application, nowMs);
  return {
    id: application.id,
    state: application.state,
    version: application.version,
    submissions: application.submissions,
    fields: application.content.fields,
    requirements: found.requirements.map((item) => ({ ...item, waiver: null })),
    progress: progressOf(found.requirements),
    minutesLeft: minutesLeft(found.requirements),
    documents: found.documents.map(shownDocument),
    consents: application.content.consents,
    bankName: found.bankNames.bankName,
    branchName: found.bankNames.branchName,
    savedAt: application.updatedAt,
    submittedAt: application.submittedAt,
    dueAt: application.dueAt,
    closedAt: application.closedAt,
    rejectionReason: application.state === "rejected" ? await findRejection(tx, application.id) : null,
    todayOn: found.facts.todayOn,
    verdicts: toldToApplicant(found.verdicts),
  };
}

async function findRejection(tx: Tx, applicationId: string): Promise<string | null> {
  const decision = await tx.decision.findFirst({
    where: { applicationId, outcome: "reject" },
    orderBy: { id: "desc" },
    select: { reason: true },
  });
  return decision?.reason ?? null;
}

export type OwnApplication = {
  readonly id: string;
  readonly membershipId: string;
  readonly state: string;
  readonly name: string;
  readonly updatedAt: Date;
};

/** The applications of one person over all their tenants, newest first. */
export async function listOwnApplications(tx: Tx, scope: PersonScope): Promise<OwnApplication[]> {
  const memberships = await tx.membership.findMany({
    where: { personId: scope.personId, role: "owner", tenantId: { not: null }, revokedAt: null },
    orderBy: { id: "desc" },
    select: { id: true, tenantId: true },
  });
  const found: OwnApplication[] = [];
  for (const { id: membershipId, tenantId } of memberships) {
    if (tenantId === null) continue;
    // One tenant at a time, as row-level security wants it; a person has a handful.
    await bindNewTenant(tx, tenantId);
    const row = await tx.application.findUnique({
      where: { tenantId },
      select: { id: true, state: true, tradeName: true, updatedAt: true },
    });
    if (row)
      found.push({
        id: row.id,
        membershipId,
        state: row.state,
        name: row.tradeName,
        updatedAt: row.updatedAt,
      });
  }
  return found;
}
