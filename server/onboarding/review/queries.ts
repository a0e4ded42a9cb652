import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { loadDeskCase } from "../checks/queries";
import type { ReviewCheck } from "../checks/rules";
import { type ShownDocument, shownDocument } from "../documents/queries";
import { checkField, FIELD_KEYS, type FieldKey, levelOf } from "../fields/rules";
import type { IdentificationRow } from "../identification/queries";
import { getApplication } from "../queries";
import type { Requirement } from "../requirements/rules";
import type { ApplicationState } from "../rules";

/** A field as the desk shows it: as typed, in its checked form, and where that differs. */
export type CaseField = {
  readonly key: FieldKey;
  readonly typed: string;
  readonly checked: string | null;
};

export type ReviewCase = {
  readonly id: string;
  readonly tenantId: string;
  readonly state: ApplicationState;
  readonly entityType: string;
  readonly tradeName: string;
  readonly submissions: number;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly contentHash: string;
  readonly assignedTo: { readonly id: string; readonly name: string } | null;
  readonly fields: readonly CaseField[];
  readonly requirements: readonly Requirement[];
  readonly documents: readonly ShownDocument[];
  readonly bankName: string | null;
  readonly branchName: string | null;
  readonly checks: readonly ReviewCheck[];
  readonly identifications: readonly IdentificationRow[];
  readonly todayOn: string;
  /** The recommendation that waits for its second person. */
  readonly recommendation: {
    readonly makerName: string;
    readonly madeAt: Date;
    /** Then this person cannot approve it. */
    readonly isOwn: boolean;
  } | null;
};

/** Everything the desk shows of one application. @throws DomainError not_found */
export async function getReviewCase(
  tx: Tx,
  scope: OperatorScope,
  applicationId: string,
  nowMs: number,
): Promise<ReviewCase> {
  const application = await getApplication(tx, applicationId);
  const found = await loadDeskCase(tx, application, nowMs);
  const { fields } = application.content;
  const plain = await tx.application.findUniqueOrThrow({
    where: { id: applicationId },
    select: { entityType: true, tradeName: true },
  });
  const decision = await tx.decision.findFirst({
    where: { applicationId, outcome: "approve", checkerId: null },
    orderBy: { id: "desc" },
    select: { makerId: true, madeAt: true },
  });
  const names = await personNames(tx, [application.assignedTo, decision?.makerId]);
  return {
    id: application.id,
    tenantId: application.tenantId,
    state: application.state,
    entityType: plain.entityType,
    tradeName: plain.tradeName,
    submissions: application.submissions,
    submittedAt: application.submittedAt,
    dueAt: application.dueAt,
    contentHash: found.contentHash,
    assignedTo: application.assignedTo
      ? { id: application.assignedTo, name: names.get(application.assignedTo) ?? "" }
      : null,
    fields: FIELD_KEYS.filter((key) => levelOf(key, fields) !== "none").map((key) => {
      const check = checkField(key, fields, found.facts);
      return { key, typed: fields[key] ?? "", checked: check.ok ? check.value : null };
    }),
    requirements: found.requirements,
    documents: found.documents.map(shownDocument),
    bankName: found.bankNames.bankName,
    branchName: found.bankNames.branchName,
    checks: found.checks,
    identifications: found.identifications,
    todayOn: found.facts.todayOn,
    recommendation:
      decision && application.state === "recommended"
        ? {
            madeAt: decision.madeAt,
            makerName: names.get(decision.makerId) ?? "",
            isOwn: decision.makerId === scope.personId,
          }
        : null,
  };
}

async function personNames(
  tx: Tx,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const wanted = ids.filter((id): id is string => typeof id === "string");
  const people = await tx.person.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true, email: true },
  });
  return new Map(people.map((person) => [person.id, person.name || person.email]));
}
