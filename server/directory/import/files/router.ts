import { permitted, router } from "@/server/api/trpc";
import { recordStoreExport } from "../../export/merchants/commands";
import { listStoresToExport } from "../../export/queries";
import { storeExportInput } from "../../export/schema";
import { stopInvitations } from "../invitations/commands";
import { countInvitations } from "../invitations/queries";
import { cancelImport, confirmImport } from "./commands";
import { getImport, listImportRows, listImports } from "./queries";
import { importConfirm, importPage, importRef, importRows } from "./schema";

/** Tables of stores that a merchant's head office brings in and takes out. */
export const importsRouter = router({
  list: permitted("chain:read")
    .input(importPage)
    .query(({ ctx, input }) => ctx.read((tx) => listImports(tx, ctx.scope, input))),
  get: permitted("chain:read")
    .input(importRef)
    .query(({ ctx, input }) => ctx.read((tx) => getImport(tx, ctx.scope, input.importId))),
  rows: permitted("chain:read")
    .input(importRows)
    .query(({ ctx, input }) => ctx.read((tx) => listImportRows(tx, ctx.scope, input))),
  confirm: permitted("chain:manage")
    .input(importRef)
    .mutation(({ ctx, input }) => confirmImport(ctx.deps, input)),
  cancel: permitted("chain:manage")
    .input(importRef)
    .mutation(({ ctx, input }) => cancelImport(ctx.deps, input)),
  beginStoresOut: permitted("store:read")
    .input(storeExportInput)
    .mutation(({ ctx, input }) => recordStoreExport(ctx.deps, input)),
  storesOut: permitted("store:read")
    .input(storeExportInput)
    .query(({ ctx, input }) => ctx.read((tx) => listStoresToExport(tx, ctx.scope, input))),
});

/** The same for the operator's people, for any merchant. */
export const networkImportsRouter = router({
  list: permitted("store:import")
    .input(importPage)
    .query(({ ctx, input }) => ctx.read((tx) => listImports(tx, ctx.scope, input))),
  get: permitted("store:import")
    .input(importRef)
    .query(({ ctx, input }) => ctx.read((tx) => getImport(tx, ctx.scope, input.importId))),
  rows: permitted("store:import")
    .input(importRows)
    .query(({ ctx, input }) => ctx.read((tx) => listImportRows(tx, ctx.scope, input))),
  confirm: permitted("store:import")
    .input(importConfirm)
    .mutation(({ ctx, input }) => confirmImport(ctx.deps, input)),
  invitations: permitted("store:import")
    .input(importRef)
    .query(({ ctx, input }) => ctx.read((tx) => countInvitations(tx, ctx.scope, input.importId))),
  stopInvitations: permitted("store:import")
    .input(importRef)
    .mutation(({ ctx, input }) => stopInvitations(ctx.deps, input)),
  cancel: permitted("store:import")
    .input(importRef)
    .mutation(({ ctx, input }) => cancelImport(ctx.deps, input)),
  beginStoresOut: permitted("merchant:list")
    .input(storeExportInput)
    .mutation(({ ctx, input }) => recordStoreExport(ctx.deps, input)),
  storesOut: permitted("merchant:list")
    .input(storeExportInput)
    .query(({ ctx, input }) => ctx.read((tx) => listStoresToExport(tx, ctx.scope, input))),
});
