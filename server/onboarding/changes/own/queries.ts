import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { type AccountLabel, findAccountLabel } from "@/server/merchants/bank-accounts/queries";
import { ENTITY_TYPES } from "@/server/merchants/rules";
import type { Tx } from "@/server/platform/db";
import type { FieldKey, Fields } from "../../fields/rules";
import type { Requirement } from "../../requirements/rules";
import { getChange, loadChangeCase, showPresent } from "../queries";
import {
  askedBy,
  CHANGE_KINDS,
  type ChangeKind,
  type ChangeState,
  type PaperKind,
  toChangeKind,
  toChangeState,
} from "../rules";

export type OwnChangeRow = {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly payoutGroupId: string | null;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  readonly heldUntil: Date | null;
};

export type OwnChanges = {
  /** The kinds that this business may ask for. */
  readonly kinds: readonly ChangeKind[];
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly account: AccountLabel | null;
    readonly heldUntil: Date | null;
  }[];
  /** Newest first. */
  readonly changes: readonly OwnChangeRow[];
};

const SHOWN = 20;
const GROUPS_SHOWN = 50;

/** What the merchant may change, where its money goes now, and the changes it has asked for. */
export async function listOwnChanges(tx: Tx, scope: MerchantScope): Promise<OwnChanges> {
  const { tenantId } = scope;
  const merchant = await tx.merchant.findUnique({ where: { id: tenantId }, select: { entityType: true } });
  if (!merchant) throw new DomainError("not_found");
  const entityType = ENTITY_TYPES.find((type) => type === merchant.entityType) ?? "company";
  const groups = await tx.payoutGroup.findMany({
    where: { tenantId },
    orderBy: { id: "asc" },
    take: GROUPS_SHOWN,
    select: { id: true, name: true, bankAccountId: true, payoutsHeldUntil: true },
  });
  const rows = await tx.changeRequest.findMany({
    where: { tenantId },
    orderBy: { id: "desc" },
    take: SHOWN,
    select: {
      id: true,
      kind: true,
      state: true,
      payoutGroupId: true,
      submittedAt: true,
      dueAt: true,
      closedAt: true,
      heldUntil: true,
    },
  });
  return {
    kinds: CHANGE_KINDS.filter((kind) => askedBy(kind, entityType) !== null),
    groups: await Promise.all(
      groups.map(async ({ bankAccountId, payoutsHeldUntil, ...group }) => ({
        ...group,
        heldUntil: payoutsHeldUntil,
        account: bankAccountId === null ? null : await findAccountLabel(tx, bankAccountId),
      })),
    ),
    changes: rows.map((row) => ({
      ...row,
      kind: toChangeKind(row.kind),
      state: toChangeState(row.state),
    })),
  };
}

export type OwnChange = OwnChangeRow & {
  readonly asked: { readonly fields: readonly FieldKey[]; readonly papers: readonly PaperKind[] };
  readonly fields: Fields;
  readonly requirements: readonly Requirement[];
  readonly papers: readonly {
    readonly id: string;
    readonly kind: string;
    readonly fileName: string;
    readonly pages: number;
  }[];
  readonly present: Awaited<ReturnType<typeof showPresent>>;
  readonly bankName: string | null;
  readonly branchName: string | null;
  readonly reason: string | null;
};

/** One change of the person's own merchant. @throws DomainError not_found */
export async function getOwnChange(
  tx: Tx,
  scope: MerchantScope,
  changeId: string,
  nowMs: number,
): Promise<OwnChange> {
  const change = await getChange(tx, changeId);
  if (change.tenantId !== scope.tenantId) throw new DomainError("not_found");
  const found = await loadChangeCase(tx, change, nowMs);
  const { id, kind, state, payoutGroupId, submittedAt, dueAt, closedAt, heldUntil, reason, fields } = change;
  return {
    id,
    kind,
    state,
    payoutGroupId,
    submittedAt,
    dueAt,
    closedAt,
    heldUntil,
    asked: askedBy(kind, found.entityType) ?? { fields: [], papers: [] },
    fields,
    requirements: found.requirements,
    papers: found.papers.map((paper) => ({
      id: paper.id,
      kind: paper.kind,
      fileName: paper.fileName,
      pages: paper.pages,
    })),
    present: await showPresent(tx, found),
    bankName: found.bankNames.bankName,
    branchName: found.bankNames.branchName,
    // Why it was refused is said; what the reviewers said to each other is not.
    reason: state === "rejected" ? reason : null,
  };
}
