import { ERASED_KEY_ID } from "@/server/audit/commands";
import { bankAccountAad } from "@/server/merchants/bank-accounts/rules";
import { paperNameAad } from "@/server/onboarding/changes/papers/queries";
import { changeAad } from "@/server/onboarding/changes/queries";
import { documentNameAad } from "@/server/onboarding/documents/queries";
import { documentFolder, thumbnailKey } from "@/server/onboarding/documents/rules";
import { identificationAad } from "@/server/onboarding/identification/queries";
import { applicationAad } from "@/server/onboarding/queries";
import { seal } from "@/server/platform/crypto";
import type { Sql } from "@/server/platform/db";
import { storage } from "@/server/platform/storage";

type ApplicationRef = { readonly id: string; readonly tenantId: string };

/** Destroys the keys of subjects: what the audit log says of them is unreadable for ever, and the chain stays whole. */
async function destroyKeys(sql: Sql, subjectIds: readonly string[]): Promise<void> {
  await sql(
    "UPDATE audit_subject_key SET wrapped = ''::bytea, key_id = $2 WHERE subject_id = ANY($1::text[])",
    [[...subjectIds], ERASED_KEY_ID],
  );
}

/**
 * Empties applications for good: content, plain columns, reviewers' remarks, documents and what the audit log says.
 * Files go first, so that a crash in between leaves rows that the next run finds again.
 */
export async function eraseApplications(
  sql: Sql,
  nowMs: number,
  applications: readonly ApplicationRef[],
): Promise<void> {
  if (applications.length === 0) return;
  const ids = applications.map(({ id }) => id);
  const documents = await sql<Paper>(
    `SELECT id, tenant_id AS "tenantId" FROM document WHERE application_id = ANY($1::text[]) AND state <> 'erased'`,
    [ids],
  );
  await eraseDocuments(sql, documents);
  const content = JSON.stringify({ fields: {}, consents: {} });
  await sql(
    `UPDATE application SET sealed = decode(e.sealed, 'hex'), key_id = e.key_id, trade_name = '', prefecture = '',
            mcc = '', corporate_number = NULL, bank_blind_index = NULL, fingerprints = '{}', erased_at = to_timestamp($2::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, sealed text, key_id text)
     WHERE application.id = e.id`,
    [JSON.stringify(ids.map((id) => ({ id, ...emptied(content, applicationAad(id)) }))), nowMs],
  );
  await sql("UPDATE review_item SET reason = NULL WHERE application_id = ANY($1::text[])", [ids]);
  await sql("UPDATE decision SET reason = NULL WHERE application_id = ANY($1::text[])", [ids]);
  await eraseIdentifications(sql, ids);
  await eraseChanges(
    sql,
    applications.map(({ tenantId }) => tenantId),
  );
  await destroyKeys(sql, ids);
}

/** Who was identified by which paper: the record that somebody was stays, the name goes. */
async function eraseIdentifications(sql: Sql, applicationIds: readonly string[]): Promise<void> {
  const records = await sql<{ id: string }>(
    "SELECT id FROM identification WHERE application_id = ANY($1::text[])",
    [applicationIds],
  );
  await sql(
    `UPDATE identification SET sealed = decode(e.sealed, 'hex'), key_id = e.key_id
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, sealed text, key_id text) WHERE identification.id = e.id`,
    [JSON.stringify(records.map(({ id }) => ({ id, ...emptied("-", identificationAad(id)) })))],
  );
}

/** What was asked to be changed later, with its papers, and who represented the merchant. */
async function eraseChanges(sql: Sql, tenantIds: readonly string[]): Promise<void> {
  const papers = await sql<Paper>(
    `SELECT id, tenant_id AS "tenantId" FROM change_document WHERE tenant_id = ANY($1::text[]) AND sha256 <> ''`,
    [tenantIds],
  );
  await removeFiles(papers);
  await sql(
    `UPDATE change_document SET file_name = e.file_name, key_id = e.key_id, sha256 = ''
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, file_name text, key_id text)
     WHERE change_document.id = e.id`,
    [JSON.stringify(papers.map(({ id }) => emptiedName(id, paperNameAad(id))))],
  );
  const changes = await sql<{ id: string }>(
    "SELECT id FROM change_request WHERE tenant_id = ANY($1::text[])",
    [tenantIds],
  );
  await sql(
    `UPDATE change_request SET sealed = decode(e.sealed, 'hex'), key_id = e.key_id, verdicts = '[]', reason = NULL
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, sealed text, key_id text) WHERE change_request.id = e.id`,
    [JSON.stringify(changes.map(({ id }) => ({ id, ...emptied("{}", changeAad(id)) })))],
  );
  await sql("UPDATE merchant_version SET sealed = NULL, key_id = NULL WHERE tenant_id = ANY($1::text[])", [
    tenantIds,
  ]);
  await destroyKeys(
    sql,
    changes.map(({ id }) => id),
  );
}

type Paper = { readonly id: string; readonly tenantId: string };

async function removeFiles(papers: readonly Paper[]): Promise<void> {
  const store = storage();
  for (const paper of papers) {
    for (const key of await store.list(documentFolder(paper))) await store.remove(key);
  }
}

function emptied(text: string, aad: string): { sealed: string; key_id: string } {
  const { data, keyId } = seal(text, aad);
  return { sealed: Buffer.from(data).toString("hex"), key_id: keyId };
}

function emptiedName(id: string, aad: string): { id: string; file_name: string; key_id: string } {
  const { data, keyId } = seal("-", aad);
  return { id, file_name: Buffer.from(data).toString("base64"), key_id: keyId };
}

/** Removes the pictures of documents and the names of their files. */
export async function eraseDocuments(sql: Sql, documents: readonly Paper[]): Promise<void> {
  await removeFiles(documents);
  const ids = documents.map(({ id }) => id);
  await sql(
    `UPDATE document SET state = 'erased', file_name = e.file_name, key_id = e.key_id, sha256 = ''
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, file_name text, key_id text) WHERE document.id = e.id`,
    [JSON.stringify(ids.map((id) => emptiedName(id, documentNameAad(id))))],
  );
  await sql(
    "UPDATE document_page SET state = 'removed', storage_key = '', sha256 = '' WHERE document_id = ANY($1::text[])",
    [ids],
  );
  await destroyKeys(sql, ids);
}

/** Removes the papers with which a shop answered a dispute; that there were some stays. */
export async function eraseEvidence(sql: Sql, papers: readonly Paper[]): Promise<void> {
  await removeFiles(papers);
  await sql("UPDATE dispute_evidence SET state = 'removed', sha256 = '' WHERE id = ANY($1::text[])", [
    papers.map(({ id }) => id),
  ]);
}

/** Empties the addressees of parcels of printed posters: that a parcel went out stays, where to and to whom goes. */
export async function eraseAddressees(sql: Sql, parcelIds: readonly string[]): Promise<void> {
  await sql(
    `UPDATE print_parcel SET recipient = '', attention = '', phone = '', postal_code = '', address = ''
     WHERE id = ANY($1::text[])`,
    [[...parcelIds]],
  );
}

/** Parcels name people by hand: those whom somebody ordered for, and those that are for somebody of that name. */
async function eraseAttention(sql: Sql, personIds: readonly string[]): Promise<void> {
  await sql(
    `UPDATE print_parcel SET attention = '' WHERE attention <> '' AND (
       order_id IN (SELECT id FROM print_order WHERE ordered_by = ANY($1::text[]))
       OR EXISTS (SELECT 1 FROM person p JOIN membership m ON m.person_id = p.id
                  WHERE p.id = ANY($1::text[]) AND m.tenant_id = print_parcel.tenant_id AND p.name <> ''
                    AND position(regexp_replace(p.name, '\\s', '', 'g') IN regexp_replace(attention, '\\s', '', 'g')) > 0))`,
    [[...personIds]],
  );
}

/** Makes people unknown: no address, no name, no session, no inbox; their number stays where the books name it. */
export async function erasePeople(sql: Sql, personIds: readonly string[]): Promise<void> {
  const ids = [...personIds];
  await sql("DELETE FROM session WHERE person_id = ANY($1::text[])", [ids]);
  await sql("DELETE FROM notification WHERE person_id = ANY($1::text[])", [ids]);
  await sql("DELETE FROM notification_preference WHERE person_id = ANY($1::text[])", [ids]);
  await eraseAttention(sql, ids);
  await sql(
    `UPDATE person SET email = id || '@erased.invalid', name = '', blocked_at = coalesce(blocked_at, now())
     WHERE id = ANY($1::text[])`,
    [ids],
  );
  await destroyKeys(sql, ids);
}

/** Empties bank accounts: number, holder and the index that finds equal ones. */
export async function eraseBankAccounts(sql: Sql, accountIds: readonly string[]): Promise<void> {
  const content = JSON.stringify({ accountNumber: "", holderKana: "" });
  await sql(
    `UPDATE bank_account SET sealed = decode(e.sealed, 'hex'), key_id = e.key_id, blind_index = 'erased:' || e.id,
            last_digits = ''
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, sealed text, key_id text)
     WHERE bank_account.id = e.id`,
    [JSON.stringify(accountIds.map((id) => ({ id, ...emptied(content, bankAccountAad(id)) })))],
  );
  await destroyKeys(sql, accountIds);
}

/** Removes the pictures of single pages that were taken out of a document. */
export async function erasePages(
  sql: Sql,
  pages: readonly { readonly id: string; readonly storageKey: string }[],
): Promise<void> {
  const keys = pages.flatMap(({ storageKey }) => [storageKey, thumbnailKey(storageKey)]);
  for (const key of keys) await storage().remove(key);
  await sql("UPDATE document_page SET storage_key = '', sha256 = '' WHERE id = ANY($1::text[])", [
    pages.map(({ id }) => id),
  ]);
}
