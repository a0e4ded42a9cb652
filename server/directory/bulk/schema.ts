import { z } from "zod";
import { ORDER_COPIES_MAX } from "@/server/codes/orders/rules";
import { POSTER_FORMATS } from "@/server/codes/poster/rules";
import { directoryFilters, tagInput } from "../schema";
import { BULK_MAX } from "./rules";

const merchantId = z.string().regex(/^mer_[0-9a-z_]{1,40}$/);
const reason = z.string().trim().min(1).max(500);

/** Whom it is about: merchants by name, or everybody whom filters select. */
export const bulkChoice = z.union([
  z.object({ merchantIds: z.array(merchantId).min(1).max(BULK_MAX) }),
  z.object({ filters: directoryFilters }),
]);
export type BulkChoice = z.output<typeof bulkChoice>;

export const bulkAssign = z.object({
  choice: bulkChoice,
  managerId: z
    .string()
    .regex(/^per_[0-9a-z_]{1,40}$/)
    .nullable(),
});
export const bulkTag = z.object({ choice: bulkChoice, kind: z.enum(["tag", "untag"]), tag: tagInput });
export const bulkSuspend = z.object({ choice: bulkChoice, reason });
export const bulkPosters = z.object({
  choice: bulkChoice,
  format: z.enum(POSTER_FORMATS),
  copies: z.number().int().min(1).max(ORDER_COPIES_MAX),
  requestId: z.string().min(8).max(60),
});
export const bulkPreview = z.object({
  choice: bulkChoice,
  kind: z.enum(["assign", "tag", "untag", "suspend", "posters", "message"]),
});
export const bulkRef = z.object({ bulkId: z.string().regex(/^blk_[0-9a-z]{1,40}$/) });
