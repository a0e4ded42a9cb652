import { recordAudit } from "@/server/audit/commands";
import { instant } from "@/server/kernel/calendar";
import { DomainError } from "@/server/kernel/errors";
import { blindIndex, seal, systemKeys } from "@/server/platform/crypto";
import type { Tx } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { accountKey, lastDigitsOf } from "../rules";
import { ACCOUNT_INDEX, bankAccountAad, type NewBankAccount } from "./rules";

/** Stores an account as ciphertext bound to its row, with a blind index to find the same account elsewhere. */
export async function createBankAccount(
  tx: Tx,
  deps: Pick<Deps, "now" | "newId">,
  tenantId: string,
  account: NewBankAccount,
): Promise<string> {
  const id = deps.newId("bankAccount");
  const { accountNumber, holderKana } = account;
  const { data, keyId } = seal(JSON.stringify({ accountNumber, holderKana }), bankAccountAad(id));
  await tx.bankAccount.create({
    data: {
      id,
      tenantId,
      bankCode: account.bankCode,
      branchCode: account.branchCode,
      accountType: account.accountType,
      sealed: data,
      keyId,
      blindIndex: accountIndex(account),
      lastDigits: lastDigitsOf(accountNumber),
      createdAt: instant(deps.now),
    },
    select: { id: true },
  });
  return id;
}

/** The look-up value of an account under the key that writes, in hexadecimal. */
export function accountIndex(account: Omit<NewBankAccount, "holderKana">): string {
  return Buffer.from(blindIndex(accountKey(account), ACCOUNT_INDEX)).toString("hex");
}

/** The same under every key: what to look for while keys are being rotated. */
export function accountIndexes(account: Omit<NewBankAccount, "holderKana">): string[] {
  return systemKeys()
    .blindIndexes(accountKey(account), ACCOUNT_INDEX)
    .map((index) => Buffer.from(index).toString("hex"));
}

/**
 * Lets a payout group be paid to another account, inside the transaction of the approval: nothing is paid to it before
 * `heldUntil`. The former account is kept, for the payouts that went there.
 * @returns the id of the new account
 * @throws DomainError not_found
 */
export async function changeBankAccount(
  tx: Tx,
  deps: Pick<Deps, "actor" | "requestId" | "now" | "newId">,
  change: {
    readonly tenantId: string;
    readonly payoutGroupId: string;
    readonly account: NewBankAccount;
    readonly heldUntil: Date;
  },
): Promise<string> {
  const { tenantId, payoutGroupId, account, heldUntil } = change;
  const group = await tx.payoutGroup.findFirst({
    where: { id: payoutGroupId, tenantId },
    select: { bankAccountId: true },
  });
  if (!group) throw new DomainError("not_found");
  const bankAccountId = await createBankAccount(tx, deps, tenantId, account);
  await tx.payoutGroup.update({
    where: { id: payoutGroupId },
    data: { bankAccountId, payoutsHeldUntil: heldUntil },
    select: { id: true },
  });
  await recordAudit(tx, deps, {
    action: "bank_account.change",
    subjectId: payoutGroupId,
    tenantId,
    before: { bankAccountId: group.bankAccountId },
    after: { bankAccountId, heldUntil: heldUntil.toISOString() },
  });
  return bankAccountId;
}
