import { permitted, router } from "@/server/api/trpc";
import { getFreshness } from "./activity/check/queries";
import { announcementsRouter } from "./announcements/router";
import { bulkRouter } from "./bulk/router";
import { getClearing } from "./clearing/queries";
import { merchantExportRouter } from "./export/merchants/router";
import {
  getDirectoryMerchant,
  listDirectoryPayments,
  listDirectoryStatements,
  listDirectoryStores,
} from "./merchant/queries";
import { listRhythms, listTimeline } from "./merchant/timeline/queries";
import { getNetwork } from "./network/queries";
import { growthRouter } from "./network/router";
import { listMerchants } from "./queries";
import { listSecurityEvents, listSuspended } from "./risk/queries";
import {
  listMerchantsInput,
  merchantInput,
  merchantRecentInput,
  merchantStoresInput,
  securityEventsInput,
  timelineInput,
} from "./schema";
import { viewsRouter } from "./views/router";
import { watchRouter } from "./watch/router";

/** The network as the operator's people see it. */
export const directoryRouter = router({
  announcements: announcementsRouter,
  bulk: bulkRouter,
  export: merchantExportRouter,
  growth: growthRouter,
  views: viewsRouter,
  watch: watchRouter,
  merchants: permitted("merchant:list")
    .input(listMerchantsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listMerchants(tx, ctx.scope, input))),
  merchant: permitted("merchant:list")
    .input(merchantInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => getDirectoryMerchant(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  stores: permitted("merchant:list")
    .input(merchantStoresInput)
    .query(({ ctx, input }) => ctx.read((tx) => listDirectoryStores(tx, ctx.scope, input))),
  payments: permitted("merchant:list")
    .input(merchantRecentInput)
    .query(({ ctx, input }) => ctx.read((tx) => listDirectoryPayments(tx, ctx.scope, input))),
  statements: permitted("settlement:read")
    .input(merchantRecentInput)
    .query(({ ctx, input }) => ctx.read((tx) => listDirectoryStatements(tx, ctx.scope, input))),
  timeline: permitted("merchant:list")
    .input(timelineInput)
    .query(({ ctx, input: { cursor, ...input } }) =>
      ctx.read((tx) => listTimeline(tx, ctx.scope, { ...input, before: cursor ?? undefined })),
    ),
  freshness: permitted("merchant:list").query(({ ctx }) => ctx.read((tx) => getFreshness(tx, ctx.scope))),
  rhythms: permitted("merchant:list")
    .input(merchantInput)
    .query(({ ctx, input }) => ctx.read((tx) => listRhythms(tx, ctx.scope, input))),
  network: permitted("network:read").query(({ ctx }) =>
    ctx.read((tx) => getNetwork(tx, ctx.scope, { nowMs: ctx.deps.now })),
  ),
  clearing: permitted("reconciliation:read").query(({ ctx }) =>
    ctx.read((tx) => getClearing(tx, ctx.scope, { nowMs: ctx.deps.now })),
  ),
  suspended: permitted("risk:read").query(({ ctx }) => ctx.read((tx) => listSuspended(tx, ctx.scope))),
  securityEvents: permitted("risk:read")
    .input(securityEventsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listSecurityEvents(tx, ctx.scope, input))),
});
