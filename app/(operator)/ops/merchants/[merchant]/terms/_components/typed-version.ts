import { readRate } from "@/app/_components/settlement/typed-terms";
import { percentText } from "@/server/kernel/money";
import { readTypedYen } from "@/server/kernel/typed-yen";
import { type ContractTerms, contractTerms } from "@/server/settlement/contracts/schema";

const RATES = ["feeBasisPoints", "taxBasisPoints"] as const;
const AMOUNTS = ["minimumPayoutMinor", "transferFeeMinor", "earlyPayoutFeeMinor"] as const;
const COUNTS = ["payoutOffsetBankDays", "payDayOfMonth"] as const;
const CHOICES = [
  "followsPriceList",
  "feeRoundingUnit",
  "feeRoundingMode",
  "taxClass",
  "taxRoundingMode",
  "cycle",
  "holidayDirection",
  "transferFeeBearer",
  "holdsForDisputes",
] as const;

/** The terms that are typed or chosen; the limit of a negative balance stays as it is. */
export type TypedName =
  | (typeof RATES)[number]
  | (typeof AMOUNTS)[number]
  | (typeof COUNTS)[number]
  | (typeof CHOICES)[number];
export type TypedTerms = Readonly<Record<TypedName, string>>;

const text = (value: bigint | number | null) => (value === null ? "" : String(value));

/** Terms as their fields show them. */
export function typedOf(terms: ContractTerms): TypedTerms {
  return {
    feeBasisPoints: percentText(terms.feeBasisPoints),
    taxBasisPoints: percentText(terms.taxBasisPoints),
    minimumPayoutMinor: text(terms.minimumPayoutMinor),
    transferFeeMinor: text(terms.transferFeeMinor),
    earlyPayoutFeeMinor: text(terms.earlyPayoutFeeMinor),
    payoutOffsetBankDays: text(terms.payoutOffsetBankDays),
    payDayOfMonth: text(terms.payDayOfMonth),
    followsPriceList: String(terms.followsPriceList),
    holdsForDisputes: String(terms.holdsForDisputes),
    feeRoundingUnit: terms.feeRoundingUnit,
    feeRoundingMode: terms.feeRoundingMode,
    taxClass: terms.taxClass,
    taxRoundingMode: terms.taxRoundingMode,
    cycle: terms.cycle,
    holidayDirection: terms.holidayDirection,
    transferFeeBearer: terms.transferFeeBearer,
  };
}

const countOf = (typed: string) => (/^\d{1,2}$/.test(typed.trim()) ? Number(typed) : undefined);

/** What the fields say, or which of them are wrong. */
export function readTerms(
  typed: TypedTerms,
  newest: ContractTerms,
): { readonly terms: ContractTerms | null; readonly wrong: readonly string[] } {
  const read = contractTerms.safeParse({
    ...typed,
    feeBasisPoints: readRate(typed.feeBasisPoints),
    taxBasisPoints: readRate(typed.taxBasisPoints),
    minimumPayoutMinor: readTypedYen(typed.minimumPayoutMinor) ?? undefined,
    transferFeeMinor: readTypedYen(typed.transferFeeMinor) ?? undefined,
    earlyPayoutFeeMinor:
      typed.earlyPayoutFeeMinor.trim() === "" ? null : (readTypedYen(typed.earlyPayoutFeeMinor) ?? undefined),
    payoutOffsetBankDays: countOf(typed.payoutOffsetBankDays),
    payDayOfMonth: typed.payDayOfMonth === "" ? null : countOf(typed.payDayOfMonth),
    followsPriceList: typed.followsPriceList === "true",
    holdsForDisputes: typed.holdsForDisputes === "true",
    negativeLimitMinor: newest.negativeLimitMinor,
  });
  if (read.success) return { terms: read.data, wrong: [] };
  return { terms: null, wrong: read.error.issues.map((issue) => String(issue.path[0])) };
}
