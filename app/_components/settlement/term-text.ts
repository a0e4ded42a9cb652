import { useTranslations } from "next-intl";
import { formatMoney, jpy, percentText } from "@/server/kernel/money";
import type { ContractTerms } from "@/server/settlement/contracts/schema";

/** The terms of a contract in the order in which people agree on them. */
export const TERM_NAMES = [
  "feeBasisPoints",
  "followsPriceList",
  "feeRoundingUnit",
  "feeRoundingMode",
  "taxClass",
  "taxBasisPoints",
  "taxRoundingMode",
  "cycle",
  "payoutOffsetBankDays",
  "payDayOfMonth",
  "holidayDirection",
  "minimumPayoutMinor",
  "transferFeeMinor",
  "transferFeeBearer",
  "earlyPayoutFeeMinor",
  "negativeLimitMinor",
  "holdsForDisputes",
] as const satisfies readonly (keyof ContractTerms)[];

/** Says the terms of a contract in words: rates in percent, amounts in yen. */
export function useTermText(): (terms: ContractTerms, name: keyof ContractTerms) => string {
  const words = useTranslations("terms");
  return (terms, name) => {
    switch (name) {
      case "feeBasisPoints":
      case "taxBasisPoints":
        return `${percentText(terms[name])}%`;
      case "followsPriceList":
      case "holdsForDisputes":
        return words(terms[name] ? "yes" : "no");
      case "feeRoundingUnit":
        return words(`unit.${terms.feeRoundingUnit}`);
      case "feeRoundingMode":
      case "taxRoundingMode":
        return words(`mode.${terms[name]}`);
      case "taxClass":
        return words(`tax.${terms.taxClass}`);
      case "cycle":
        return words(`cycle.${terms.cycle}`);
      case "payoutOffsetBankDays":
        return String(terms.payoutOffsetBankDays);
      case "payDayOfMonth":
        return terms.payDayOfMonth === null
          ? words("none")
          : words("dayOfMonth", { day: terms.payDayOfMonth });
      case "holidayDirection":
        return words(`direction.${terms.holidayDirection}`);
      case "transferFeeBearer":
        return words(`bearer.${terms.transferFeeBearer}`);
      case "earlyPayoutFeeMinor":
        return terms.earlyPayoutFeeMinor === null
          ? words("none")
          : formatMoney(jpy(terms.earlyPayoutFeeMinor));
      case "minimumPayoutMinor":
      case "transferFeeMinor":
      case "negativeLimitMinor":
        return formatMoney(jpy(terms[name]));
    }
  };
}
