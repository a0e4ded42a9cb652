import { z } from "zod";

/** What is sealed of a bank account: the number and the holder as the bank writes it. */
export const sealedAccount = z.object({ accountNumber: z.string(), holderKana: z.string() });

/** An account as the applicant gave it, in transfer form. */
export type NewBankAccount = {
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: "ordinary" | "current" | "savings";
  readonly accountNumber: string;
  /** Half-width transfer form, at most 30 bytes. */
  readonly holderKana: string;
};

/** Binds the ciphertext of an account to its row. */
export function bankAccountAad(id: string): string {
  return `bank_account:${id}`;
}

/** The purpose of the blind index: equal accounts are found, in whichever table they are. */
export const ACCOUNT_INDEX = "bank_account";
