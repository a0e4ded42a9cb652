import { z } from "zod";
import { ITEM_KINDS } from "../rules";

export const itemRef = z.object({ itemId: z.string().min(1).max(40) });

export const listItemsInput = z.object({
  closed: z.boolean().default(false),
  kind: z.enum(ITEM_KINDS).optional(),
  /** Items after this one, in the order of the list. */
  after: z.string().min(1).max(40).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

/** What an explanation or a write-off says of itself. */
export const settleItemInput = itemRef.extend({ reason: z.string().trim().min(3).max(400) });

export const ownItemInput = itemRef.extend({ own: z.boolean() });
