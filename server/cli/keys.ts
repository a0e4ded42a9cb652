import { Command } from "commander";
import { secretsAad } from "@/server/alerts/webhooks/queries";
import { recordAuditSql } from "@/server/audit/commands";
import { invitationAad } from "@/server/identity/invitations/queries";
import { factorAad } from "@/server/identity/second-factor/queries";
import type { OperatorScope } from "@/server/kernel/scope";
import { accountIndex } from "@/server/merchants/bank-accounts/commands";
import { bankAccountAad, sealedAccount } from "@/server/merchants/bank-accounts/rules";
import { ACCOUNT_TYPES } from "@/server/merchants/rules";
import { representativeAad } from "@/server/merchants/versions/commands";
import { projectionOf } from "@/server/onboarding/autosave/rules";
import { paperNameAad } from "@/server/onboarding/changes/papers/queries";
import { changeAad } from "@/server/onboarding/changes/queries";
import { fingerprintsOf } from "@/server/onboarding/checks/queries";
import { documentNameAad } from "@/server/onboarding/documents/queries";
import { identificationAad } from "@/server/onboarding/identification/queries";
import { applicationAad } from "@/server/onboarding/queries";
import { sealedContent } from "@/server/onboarding/schema";
import type { Deps } from "@/server/platform/deps";
import {
  newestKeyId,
  type ResealReport,
  resealColumn,
  resealDocuments,
  type SealedColumn,
} from "@/server/platform/reseal";
import { requestAad } from "@/server/privacy/requests/queries";
import { bankFileAad } from "@/server/settlement/bank-file/queries";
import { actAs } from "./acting";
import { answer, endWithFindings, note } from "./output";

/** Every column of the database that is ciphertext under a master key. A test compares it with the schema. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: "bank_account",
    id: "id",
    column: "sealed",
    form: "bytes",
    aad: bankAccountAad,
    indexes: [
      {
        column: "blind_index",
        with: ["bank_code", "branch_code", "account_type"],
        of: (opened, row) => {
          const { accountNumber } = sealedAccount.parse(JSON.parse(opened));
          const accountType = ACCOUNT_TYPES.find((type) => type === row.account_type);
          if (!accountType) throw new RangeError("an account of an unknown type");
          const place = { bankCode: row.bank_code ?? "", branchCode: row.branch_code ?? "" };
          return accountIndex({ ...place, accountType, accountNumber });
        },
      },
    ],
  },
  {
    table: "application",
    id: "id",
    column: "sealed",
    form: "bytes",
    aad: applicationAad,
    indexes: [
      {
        column: "bank_blind_index",
        with: [],
        of: (opened) => {
          const { account } = projectionOf(sealedContent.parse(JSON.parse(opened)).fields);
          return account ? accountIndex(account) : null;
        },
      },
      {
        column: "fingerprints",
        list: true,
        with: ["submitted_at"],
        // What was never handed in has left no fingerprints.
        of: (opened, row) =>
          row.submitted_at ? fingerprintsOf(sealedContent.parse(JSON.parse(opened)).fields).join(",") : null,
      },
    ],
  },
  { table: "identification", id: "id", column: "sealed", form: "bytes", aad: identificationAad },
  { table: "document", id: "id", column: "file_name", form: "base64", aad: documentNameAad },
  { table: "second_factor", id: "id", column: "sealed", form: "bytes", aad: factorAad },
  { table: "invitation", id: "id", column: "sealed", form: "bytes", aad: invitationAad },
  { table: "change_request", id: "id", column: "sealed", form: "bytes", aad: changeAad },
  { table: "change_document", id: "id", column: "file_name", form: "base64", aad: paperNameAad },
  { table: "merchant_version", id: "id", column: "sealed", form: "bytes", aad: representativeAad },
  { table: "privacy_request", id: "id", column: "sealed", form: "bytes", aad: requestAad },
  { table: "webhook_endpoint", id: "id", column: "secrets", form: "bytes", aad: secretsAad },
  { table: "bank_file", id: "id", column: "sealed", form: "bytes", aad: bankFileAad },
  {
    table: "audit_subject_key",
    id: "subject_id",
    column: "wrapped",
    form: "bytes",
    aad: (subjectId) => `subject_key:${subjectId}`,
  },
];

/**
 * Re-encrypts everything under the newest key. It can be interrupted and repeated; when nothing is unreadable, the
 * older keys may be taken out of ENCRYPTION_KEYS.
 */
export async function rotateKeys(
  deps: Deps<OperatorScope>,
  progress: (words: string) => void = () => undefined,
): Promise<readonly ResealReport[]> {
  const reports: ResealReport[] = [];
  for (const sealed of SEALED_COLUMNS) {
    const report = await resealColumn(sealed, (sql, rows) =>
      recordAuditSql(sql, deps, [
        {
          action: "keys.rotate",
          subjectId: `keys:${sealed.table}`,
          tenantId: null,
          after: { column: sealed.column, rows, keyId: newestKeyId() },
        },
      ]),
    );
    progress(`${report.what}: ${report.resealed}`);
    reports.push(report);
  }
  const documents = await resealDocuments();
  progress(`${documents.what}: ${documents.resealed}`);
  return [...reports, documents];
}

/** `noren keys rotate`: the first of ENCRYPTION_KEYS becomes the only one that is needed. */
export function keysCommand(): Command {
  const rotate = new Command("rotate")
    .description("re-encrypt everything under the newest key; safe to interrupt and to repeat")
    .requiredOption("--as <email>", "the person who acts")
    .action(async ({ as }: { as: string }) => {
      const reports = await rotateKeys(await actAs(as, "staff:manage"), note);
      const ok = reports.every((report) => report.unreadable.length === 0);
      answer({ ok, keyId: newestKeyId(), reports });
      if (!ok) endWithFindings();
    });
  return new Command("keys").description("the keys that data is encrypted under").addCommand(rotate);
}
