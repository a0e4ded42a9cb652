import { z } from "zod";

const count = z.coerce.number().default(0);

/** What a group of merchants is described by; a group that nobody has sold in has no sales. */
export const groupFigures = z.object({
  active: count,
  suspended: count,
  terminated: count,
  joined: count,
  paid: count,
  dormant: count,
  never: count,
  stores: count,
  storesPaid: count,
  payments: count,
  amountMinor: z.string().default("0"),
  name: z.string().nullish(),
});

export const weekFigures = z.object({ joined: count });
export const countFigures = z.object({ count });
export const walletFigures = groupFigures.extend({ states: z.record(z.string(), z.number()).default({}) });
export const cohortFigures = z.object({
  joined: count,
  within7: count,
  within30: count,
  after90: count,
  isOld7: z.boolean(),
  isOld30: z.boolean(),
  isOld90: z.boolean(),
});
export const stepFigures = z.object({
  reached: count,
  waiting: count,
  medianDays: z.number().nullish(),
  oldestDays: z.number().nullish(),
});

export const prefectureInput = z.object({ prefectureCode: z.string().regex(/^\d{2}$/) });

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const shops = z.coerce.number().int().min(0).max(10_000_000);

export const TARGET_SCOPES = ["network", "prefecture", "category", "manager"] as const;

export const targetInput = z
  .object({
    scope: z.enum(TARGET_SCOPES),
    key: z.string().max(60),
    startOn: day,
    startShops: shops,
    endOn: day,
    endShops: shops,
  })
  .refine(({ startOn, endOn }) => startOn < endOn, { path: ["endOn"] });
export type TargetInput = z.output<typeof targetInput>;
export const targetRef = z.object({ scope: z.enum(TARGET_SCOPES), key: z.string().max(60) });

export const assumptionInput = z.object({
  /** `JP`, or the code of a prefecture. */
  key: z.union([z.literal("JP"), z.string().regex(/^\d{2}$/)]),
  cashlessBasisPoints: z.coerce.number().int().min(0).max(10_000),
  spendingMinor: z.coerce.bigint().min(0n).max(100_000_000n),
});
export type AssumptionInput = z.output<typeof assumptionInput>;

/** A list to call through is read by people; this many are a month's work. */
export const CALL_LIST_MAX = 5_000;
export const dormantInput = z.object({ limit: z.number().int().min(1).max(CALL_LIST_MAX).default(10) });
