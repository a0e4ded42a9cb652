import { permitted, requireStepUp, router } from "@/server/api/trpc";
import { getPayment } from "./detail/queries";
import { notePayment } from "./notes/commands";
import { listPayments } from "./queries";
import { requestRefund } from "./refunds/commands";
import { getRefundPreview } from "./refunds/queries";
import { refundNeedsStepUp } from "./refunds/rules";
import {
  dayTallyInput,
  listPaymentsInput,
  notePaymentInput,
  paymentIdInput,
  requestRefundInput,
  todaySummaryInput,
} from "./schema";
import { todaySummary } from "./summary/queries";
import { getDayTally } from "./tally/queries";

/** Payments and refunds of the signed-in person's stores. */
export const paymentsRouter = router({
  listPayments: permitted("payment:read")
    .input(listPaymentsInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => listPayments(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  getPayment: permitted("payment:read")
    .input(paymentIdInput)
    .query(({ ctx, input }) => ctx.read((tx) => getPayment(tx, ctx.scope, input))),
  todaySummary: permitted("payment:read")
    .input(todaySummaryInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => todaySummary(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  dayTally: permitted("payment:read")
    .input(dayTallyInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => getDayTally(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  notePayment: permitted("payment:note")
    .input(notePaymentInput)
    .mutation(({ ctx, input }) => notePayment(ctx.deps, input)),
  refundPreview: permitted("payment:refund")
    .input(paymentIdInput)
    .query(({ ctx, input }) =>
      ctx.read((tx) => getRefundPreview(tx, ctx.scope, { ...input, nowMs: ctx.deps.now })),
    ),
  refundPayment: permitted("payment:refund")
    .meta({ stepUpWhen: "the refund is of 50,000 yen or more" })
    .input(requestRefundInput)
    .mutation(({ ctx, input }) => {
      if (refundNeedsStepUp(input.amountMinor)) requireStepUp(ctx);
      return requestRefund(ctx.deps, input);
    }),
});
