import { parseDay } from "@/server/kernel/calendar";
import {
  type ProposalContent,
  proposalContent,
  type RateKind,
  type TriedRate,
} from "@/server/settlement/contracts/schema";
import { readRate } from "./typed-terms";

/** A rate as the fields of its form hold it. */
export type TypedRate = {
  readonly rateKind: RateKind;
  readonly name: string;
  readonly mcc: string;
  readonly walletId: string;
  /** Of the price list: the merchants under one signboard. */
  readonly brandId: string;
  readonly rate: string;
  readonly from: string;
  readonly through: string;
};

type ReadRate = {
  /** The proposal, or null while a field is wrong. */
  readonly content: ProposalContent | null;
  /** What can be tried of it already, before its name and days are given. */
  readonly tried: TriedRate | null;
  readonly wrong: readonly (keyof TypedRate)[];
};

/** What the fields say of a rate, for one merchant or for all, and which of them are wrong. */
export function readTypedRate(typed: TypedRate, merchantId: string | null): ReadRate {
  const { rateKind } = typed;
  const basisPoints = readRate(typed.rate);
  const scope = {
    rateKind,
    merchantId,
    mcc: typed.mcc === "" || rateKind === "own" ? null : typed.mcc,
    walletId: typed.walletId === "" ? null : typed.walletId,
    brandId: typed.brandId === "" || rateKind !== "list" ? null : typed.brandId,
  };
  const validFromOn = parseDay(typed.from);
  const validThroughOn = parseDay(typed.through) ?? null;
  const wrong = [
    ...(typed.name.trim() === "" ? (["name"] as const) : []),
    ...(rateKind === "list" && (scope.mcc ?? scope.walletId ?? scope.brandId) === null
      ? (["mcc"] as const)
      : []),
    ...(rateKind === "own" && scope.walletId === null ? (["walletId"] as const) : []),
    ...(basisPoints === null ? (["rate"] as const) : []),
    ...(validFromOn === undefined ? (["from"] as const) : []),
    ...(isSpanWrong({ rateKind, validFromOn, validThroughOn }) ? (["through"] as const) : []),
  ];
  const content = proposalContent.safeParse({
    kind: "rate",
    ...scope,
    name: typed.name,
    basisPoints,
    validFromOn,
    validThroughOn,
  });
  const isTriable = basisPoints !== null && !wrong.includes("mcc") && !wrong.includes("walletId");
  return {
    content: content.success && wrong.length === 0 ? content.data : null,
    tried: isTriable ? { kind: "rate", ...scope, basisPoints } : null,
    wrong,
  };
}

type Span = Pick<TypedRate, "rateKind"> & {
  readonly validFromOn: string | undefined;
  readonly validThroughOn: string | null;
};

function isSpanWrong({ rateKind, validFromOn, validThroughOn }: Span): boolean {
  if (validThroughOn === null) return rateKind === "campaign";
  return validFromOn !== undefined && validThroughOn < validFromOn;
}
