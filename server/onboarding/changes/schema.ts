import { z } from "zod";
import { RETURN_REASONS } from "../fields.data";
import { CHANGE_KINDS, PAPER_KINDS } from "./rules";

const id = z.string().min(1).max(40);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().trim().max(1_000);

/** A new change; the group is named where a merchant has several. */
export const newChange = z.object({
  kind: z.enum(CHANGE_KINDS).exclude(["bank_account"]),
});
export const newAccountChange = z.object({ payoutGroupId: id.optional() });
export const changeRef = z.object({ changeId: id });
export const changeFields = changeRef.extend({
  fields: z.record(z.string().max(60), z.string().max(400)),
});
export const paperKind = z.enum(PAPER_KINDS);

export const CHANGE_FILTERS = ["open", "recommended", "returned", "closed"] as const;
export type ChangeFilter = (typeof CHANGE_FILTERS)[number];

export const changesPage = z.object({
  filter: z.enum(CHANGE_FILTERS).default("open"),
  cursor: z.object({ atMs: z.number().int(), id }).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const changeVerdict = changeRef.extend({ contentHash: hash });
export const changeReason = changeRef.extend({ reason: text.min(1) });
export const changeReturn = changeRef.extend({
  items: z
    .array(
      z
        .object({ itemKey: z.string().min(1).max(80), reasonCode: z.enum(RETURN_REASONS), reason: text })
        .refine((item) => item.reasonCode !== "other" || item.reason !== "", {
          error: "reason_needed",
          path: ["reason"],
        }),
    )
    .min(1)
    .max(20),
});

/** The reviewers' words as they lie in the row. */
export const storedVerdicts = z.array(
  z.object({
    itemKey: z.string(),
    state: z.string(),
    reasonCode: z.string().nullable(),
    reason: z.string().nullable(),
    contentHash: z.string().nullable(),
  }),
);

/** What is sealed in a change. */
export const sealedFields = z.record(z.string(), z.string());
