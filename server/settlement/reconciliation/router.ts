import { permitted, router } from "@/server/api/trpc";
import { compareAgain } from "./compare/commands";
import { getStanding, listDays } from "./days/queries";
import { clearingDayInput, listDaysInput } from "./days/schema";
import { confirmWriteOff, declineWriteOff, explainItem, ownItem, proposeWriteOff } from "./items/commands";
import { countItems, listItems } from "./items/queries";
import { itemRef, listItemsInput, ownItemInput, settleItemInput } from "./items/schema";
import {
  importReceipts,
  matchReceipt,
  recordReceipt,
  releaseReceipt,
  setAsideReceipt,
} from "./money/commands";
import { listReceipts } from "./money/queries";
import {
  matchReceiptInput,
  receiptInput,
  receiptRef,
  receiptsFileInput,
  setAsideReceiptInput,
} from "./money/schema";
import { listReports } from "./reports/queries";

/** As many as one screen shows. */
const SHOWN = 100;

/** The network's reports against the books, and the money that pays for them. */
export const reconciliationRouter = router({
  items: permitted("reconciliation:read")
    .input(listItemsInput)
    .query(({ ctx, input }) => ctx.read((tx) => listItems(tx, ctx.scope, { ...input, nowMs: ctx.deps.now }))),
  kinds: permitted("reconciliation:read").query(({ ctx }) => ctx.read((tx) => countItems(tx, ctx.scope))),
  days: permitted("reconciliation:read")
    .input(listDaysInput)
    .query(({ ctx, input }) => ctx.read((tx) => listDays(tx, ctx.scope, input))),
  standing: permitted("reconciliation:read").query(({ ctx }) => ctx.read((tx) => getStanding(tx, ctx.scope))),
  receipts: permitted("reconciliation:read").query(({ ctx }) =>
    ctx.read((tx) => listReceipts(tx, ctx.scope, { limit: SHOWN })),
  ),
  reports: permitted("reconciliation:read").query(({ ctx }) =>
    ctx.read((tx) => listReports(tx, ctx.scope, { limit: SHOWN })),
  ),
  ownItem: permitted("reconciliation:settle")
    .input(ownItemInput)
    .mutation(({ ctx, input }) => ownItem(ctx.deps, input)),
  explainItem: permitted("reconciliation:settle")
    .input(settleItemInput)
    .mutation(({ ctx, input }) => explainItem(ctx.deps, input)),
  proposeWriteOff: permitted("reconciliation:settle")
    .input(settleItemInput)
    .mutation(({ ctx, input }) => proposeWriteOff(ctx.deps, input)),
  confirmWriteOff: permitted("reconciliation:settle")
    .input(itemRef)
    .mutation(({ ctx, input }) => confirmWriteOff(ctx.deps, input)),
  declineWriteOff: permitted("reconciliation:settle")
    .input(settleItemInput)
    .mutation(({ ctx, input }) => declineWriteOff(ctx.deps, input)),
  compareAgain: permitted("reconciliation:settle")
    .input(clearingDayInput)
    .mutation(({ ctx, input }) => compareAgain(ctx.deps, input)),
  recordReceipt: permitted("reconciliation:settle")
    .input(receiptInput)
    .mutation(({ ctx, input }) => recordReceipt(ctx.deps, input)),
  importReceipts: permitted("reconciliation:settle")
    .input(receiptsFileInput)
    .mutation(({ ctx, input }) => importReceipts(ctx.deps, input)),
  matchReceipt: permitted("reconciliation:settle")
    .input(matchReceiptInput)
    .mutation(({ ctx, input }) => matchReceipt(ctx.deps, input)),
  releaseReceipt: permitted("reconciliation:settle")
    .input(receiptRef)
    .mutation(({ ctx, input }) => releaseReceipt(ctx.deps, input)),
  setAsideReceipt: permitted("reconciliation:settle")
    .input(setAsideReceiptInput)
    .mutation(({ ctx, input }) => setAsideReceipt(ctx.deps, input)),
});
