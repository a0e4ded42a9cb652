import { instant } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import type { Tx } from "@/server/platform/db";
import { type ShownDocument, shownDocument } from "../documents/queries";
import { checkField, FIELD_KEYS, type FieldKey, levelOf } from "../fields/rules";
import { getApplication, loadCase } from "../queries";
import type { Requirement } from "../requirements/rules";
import { checksOf, QUEUE_STATES, type ReviewCheck } from "./rules";
import type { QueueFilter } from "./schema";

export type QueueRow = {
  readonly id: string;
  readonly state: string;
  readonly entityType: string;
  readonly tradeName: string;
  readonly prefecture: string;
  readonly mcc: string;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly assignedTo: string | null;
  readonly submissions: number;
};

/** One page of the desk's queue, oldest submission first; `after` is the last row of the page before. */
export async function listQueue(
  tx: Tx,
  scope: OperatorScope,
  page: {
    readonly filter: QueueFilter;
    readonly after?: { readonly atMs: number; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<{ readonly rows: QueueRow[]; readonly next: { atMs: number; id: string } | null }> {
  const { filter, after, limit } = page;
  const found = await tx.application.findMany({
    where: {
      state: { in: QUEUE_STATES[filter] },
      submittedAt: { not: null },
      ...(filter === "mine" && { assignedTo: scope.personId }),
      ...(after && {
        OR: [
          { submittedAt: { gt: instant(after.atMs) } },
          { submittedAt: instant(after.atMs), id: { gt: after.id } },
        ],
      }),
    },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: {
      id: true,
      state: true,
      entityType: true,
      tradeName: true,
      prefecture: true,
      mcc: true,
      submittedAt: true,
      dueAt: true,
      assignedTo: true,
      submissions: true,
    },
  });
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last?.submittedAt ? { atMs: last.submittedAt.getTime(), id: last.id } : null };
}

/** How many applications wait in each part of the desk. */
export async function countQueue(tx: Tx, scope: OperatorScope): Promise<Record<QueueFilter, number>> {
  const groups = await tx.application.groupBy({ by: ["state"], _count: { _all: true } });
  const mine = await tx.application.count({
    where: { assignedTo: scope.personId, state: { in: QUEUE_STATES.mine } },
  });
  const count = (filter: QueueFilter) =>
    groups
      .filter(({ state }) => QUEUE_STATES[filter].includes(state))
      .reduce((sum, { _count }) => sum + _count._all, 0);
  return {
    open: count("open"),
    recommended: count("recommended"),
    mine,
    returned: count("returned"),
    closed: count("closed"),
  };
}

/** A field as the desk shows it: as typed, in its checked form, and where that differs. */
export type CaseField = {
  readonly key: FieldKey;
  readonly typed: string;
  readonly checked: string | null;
};

export type ReviewCase = {
  readonly id: string;
  readonly tenantId: string;
  readonly state: string;
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
  const found = await loadCase(tx, application, nowMs);
  const { fields } = application.content;
  const plain = await tx.application.findUniqueOrThrow({
    where: { id: applicationId },
    select: { entityType: true, tradeName: true, corporateNumber: true, bankBlindIndex: true },
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
    checks: checksOf(fields, found.facts, await countTwins(tx, applicationId, plain)),
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

async function countTwins(
  tx: Tx,
  applicationId: string,
  own: { readonly corporateNumber: string | null; readonly bankBlindIndex: string | null },
): Promise<{ readonly corporateNumber: number; readonly bankAccount: number }> {
  const others = { id: { not: applicationId }, state: { notIn: ["draft", "withdrawn", "expired"] } };
  const [corporateNumber, bankAccount] = await Promise.all([
    own.corporateNumber === null
      ? 0
      : tx.application.count({ where: { ...others, corporateNumber: own.corporateNumber } }),
    own.bankBlindIndex === null
      ? 0
      : tx.application.count({ where: { ...others, bankBlindIndex: own.bankBlindIndex } }),
  ]);
  return { corporateNumber, bankAccount };
}
