import { jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { findAccountLabel } from "@/server/merchants/bank-accounts/queries";
import { type BankNames, getBankNames } from "@/server/merchants/banks/queries";
import { ENTITY_TYPES, type EntityType } from "@/server/merchants/rules";
import { openText, sha256Hex } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { type Fields, isFieldKey } from "../fields/rules";
import type { Requirement, Verdict } from "../requirements/rules";
import type { FieldFacts } from "../values/rules";
import { listPapers, type PaperRow } from "./papers/queries";
import {
  type ChangeKind,
  type ChangeState,
  changeText,
  evaluateChange,
  toChangeKind,
  toChangeState,
} from "./rules";
import { sealedFields, storedVerdicts } from "./schema";

/** A change as stored, with what it asks for opened. */
export type StoredChange = {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly submissions: number;
  readonly payoutGroupId: string | null;
  readonly fields: Fields;
  readonly verdicts: readonly Verdict[];
  readonly requestedBy: string;
  readonly makerId: string | null;
  readonly madeAt: Date | null;
  readonly decidedHash: string | null;
  readonly reason: string | null;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly heldUntil: Date | null;
  readonly closedAt: Date | null;
};

const COLUMNS = {
  id: true,
  tenantId: true,
  kind: true,
  state: true,
  submissions: true,
  payoutGroupId: true,
  sealed: true,
  verdicts: true,
  requestedBy: true,
  makerId: true,
  madeAt: true,
  contentHash: true,
  reason: true,
  submittedAt: true,
  dueAt: true,
  heldUntil: true,
  closedAt: true,
} as const;

/** Binds the ciphertext of a change to its row. */
export function changeAad(id: string): string {
  return `change_request:${id}`;
}

/** Reads a change. One of another tenant is answered as unknown. @throws DomainError not_found */
export async function getChange(tx: Tx, id: string): Promise<StoredChange> {
  const row = await tx.changeRequest.findUnique({ where: { id }, select: COLUMNS });
  if (!row) throw new DomainError("not_found");
  const { sealed, contentHash, kind, state, verdicts, ...plain } = row;
  return {
    ...plain,
    kind: toChangeKind(kind),
    state: toChangeState(state),
    decidedHash: contentHash,
    verdicts: storedVerdicts.parse(verdicts),
    fields: knownFields(sealedFields.parse(JSON.parse(openText(sealed, changeAad(id))))),
  };
}

/** The same, and nobody else changes it until the transaction ends. @throws DomainError not_found */
export async function lockChange(tx: Tx, id: string): Promise<StoredChange> {
  await sqlOfTx(tx)("SELECT 1 FROM change_request WHERE id = $1 FOR UPDATE", [id]);
  return getChange(tx, id);
}

/** Drops what is no field of an application. */
export function knownFields(typed: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(Object.entries(typed).filter(([key]) => isFieldKey(key)));
}

/** Everything that a decision about a change looks at, read together. */
export type ChangeCase = {
  readonly change: StoredChange;
  readonly entityType: EntityType;
  readonly merchant: Merchant;
  readonly papers: readonly PaperRow[];
  readonly facts: FieldFacts;
  readonly bankNames: BankNames;
  readonly requirements: readonly Requirement[];
  /** Binds a decision to exactly this content on exactly this ground. */
  readonly contentHash: string;
};

const MERCHANT = {
  id: true,
  tradeName: true,
  entityType: true,
  state: true,
  legalName: true,
  legalNameKana: true,
  postalCode: true,
  prefecture: true,
  city: true,
  addressLine: true,
} as const;

type Merchant = NonNullable<Awaited<ReturnType<typeof findMerchant>>>;

async function findMerchant(tx: Tx, id: string) {
  return tx.merchant.findUnique({ where: { id }, select: MERCHANT });
}

/** Puts the case of a change together. @param nowMs business time @throws DomainError not_found */
export async function loadChangeCase(tx: Tx, change: StoredChange, nowMs: number): Promise<ChangeCase> {
  const merchant = await findMerchant(tx, change.tenantId);
  if (!merchant) throw new DomainError("not_found");
  const entityType = ENTITY_TYPES.find((type) => type === merchant.entityType) ?? "company";
  const papers = await listPapers(tx, change.id);
  const { fields } = change;
  const bankNames = await getBankNames(tx, fields["bank.bankCode"] ?? "", fields["bank.branchCode"] ?? "");
  const facts: FieldFacts = {
    todayOn: jstDay(nowMs),
    bankKnown: bankNames.bankName !== null,
    branchKnown: bankNames.branchName !== null,
  };
  const input = { ...change, entityType, facts, papers };
  const present = await presentValues(tx, change, merchant);
  return {
    change,
    entityType,
    merchant,
    papers,
    facts,
    bankNames,
    requirements: evaluateChange(input),
    contentHash: sha256Hex(changeText({ ...change, papers, present })),
  };
}

/** What holds at present of what a change is about. */
async function presentValues(tx: Tx, change: StoredChange, merchant: Merchant): Promise<string[]> {
  if (change.payoutGroupId !== null) {
    const group = await tx.payoutGroup.findUnique({
      where: { id: change.payoutGroupId },
      select: { bankAccountId: true },
    });
    return [group?.bankAccountId ?? ""];
  }
  const last = await tx.merchantVersion.findFirst({
    where: { tenantId: change.tenantId },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  const { legalName, legalNameKana, postalCode, prefecture, city, addressLine } = merchant;
  return [`${last?.version ?? 1}`, legalName, legalNameKana, postalCode, prefecture, city, addressLine];
}

/** What screens show of the present state: an account by its last digits alone. */
export async function showPresent(tx: Tx, { change, merchant }: Pick<ChangeCase, "change" | "merchant">) {
  const group =
    change.payoutGroupId === null
      ? null
      : await tx.payoutGroup.findUnique({
          where: { id: change.payoutGroupId },
          select: { name: true, bankAccountId: true },
        });
  const account = group?.bankAccountId ? await findAccountLabel(tx, group.bankAccountId) : null;
  const { legalName, legalNameKana, postalCode, prefecture, city, addressLine } = merchant;
  return {
    groupName: group?.name ?? null,
    account,
    legalName,
    legalNameKana,
    postalCode,
    prefecture,
    city,
    addressLine,
  };
}
