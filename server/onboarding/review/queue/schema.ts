import { z } from "zod";
import { CATEGORIES } from "@/server/merchants/categories.data";
import { ENTITY_TYPES } from "@/server/merchants/rules";

export const QUEUE_FILTERS = ["open", "recommended", "returned", "closed"] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

/** Whose applications: my own, a colleague's, nobody's yet. */
export const QUEUE_OWNERS = ["mine", "others", "nobody"] as const;
export const QUEUE_DUES = ["overdue", "today"] as const;

/** What the queue shows; every part of it stands in the address, so that a view can be sent to a colleague. */
export const queueFilter = z.object({
  filter: z.enum(QUEUE_FILTERS).default("open").catch("open"),
  owner: z.enum(QUEUE_OWNERS).optional().catch(undefined),
  due: z.enum(QUEUE_DUES).optional().catch(undefined),
  entityType: z.enum(ENTITY_TYPES).optional().catch(undefined),
  mcc: z
    .string()
    .refine((text) => CATEGORIES.some(({ mcc }) => mcc === text))
    .optional()
    .catch(undefined),
  prefecture: z.string().max(10).optional().catch(undefined),
  /** Applications that were given back before. */
  again: z.literal("yes").optional().catch(undefined),
});
export type QueueFilterInput = z.infer<typeof queueFilter>;

const id = z.string().min(1).max(40);

/** A page of the queue, after the last row (`cursor`) of the page before. */
export const queuePage = queueFilter.extend({
  cursor: z.object({ atMs: z.number().int(), id }).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});

/** Takes or releases; `expected` is whom the list showed, so that nobody takes from a colleague unknowingly. */
export const assignment = z.object({
  applicationId: id,
  expected: id.nullable(),
  to: z.enum(["me", "nobody"]),
});
