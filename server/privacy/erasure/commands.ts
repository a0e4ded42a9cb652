import { ERASED_KEY_ID } from "@/server/audit/commands";
import { bankAccountAad } from "@/server/merchants/bank-accounts/rules";
import { documentNameAad } from "@/server/onboarding/documents/queries";
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
  const documents = await sql<{ id: string; storageKey: string }>(
    `SELECT id, storage_key AS "storageKey" FROM document WHERE application_id = ANY($1::text[]) AND state <> 'erased'`,
    [ids],
  );
  await eraseDocuments(sql, documents);
  const emptied = applications.map(({ id }) => {
    const { data, keyId } = seal(JSON.stringify({ fields: {}, consents: {} }), applicationAad(id));
    return { id, sealed: Buffer.from(data).toString("hex"), key_id: keyId };
  });
  await sql(
    `UPDATE application SET sealed = decode(e.sealed, 'hex'), key_id = e.key_id, trade_name = '', prefecture = '',
            mcc = '', corporate_number = NULL, bank_blind_index = NULL, erased_at = to_timestamp($2::float8 / 1000)
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, sealed text, key_id text)
     WHERE application.id = e.id`,
    [JSON.stringify(emptied), nowMs],
  );
  await sql("UPDATE review_item SET reason = NULL WHERE application_id = ANY($1::text[])", [ids]);
  await sql("UPDATE decision SET reason = NULL WHERE application_id = ANY($1::text[])", [ids]);
  await destroyKeys(sql, ids);
}

/** Removes the pictures of documents and the names of their files. */
export async function eraseDocuments(
  sql: Sql,
  documents: readonly { readonly id: string; readonly storageKey: string }[],
): Promise<void> {
  const store = storage();
  for (const { storageKey } of documents) {
    if (storageKey === "") continue;
    for (const key of await store.list(storageKey)) await store.remove(key);
  }
  const ids = documents.map(({ id }) => id);
  const emptied = ids.map((id) => {
    const { data, keyId } = seal("-", documentNameAad(id));
    return { id, file_name: Buffer.from(data).toString("base64"), key_id: keyId };
  });
  await sql(
    `UPDATE document SET state = 'erased', file_name = e.file_name, key_id = e.key_id, sha256 = '', storage_key = ''
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, file_name text, key_id text) WHERE document.id = e.id`,
    [JSON.stringify(emptied)],
  );
  await destroyKeys(sql, ids);
}

/** Makes people unknown: no address, no name, no session, no inbox; their number stays where the books name it. */
export async function erasePeople(sql: Sql, personIds: readonly string[]): Promise<void> {
  const ids = [...personIds];
  await sql("DELETE FROM session WHERE person_id = ANY($1::text[])", [ids]);
  await sql("DELETE FROM notification WHERE person_id = ANY($1::text[])", [ids]);
  await sql("DELETE FROM notification_preference WHERE person_id = ANY($1::text[])", [ids]);
  await sql(
    `UPDATE person SET email = id || '@erased.invalid', name = '', blocked_at = coalesce(blocked_at, now())
     WHERE id = ANY($1::text[])`,
    [ids],
  );
  await destroyKeys(sql, ids);
}

/** Empties bank accounts: number, holder and the index that finds equal ones. */
export async function eraseBankAccounts(sql: Sql, accountIds: readonly string[]): Promise<void> {
  const emptied = accountIds.map((id) => {
    const { data, keyId } = seal(JSON.stringify({ accountNumber: "", holderKana: "" }), bankAccountAad(id));
    return { id, sealed: Buffer.from(data).toString("hex"), key_id: keyId };
  });
  await sql(
    `UPDATE bank_account SET sealed = decode(e.sealed, 'hex'), key_id = e.key_id, blind_index = 'erased:' || e.id,
            last_digits = ''
     FROM jsonb_to_recordset($1::text::jsonb) AS e(id text, sealed text, key_id text)
     WHERE bank_account.id = e.id`,
    [JSON.stringify(emptied)],
  );
  await destroyKeys(sql, accountIds);
}
