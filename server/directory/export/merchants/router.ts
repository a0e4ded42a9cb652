import { permitted, router } from "@/server/api/trpc";
import { directoryFilters } from "../../schema";
import { recordMerchantExport } from "./commands";
import { listMerchantsToExport } from "./queries";
import { merchantExportInput } from "./schema";

/** Lists of merchants to take along, in the columns that the import takes. */
export const merchantExportRouter = router({
  begin: permitted("merchant:export")
    .input(directoryFilters)
    .mutation(({ ctx, input }) => recordMerchantExport(ctx.deps, input)),
  page: permitted("merchant:export")
    .input(merchantExportInput)
    .query(({ ctx, input }) => ctx.read((tx) => listMerchantsToExport(tx, ctx.scope, input))),
});
