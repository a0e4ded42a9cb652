import { z } from "zod";

/** Which stores are taken out; `afterId` continues a page. The operator's people name the merchant. */
export const storeExportInput = z.object({
  merchantId: z
    .string()
    .regex(/^mer_[0-9a-z_]{1,40}$/)
    .optional(),
  areaId: z.string().max(40).optional(),
  text: z.string().trim().max(60).default(""),
  afterId: z.string().max(40).optional(),
});
export type StoreExportInput = z.output<typeof storeExportInput>;
