import { recordAuditSql } from "@/server/audit/commands";
import { DomainError } from "@/server/kernel/errors";
import type { MerchantScope } from "@/server/kernel/scope";
import { accountIndex } from "@/server/merchants/bank-accounts/commands";
import { seal } from "@/server/platform/crypto";
import type { Sql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import type { FieldKey, Fields } from "../fields/rules";
import { applicationAad, lockApplicationSql } from "../queries";
import { type Consents, isEditable } from "../rules";
import { type FieldChange, type MergedFields, mergeFields } from "./merge/rules";
import { isAgreed, projectionOf } from "./rules";

export type Saved = {
  readonly version: number;
  readonly savedAtMs: number;
  /** Fields that someone else changed since this tab last saw them; nothing of theirs was overwritten. */
  readonly conflicts: MergedFields["conflicts"];
  /** Values that the server gave other fields because of this change. */
  readonly follows: MergedFields["follows"];
};

/**
 * Saves what one tab typed, field by field. A value is stored as typed, wrong or right, so that nothing is lost;
 * repeating a save is harmless, and a field that changed elsewhere meanwhile is reported and left alone.
 * @throws DomainError not_found, application_state
 */
export async function saveApplicationFields(
  deps: Deps<MerchantScope>,
  input: { readonly applicationId: string; readonly changes: readonly FieldChange[] },
): Promise<Saved> {
  return deps.transactSql(async (sql) => {
    const application = await lockApplicationSql(sql, input.applicationId);
    if (!isEditable(application.state)) throw new DomainError("application_state");
    const { fields: before, consents } = application.content;
    const { fields, changed, conflicts, follows } = mergeFields(before, input.changes);
    if (changed.length === 0) {
      return { version: application.version, savedAtMs: application.updatedAt.getTime(), conflicts, follows };
    }
    const content = { fields, consents: stampConsents(deps, fields, consents, changed) };
    const { data, keyId } = seal(JSON.stringify(content), applicationAad(application.id));
    await writeContent(sql, deps.now, { id: application.id, fields, sealed: data, keyId });
    const event = {
      action: "application.save",
      subjectId: application.id,
      tenantId: application.tenantId,
      before: only(before, changed),
      after: only(fields, changed),
    } as const;
    await recordAuditSql(sql, deps, [event]);
    return { version: application.version + 1, savedAtMs: deps.now, conflicts, follows };
  });
}

type Content = {
  readonly id: string;
  readonly fields: Fields;
  readonly sealed: Uint8Array;
  readonly keyId: string;
};

// Written by hand, since every letter that somebody types ends here: one statement that is compiled by nobody.
const WRITE = `UPDATE application SET entity_type = $2, trade_name = $3, prefecture = $4, mcc = $5, corporate_number = $6,
    bank_blind_index = $7, sealed = $8, key_id = $9, version = version + 1, updated_at = to_timestamp($10::float8 / 1000)
  WHERE id = $1 RETURNING id`;

/** Puts sealed content in place, and beside it the plain columns that lists read. */
async function writeContent(sql: Sql, nowMs: number, { id, fields, sealed, keyId }: Content): Promise<void> {
  const { account, entityType, tradeName, prefecture, mcc, corporateNumber } = projectionOf(fields);
  const bankIndex = account ? accountIndex(account) : null;
  const columns = [entityType, tradeName, prefecture, mcc, corporateNumber, bankIndex, sealed, keyId, nowMs];
  await sql(WRITE, [id, ...columns]);
}

/** The time of an agreement is the server's, and a withdrawn agreement is forgotten. */
function stampConsents(
  deps: Deps<MerchantScope>,
  fields: Fields,
  consents: Consents,
  changed: readonly FieldKey[],
): Consents {
  const stamped = { ...consents };
  for (const key of changed) {
    if (!key.startsWith("consent.") && !key.startsWith("declarations.")) continue;
    const version = fields[key] ?? "";
    if (isAgreed(version)) stamped[key] = { version, agreedAtMs: deps.now, personId: deps.scope.personId };
    else delete stamped[key];
  }
  return stamped;
}

function only(fields: Fields, keys: readonly FieldKey[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, fields[key] ?? ""]));
}
