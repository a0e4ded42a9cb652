import { z } from "zod";
import { COOL_DOWN_DAYS } from "../cool-down/rules";
import { RETURN_REASONS, WAIVE_REASONS } from "../fields.data";

const id = z.string().min(1).max(40);
const itemKey = z.string().min(1).max(80);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().trim().max(1_000);

/** What was typed to find a case that still waits for a decision. */
export const caseSearch = z.object({ text: z.string().trim().min(1).max(100) });

export const caseRef = z.object({ applicationId: id });
export const verdict = z.object({ applicationId: id, contentHash: hash });
export const acceptance = z.object({
  applicationId: id,
  itemKeys: z.array(itemKey).min(1).max(100),
  accepted: z.boolean(),
});

/** Why an item may pass as it is; `other` needs words. */
export const waiver = z
  .object({ applicationId: id, itemKey, reasonCode: z.enum(WAIVE_REASONS), reason: text })
  .refine((item) => item.reasonCode !== "other" || item.reason !== "", {
    error: "reason_needed",
    path: ["reason"],
  });

const rows = z
  .array(z.object({ applicationId: id, version: z.number().int().min(1) }))
  .min(1)
  .max(200);
/** Several applications at once, each as the list showed it. */
export const bulk = z.object({ rows });
export const taking = z.object({ applicationIds: z.array(id).min(1).max(200) });

/** Items to return, each with its reason. Free text is needed where the ready reason says nothing. */
export const returned = z.object({
  applicationId: id,
  items: z
    .array(
      z
        .object({ itemKey, reasonCode: z.enum(RETURN_REASONS), reason: text })
        .refine((item) => item.reasonCode !== "other" || item.reason !== "", {
          error: "reason_needed",
          path: ["reason"],
        }),
    )
    .min(1)
    .max(60),
});

export const sentBack = z.object({ applicationId: id, reason: text.min(1) });
export const reopening = z.object({ applicationId: id, reason: text.min(1) });
export const rejection = z.object({
  applicationId: id,
  reason: text.min(1),
  coolDownDays: z.union(COOL_DOWN_DAYS.map((days) => z.literal(days))).default(0),
});
