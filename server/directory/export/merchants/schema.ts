import { z } from "zod";
import { directoryFilters } from "../../schema";

/** Where the next page of a taken-out list begins: behind a merchant, or within the first one, behind a store. */
export const exportCursor = z.object({
  olderThan: z.string().max(60).optional(),
  afterStore: z.string().max(60).optional(),
});
export type ExportCursor = z.output<typeof exportCursor>;

export const merchantExportInput = directoryFilters.extend({ cursor: exportCursor.optional() });
export type MerchantExportInput = z.output<typeof merchantExportInput>;
