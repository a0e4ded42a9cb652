import { permitted, router } from "@/server/api/trpc";
import { confirmCalendarYear, setBankDay } from "./commands";
import { getCalendarYear, listSchedule } from "./queries";
import { calendarYearInput, confirmYearInput, scheduleInput, setBankDayInput } from "./schema";

/** The bank calendar and the days that follow from it. */
export const calendarRouter = router({
  year: permitted("settlement:read")
    .input(calendarYearInput)
    .query(({ ctx, input }) => ctx.read((tx) => getCalendarYear(tx, { ...input, nowMs: ctx.deps.now }))),
  setBankDay: permitted("calendar:edit")
    .input(setBankDayInput)
    .mutation(({ ctx, input }) => setBankDay(ctx.deps, input)),
  confirmYear: permitted("calendar:edit")
    .input(confirmYearInput)
    .mutation(({ ctx, input }) => confirmCalendarYear(ctx.deps, input)),
  schedule: permitted("terms:read")
    .input(scheduleInput)
    .query(({ ctx, input }) => ctx.read((tx) => listSchedule(tx, { ...input, nowMs: ctx.deps.now }))),
  ownSchedule: permitted("payout:read").query(({ ctx }) =>
    ctx.read((tx) => listSchedule(tx, { merchantId: ctx.scope.tenantId, nowMs: ctx.deps.now })),
  ),
});
