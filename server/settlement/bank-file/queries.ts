import { z } from "zod";
import { jstDay } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import type { OperatorScope } from "@/server/kernel/scope";
import { openBankAccounts } from "@/server/merchants/bank-accounts/queries";
import { open } from "@/server/platform/crypto";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import type { AccountTypeCode, ZenginRow } from "./rules";

const FILE = {
  id: true,
  runId: true,
  sequence: true,
  state: true,
  payOn: true,
  recordCount: true,
  totalMinor: true,
  sha256: true,
  preparedBy: true,
  preparedAt: true,
  approvedBy: true,
  approvedAt: true,
  issuedAt: true,
  withdrawnBy: true,
  withdrawnAt: true,
  withdrawnReason: true,
} as const;

/** The transfer files of a run, in the order of their sequence; `isDue` from the day on which the bank pays. */
export async function listBankFiles(
  tx: Tx,
  scope: OperatorScope,
  args: { readonly runId: string; readonly nowMs: number },
) {
  const { runId, nowMs } = args;
  const files = await tx.bankFile.findMany({ where: { runId }, select: FILE, orderBy: { sequence: "asc" } });
  const people = await personNames(
    tx,
    files.flatMap((file) => [file.preparedBy, file.approvedBy ?? "", file.withdrawnBy ?? ""]),
  );
  return files.map((file) => ({
    ...file,
    isOwn: file.preparedBy === scope.personId,
    isDue: file.payOn <= jstDay(nowMs),
    preparedByName: people.get(file.preparedBy) ?? "",
    approvedByName: file.approvedBy === null ? null : (people.get(file.approvedBy) ?? ""),
    withdrawnByName: file.withdrawnBy === null ? null : (people.get(file.withdrawnBy) ?? ""),
  }));
}

async function personNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, email: true },
  });
  return new Map(rows.map((row) => [row.id, row.name || row.email]));
}

/** A file with its bytes, as they were when it was drafted. @throws DomainError not_found */
export async function getBankFile(tx: Tx, bankFileId: string) {
  const file = await tx.bankFile.findUnique({ where: { id: bankFileId }, select: { ...FILE, sealed: true } });
  if (!file) throw new DomainError("not_found");
  const { sealed, ...rest } = file;
  return { ...rest, content: open(sealed, bankFileAad(file.id)) };
}

/** Binds the ciphertext of a file to its row. */
export function bankFileAad(id: string): string {
  return `bank_file:${id}`;
}

const waiting = z.object({
  id: z.string(),
  tenant_id: z.string(),
  bank_account_id: z.string(),
  amount_minor: z.bigint(),
  pay_on: z.string(),
  bank_name: z.string(),
  branch_name: z.string(),
});

/** A payout that waits for a file, with the names its bank wants. */
export type WaitingPayout = z.infer<typeof waiting>;

/** The payouts of a run that no file carries yet, locked until the transaction ends, in an order that never varies. */
export async function lockWaitingPayouts(tx: Tx, runId: string): Promise<WaitingPayout[]> {
  const rows = await sqlOfTx(tx)(
    `SELECT payout.id, payout.tenant_id, payout.bank_account_id, payout.amount_minor, payout.pay_on,
            bank.name_transfer AS bank_name, branch.name_transfer AS branch_name
     FROM payout
     JOIN bank_account account ON account.id = payout.bank_account_id
     JOIN bank ON bank.code = account.bank_code
     JOIN bank_branch branch ON branch.bank_code = account.bank_code AND branch.code = account.branch_code
     WHERE payout.run_id = $1 AND payout.state = 'planned'
     ORDER BY payout.pay_on, payout.payout_group_id, payout.id
     FOR UPDATE OF payout`,
    [runId],
  );
  return z.array(waiting).parse(rows);
}

const ACCOUNT_TYPES: Readonly<Record<string, AccountTypeCode>> = {
  ordinary: "1",
  current: "2",
  savings: "4",
};

/** The rows of a file: accounts are opened here and nowhere else on the way to the bank. */
export async function transferRows(tx: Tx, payouts: readonly WaitingPayout[]): Promise<ZenginRow[]> {
  const opened = await openBankAccounts(
    tx,
    payouts.map((payout) => payout.bank_account_id),
  );
  return payouts.map((payout, index) => {
    const account = opened.get(payout.bank_account_id);
    const accountType = account && ACCOUNT_TYPES[account.accountType];
    if (!account || !accountType)
      throw new DomainError("bank_row_invalid", { row: index + 1, field: "account" });
    return {
      bankCode: account.bankCode,
      bankName: payout.bank_name,
      branchCode: account.branchCode,
      branchName: payout.branch_name,
      accountType,
      accountNumber: account.accountNumber,
      payeeName: account.holderKana,
      amountYen: payout.amount_minor,
      customerCode1: `${index + 1}`,
    };
  });
}

/** Files of a run that two people have released. */
export async function listReleasedFiles(tx: Tx, runId: string) {
  return tx.bankFile.findMany({
    where: { runId, state: { in: ["approved", "issued", "accepted"] } },
    select: FILE,
    orderBy: { sequence: "asc" },
  });
}

/** Whether a run exists. @throws DomainError not_found */
export async function requireRun(tx: Tx, runId: string): Promise<void> {
  const run = await tx.settlementRun.findUnique({ where: { id: runId }, select: { id: true } });
  if (!run) throw new DomainError("not_found");
}
