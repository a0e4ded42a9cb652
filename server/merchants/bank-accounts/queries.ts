import { openText } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import { type BankNames, getBankNames } from "../banks/queries";
import { bankAccountAad, sealedAccount } from "./rules";

/** An account as a transfer needs it. */
export type OpenedAccount = {
  readonly id: string;
  readonly tenantId: string;
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: string;
  readonly accountNumber: string;
  readonly holderKana: string;
};

/** Opens accounts for a transfer file, by id. Only what pays or reviews calls it; screens show `findAccountLabel`. */
export async function openBankAccounts(tx: Tx, ids: readonly string[]): Promise<Map<string, OpenedAccount>> {
  const rows = await tx.bankAccount.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, tenantId: true, bankCode: true, branchCode: true, accountType: true, sealed: true },
  });
  return new Map(
    rows.map(({ sealed, ...row }) => {
      const secret = sealedAccount.parse(JSON.parse(openText(sealed, bankAccountAad(row.id))));
      return [row.id, { ...row, ...secret }];
    }),
  );
}

export type AccountLabel = BankNames & {
  readonly id: string;
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: string;
  readonly lastDigits: string;
};

/** What screens say of an account: bank, branch, kind and the last digits. */
export async function findAccountLabel(tx: Tx, id: string): Promise<AccountLabel | null> {
  const row = await tx.bankAccount.findUnique({
    where: { id },
    select: { id: true, bankCode: true, branchCode: true, accountType: true, lastDigits: true },
  });
  return row && { ...row, ...(await getBankNames(tx, row.bankCode, row.branchCode)) };
}
