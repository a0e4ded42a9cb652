import { instant } from "@/server/kernel/calendar";
import { blindIndex, seal } from "@/server/platform/crypto";
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

/** The look-up value of an account, in hexadecimal. */
export function accountIndex(account: Omit<NewBankAccount, "holderKana">): string {
  return Buffer.from(blindIndex(accountKey(account), ACCOUNT_INDEX)).toString("hex");
}
