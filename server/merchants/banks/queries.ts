import { sqlOfTx, type Tx } from "@/server/platform/db";
import { foldBankQuery } from "../rules";

export type BankHit = { readonly code: string; readonly name: string; readonly kana: string };

const MOST_HITS = 10;

/** Banks whose name, kana, Latin spelling or code begins with what was typed, best first; at most ten. */
export async function findBanks(tx: Tx, query: string): Promise<BankHit[]> {
  return sqlOfTx(tx)<BankHit>(
    `SELECT code, name, name_kana AS kana FROM bank
     WHERE gone_on IS NULL AND position('|' || $1 in folded) > 0
     ORDER BY position('|' || $1 || '|' in folded) = 0, code LIMIT ${MOST_HITS}`,
    [foldBankQuery(query)],
  );
}

/** Branches of one bank, found the same way. */
export async function findBranches(tx: Tx, bankCode: string, query: string): Promise<BankHit[]> {
  return sqlOfTx(tx)<BankHit>(
    `SELECT code, name, name_kana AS kana FROM bank_branch
     WHERE bank_code = $1 AND gone_on IS NULL AND position('|' || $2 in folded) > 0
     ORDER BY position('|' || $2 || '|' in folded) = 0, code LIMIT ${MOST_HITS}`,
    [bankCode, foldBankQuery(query)],
  );
}

export type BankNames = {
  readonly bankName: string | null;
  readonly branchName: string | null;
  readonly bankNameTransfer: string | null;
  readonly branchNameTransfer: string | null;
};

/** The names behind the codes of an account; null where the directory does not know the code. */
export async function getBankNames(tx: Tx, bankCode: string, branchCode: string): Promise<BankNames> {
  const [bank, branch] = await Promise.all([
    tx.bank.findUnique({ where: { code: bankCode }, select: { name: true, nameTransfer: true } }),
    tx.bankBranch.findUnique({
      where: { bankCode_code: { bankCode, code: branchCode } },
      select: { name: true, nameTransfer: true },
    }),
  ]);
  return {
    bankName: bank?.name ?? null,
    branchName: branch?.name ?? null,
    bankNameTransfer: bank?.nameTransfer ?? null,
    branchNameTransfer: branch?.nameTransfer ?? null,
  };
}
