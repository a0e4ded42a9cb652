import { z } from "zod";
import { RETURN_REASONS } from "../fields.data";

const id = z.string().min(1).max(40);
const itemKey = z.string().min(1).max(80);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().trim().max(1_000);

export const QUEUE_FILTERS = ["open", "recommended", "mine", "returned", "closed"] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

/** A page of the queue: the oldest due first, after the last row of the page before. */
export const queuePage = z.object({
  filter: z.enum(QUEUE_FILTERS).default("open"),
  after: z.object({ atMs: z.number().int(), id }).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});

/** What was typed to find a case that still waits for a decision. */
export const caseSearch = z.object({ text: z.string().trim().min(1).max(100) });

export const caseRef = z.object({ applicationId: id });
export const verdict = z.object({ applicationId: id, contentHash: hash });
export const acceptance = z.object({ applicationId: id, itemKey, accepted: z.boolean() });

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
export const rejection = z.object({ applicationId: id, reason: text.min(1) });
