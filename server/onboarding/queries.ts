import { jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { type BankNames, getBankNames } from "@/server/merchants/banks/queries";
import { openText, sha256Hex } from "@/server/platform/crypto";
import { type Sql, sqlOfTx, type Tx } from "@/server/platform/db";
import { type DocumentRow, listDocuments } from "./documents/queries";
import { papersOf } from "./documents/rules";
import type { Fields } from "./fields/rules";
import type { Paper } from "./papers/rules";
import { evaluateRequirements, type Requirement, type Verdict } from "./requirements/rules";
import { type ApplicationState, type Content, contentText, isEditable, toApplicationState } from "./rules";
import { sealedContent } from "./schema";
import type { FieldFacts } from "./values/rules";

/** An application as stored, its content opened. */
export type StoredApplication = {
  readonly id: string;
  readonly tenantId: string;
  readonly applicantId: string;
  readonly state: ApplicationState;
  readonly version: number;
  readonly submissions: number;
  readonly content: Content;
  readonly assignedTo: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
};

type Row = Omit<StoredApplication, "content" | "state"> & {
  readonly state: string;
  readonly sealed: Uint8Array;
};

const COLUMNS = `id, tenant_id AS "tenantId", applicant_id AS "applicantId", state, version, submissions, sealed,
  assigned_to AS "assignedTo", created_at AS "createdAt", updated_at AS "updatedAt",
  submitted_at AS "submittedAt", due_at AS "dueAt", closed_at AS "closedAt"`;

/** Binds the ciphertext of an application to its row. */
export function applicationAad(id: string): string {
  return `application:${id}`;
}

/** Reads an application. One of another tenant is answered as unknown. @throws DomainError not_found */
export async function getApplication(tx: Tx, id: string): Promise<StoredApplication> {
  return opened(await sqlOfTx(tx)<Row>(`SELECT ${COLUMNS} FROM application WHERE id = $1`, [id]));
}

/** The same, and nobody else changes it until the transaction ends: two tabs decide one after the other. */
export async function lockApplication(tx: Tx, id: string): Promise<StoredApplication> {
  return lockApplicationSql(sqlOfTx(tx), id);
}

/** The same in plain SQL. */
export async function lockApplicationSql(sql: Sql, id: string): Promise<StoredApplication> {
  return opened(await sql<Row>(`SELECT ${COLUMNS} FROM application WHERE id = $1 FOR UPDATE`, [id]));
}

/** The application of a tenant, or null. */
export async function findApplicationOf(tx: Tx, tenantId: string): Promise<StoredApplication | null> {
  const rows = await sqlOfTx(tx)<Row>(`SELECT ${COLUMNS} FROM application WHERE tenant_id = $1`, [tenantId]);
  return rows.length === 0 ? null : opened(rows);
}

function opened([row]: readonly Row[]): StoredApplication {
  if (!row) throw new DomainError("not_found");
  const { sealed, ...plain } = row;
  return {
    ...plain,
    state: toApplicationState(plain.state),
    content: sealedContent.parse(JSON.parse(openText(sealed, applicationAad(row.id)))),
  };
}

/** The reviewer's verdicts on single items. */
export async function listVerdicts(tx: Tx, applicationId: string): Promise<Verdict[]> {
  return tx.reviewItem.findMany({
    where: { applicationId },
    orderBy: { itemKey: "asc" },
    select: { itemKey: true, state: true, reasonCode: true, reason: true, contentHash: true },
  });
}

/** Everything that a decision looks at, read together. */
export type ApplicationCase = {
  readonly application: StoredApplication;
  readonly documents: readonly DocumentRow[];
  readonly verdicts: readonly Verdict[];
  readonly facts: FieldFacts;
  readonly bankNames: BankNames;
  readonly requirements: readonly Requirement[];
  /** Binds a decision to exactly this content. */
  readonly contentHash: string;
};

/** What requirements are evaluated from. */
export type Gathered = Omit<ApplicationCase, "requirements"> & { readonly papers: readonly Paper[] };

/** Puts the case of an application together. @param nowMs business time, for ages and dates */
export async function loadCase(
  tx: Tx,
  application: StoredApplication,
  nowMs: number,
): Promise<ApplicationCase> {
  const { papers, ...found } = await gatherCase(tx, application, nowMs);
  const { facts, verdicts } = found;
  const { fields } = application.content;
  return { ...found, requirements: evaluateRequirements({ fields, facts, documents: papers, verdicts }) };
}

/** Reads what belongs to an application, before anything is said of it. */
export async function gatherCase(tx: Tx, application: StoredApplication, nowMs: number): Promise<Gathered> {
  const { fields } = application.content;
  const documents = await listDocuments(tx, application.id);
  const verdicts = await listVerdicts(tx, application.id);
  const bankNames = await bankNamesOf(tx, fields);
  const facts: FieldFacts = {
    todayOn: jstDay(nowMs),
    bankKnown: bankNames.bankName !== null,
    branchKnown: bankNames.branchName !== null,
  };
  const { submittedAt } = application;
  const receivedOn = submittedAt && !isEditable(application.state) ? jstDay(submittedAt.getTime()) : null;
  return {
    application,
    documents,
    papers: papersOf(documents, receivedOn),
    verdicts,
    facts,
    bankNames,
    contentHash: sha256Hex(contentText(application.content, documents, application.submissions)),
  };
}

async function bankNamesOf(tx: Tx, fields: Fields): Promise<BankNames> {
  return getBankNames(tx, fields["bank.bankCode"] ?? "", fields["bank.branchCode"] ?? "");
}
