"use client";

import { useTranslations } from "next-intl";
import type { AccountLabel } from "@/server/merchants/bank-accounts/queries";
import { ACCOUNT_TYPES } from "@/server/merchants/rules";

type AccountLineProps = {
  account: Pick<
    AccountLabel,
    "bankName" | "branchName" | "bankCode" | "branchCode" | "accountType" | "lastDigits"
  >;
};

/** A bank account as its owner recognises it and nobody else can use it: 「みずほ 渋谷 普通 ****567」. */
export function AccountLine({ account }: AccountLineProps) {
  const words = useTranslations("payouts.accountType");
  const { bankName, bankCode, branchName, branchCode, accountType, lastDigits } = account;
  const kind = ACCOUNT_TYPES.find((known) => known === accountType) ?? "other";
  return (
    <span className="tabular">
      {bankName ?? bankCode} {branchName ?? branchCode} {words(kind)} ****{lastDigits}
    </span>
  );
}
