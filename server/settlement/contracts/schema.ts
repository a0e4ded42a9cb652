import { z } from "zod";
import { ROUNDING_MODES } from "@/server/kernel/money";
import { HOLIDAY_DIRECTIONS } from "../calendar/rules";
import { CYCLES, ROUNDING_UNITS, TAX_CLASSES } from "../rules";
import { daySchema } from "../run/schema";

/** An amount in yen: as the client sends it, or as text, which is how it is kept. */
const yen = z.union([
  z.bigint(),
  z
    .string()
    .regex(/^-?\d{1,13}$/)
    .transform((text) => BigInt(text)),
]);
const charge = yen.refine((minor) => minor >= 0n && minor <= 1_000_000n);
const rate = z.number().int().min(0).max(10_000);
const id = z.string().min(1).max(64);

/** What a version of a contract says. Rates in basis points, amounts in yen. */
export const contractTerms = z.object({
  feeBasisPoints: rate,
  followsPriceList: z.boolean(),
  feeRoundingUnit: z.enum(ROUNDING_UNITS),
  feeRoundingMode: z.enum(ROUNDING_MODES),
  taxClass: z.enum(TAX_CLASSES),
  taxBasisPoints: rate,
  taxRoundingMode: z.enum(ROUNDING_MODES),
  cycle: z.enum(CYCLES),
  payoutOffsetBankDays: z.number().int().min(0).max(60),
  payDayOfMonth: z.number().int().min(1).max(31).nullable(),
  holidayDirection: z.enum(HOLIDAY_DIRECTIONS),
  minimumPayoutMinor: yen.refine((minor) => minor >= 1n && minor <= 10_000_000n),
  transferFeeMinor: charge,
  transferFeeBearer: z.enum(["merchant", "acquirer"]),
  earlyPayoutFeeMinor: charge.nullable(),
  negativeLimitMinor: yen.refine((minor) => minor >= 0n && minor <= 100_000_000n),
  holdsForDisputes: z.boolean(),
});
export type ContractTerms = z.infer<typeof contractTerms>;

const contract = z.object({
  kind: z.literal("contract"),
  merchantId: id,
  /** The version that the proposal was written against; another one since makes it out of date. */
  baseVersion: z.number().int().min(1),
  validFromOn: daySchema,
  terms: contractTerms,
});

export const RATE_KINDS = ["list", "own", "campaign"] as const;
export type RateKind = (typeof RATE_KINDS)[number];

const feeRate = z
  .object({
    kind: z.literal("rate"),
    rateKind: z.enum(RATE_KINDS),
    name: z.string().trim().min(1).max(80),
    merchantId: id.nullable(),
    mcc: z
      .string()
      .regex(/^\d{4}$/)
      .nullable(),
    walletId: id.nullable(),
    /** Rows of the price list for one signboard, or for one area of a merchant. */
    brandId: id.nullable().optional(),
    areaId: id.nullable().optional(),
    basisPoints: rate,
    validFromOn: daySchema,
    validThroughOn: daySchema.nullable(),
  })
  .refine((one) => one.validThroughOn === null || one.validThroughOn >= one.validFromOn, {
    path: ["validThroughOn"],
  })
  .refine((one) => one.rateKind !== "campaign" || one.validThroughOn !== null, { path: ["validThroughOn"] })
  .refine(
    (one) => one.rateKind !== "own" || (one.merchantId !== null && one.walletId !== null && one.mcc === null),
    {
      path: ["walletId"],
    },
  )
  .refine(
    (one) =>
      one.rateKind !== "list" ||
      (one.merchantId === null && (one.mcc ?? one.walletId ?? one.brandId ?? one.areaId ?? null) !== null),
    { path: ["mcc"] },
  )
  .refine(
    (one) =>
      (one.brandId ?? one.areaId ?? null) === null ||
      (one.rateKind === "list" && ((one.brandId ?? null) === null || (one.areaId ?? null) === null)),
    { path: ["brandId"] },
  );

const rateEnd = z.object({ kind: z.literal("rate_end"), rateId: id, validThroughOn: daySchema });

const adjustment = z.object({
  kind: z.literal("adjustment"),
  merchantId: id,
  payoutGroupId: id,
  amountMinor: yen.refine((minor) => minor !== 0n && minor >= -100_000_000n && minor <= 100_000_000n),
});

/** What one person proposes and another decides. */
export const proposalContent = z.discriminatedUnion("kind", [contract, feeRate, rateEnd, adjustment]);
export type ProposalContent = z.infer<typeof proposalContent>;

const reason = z.string().trim().min(2).max(500);

export const proposeInput = z.object({ content: proposalContent, reason });
export const proposalInput = z.object({ proposalId: id });
export const refuseInput = z.object({ proposalId: id, answer: reason });
export const listProposalsInput = z.object({
  state: z.enum(["proposed", "decided"]).default("proposed"),
  merchantId: id.optional(),
  before: id.optional(),
  limit: z.number().int().min(1).max(100).default(30),
});
export const merchantTermsInput = z.object({ merchantId: id });

/** A rate as far as it changes what is paid, or the end of one: tried on every sale in last month's statements. */
export const previewRateInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("rate"),
    rateKind: z.enum(RATE_KINDS),
    merchantId: id.nullable(),
    mcc: z.string().max(4).nullable(),
    walletId: id.nullable(),
    brandId: id.nullable().optional(),
    areaId: id.nullable().optional(),
    basisPoints: rate,
  }),
  z.object({ kind: z.literal("rate_end"), rateId: id }),
]);
export type TriedRate = z.infer<typeof previewRateInput>;
export const previewTermsInput = z.object({ merchantId: id, terms: contractTerms });
