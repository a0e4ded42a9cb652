import { instant } from "@/server/kernel/calendar";
import type { OperatorScope } from "@/server/kernel/scope";
import { accountIndexes } from "@/server/merchants/bank-accounts/commands";
import { ACCOUNT_TYPES } from "@/server/merchants/rules";
import type { Tx } from "@/server/platform/db";
import { checkField, type FieldKey } from "../../fields/rules";
import type { Requirement } from "../../requirements/rules";
import { type ChangeCase, getChange, loadChangeCase, showPresent } from "../queries";
import {
  askedBy,
  type ChangeKind,
  type ChangeState,
  OPEN_STATES,
  toChangeKind,
  toChangeState,
} from "../rules";
import type { ChangeFilter } from "../schema";

const STATES: Record<ChangeFilter, ChangeState[]> = {
  open: ["submitted"],
  recommended: ["recommended"],
  returned: ["returned"],
  closed: ["approved", "rejected", "withdrawn"],
};

export type ChangeRow = {
  readonly id: string;
  readonly tenantId: string;
  readonly tradeName: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
};

/** One page of the changes that wait, oldest submission first; `cursor` is the last row of the page before. */
export async function listChanges(
  tx: Tx,
  _scope: OperatorScope,
  page: {
    readonly filter: ChangeFilter;
    readonly cursor?: { readonly atMs: number; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<{ readonly rows: ChangeRow[]; readonly next: { atMs: number; id: string } | null }> {
  const { filter, cursor: after, limit } = page;
  const found = await tx.changeRequest.findMany({
    where: {
      state: { in: STATES[filter] },
      submittedAt: { not: null },
      ...(after && {
        OR: [
          { submittedAt: { gt: instant(after.atMs) } },
          { submittedAt: instant(after.atMs), id: { gt: after.id } },
        ],
      }),
    },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: { id: true, tenantId: true, kind: true, state: true, submittedAt: true, dueAt: true },
  });
  const rows = found.slice(0, limit);
  const merchants = await tx.merchant.findMany({
    where: { id: { in: rows.map((row) => row.tenantId) } },
    select: { id: true, tradeName: true },
  });
  const names = new Map(merchants.map((merchant) => [merchant.id, merchant.tradeName]));
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => ({
      ...row,
      tradeName: names.get(row.tenantId) ?? "",
      kind: toChangeKind(row.kind),
      state: toChangeState(row.state),
    })),
    next: last?.submittedAt ? { atMs: last.submittedAt.getTime(), id: last.id } : null,
  };
}

/** How many changes wait for a reviewer, and how many for a second person. */
export async function countChanges(
  tx: Tx,
  _scope: OperatorScope,
): Promise<{ readonly open: number; readonly recommended: number }> {
  const groups = await tx.changeRequest.groupBy({
    by: ["state"],
    where: { state: { in: [...OPEN_STATES] } },
    _count: { _all: true },
  });
  const count = (state: ChangeState) => groups.find((one) => one.state === state)?._count._all ?? 0;
  return { open: count("submitted"), recommended: count("recommended") };
}

export type DeskChange = Awaited<ReturnType<typeof getDeskChange>>;

/** Everything the desk shows of one change: what holds, what is asked for, on which papers. @throws DomainError not_found */
export async function getDeskChange(tx: Tx, scope: OperatorScope, changeId: string, nowMs: number) {
  const change = await getChange(tx, changeId);
  const found = await loadChangeCase(tx, change, nowMs);
  const maker = change.makerId
    ? await tx.person.findUnique({ where: { id: change.makerId }, select: { name: true, email: true } })
    : null;
  const requester = await tx.person.findUnique({
    where: { id: change.requestedBy },
    select: { name: true, email: true },
  });
  const asked: readonly FieldKey[] = askedBy(change.kind, found.entityType)?.fields ?? [];
  const fields = { ...change.fields, "business.entityType": found.entityType };
  const requirements: readonly Requirement[] = found.requirements;
  return {
    id: change.id,
    tenantId: change.tenantId,
    tradeName: found.merchant.tradeName,
    merchantState: found.merchant.state,
    kind: change.kind,
    state: change.state,
    submissions: change.submissions,
    submittedAt: change.submittedAt,
    dueAt: change.dueAt,
    heldUntil: change.heldUntil,
    reason: change.reason,
    contentHash: found.contentHash,
    fields: asked.map((key) => {
      const check = checkField(key, fields, found.facts);
      return { key, typed: fields[key] ?? "", checked: check.ok ? check.value : null };
    }),
    requirements,
    papers: found.papers,
    present: await showPresent(tx, found),
    bankName: found.bankNames.bankName,
    branchName: found.bankNames.branchName,
    /** Merchants besides this one that are paid to the same account. */
    accountTwins: await countTwins(tx, found),
    requestedBy: requester?.name || requester?.email || "",
    isOwn: change.requestedBy === scope.personId,
    recommendation:
      change.state === "recommended" && maker && change.madeAt
        ? {
            makerName: maker.name || maker.email,
            madeAt: change.madeAt,
            isOwn: change.makerId === scope.personId,
          }
        : null,
  };
}

async function countTwins(tx: Tx, { change, entityType, facts }: ChangeCase): Promise<number> {
  if (change.kind !== "bank_account") return 0;
  const fields = { ...change.fields, "business.entityType": entityType };
  const value = (key: FieldKey) => {
    const check = checkField(key, fields, facts);
    return check.ok ? check.value : "";
  };
  const accountType = ACCOUNT_TYPES.find((type) => type === value("bank.accountType")) ?? "ordinary";
  const known = accountIndexes({
    bankCode: value("bank.bankCode"),
    branchCode: value("bank.branchCode"),
    accountType,
    accountNumber: value("bank.accountNumber"),
  });
  const owners = await tx.bankAccount.findMany({
    where: { blindIndex: { in: known }, tenantId: { not: change.tenantId } },
    distinct: ["tenantId"],
    take: 100,
    select: { tenantId: true },
  });
  return owners.length;
}
