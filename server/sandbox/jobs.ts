import { log } from "@/server/platform/log";
import { deliverDue } from "./deliveries/jobs";
import { settleDuePayment } from "./payments/commands";
import { listDuePayments } from "./payments/queries";
import type { Deps } from "./queries";
import { resolveDueRegistrations } from "./registrations/commands";
import { handOverReports, writeDueReports } from "./reports/jobs";

const TICK_MS = 250;
const REPORTS_EVERY_MS = 5_000;

export type Loop = {
  /** Looks now. */
  readonly nudge: () => void;
  /** Ends after the work at hand. */
  readonly stop: () => Promise<void>;
};

/** Everything that is due now, once round. @returns how much there was */
export async function runDueWork(deps: Deps): Promise<number> {
  const payments = await listDuePayments(deps.sql, deps.now());
  for (const paymentId of payments) await settleDuePayment(deps, paymentId);
  const registrations = await resolveDueRegistrations(deps);
  const deliveries = await deliverDue(deps);
  return payments.length + registrations + deliveries;
}

/** Looks for due work four times a second, and again at once while there is some. */
export function startLoop(deps: Deps): Loop {
  let stopped = false;
  let wake: (() => void) | undefined;
  let nudged = false;
  let sinceReportsMs = REPORTS_EVERY_MS;
  const pause = () =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, TICK_MS);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  const run = async () => {
    while (!stopped) {
      nudged = false;
      const done = await round(deps, sinceReportsMs >= REPORTS_EVERY_MS);
      sinceReportsMs = sinceReportsMs >= REPORTS_EVERY_MS ? 0 : sinceReportsMs + TICK_MS;
      if (done === 0 && !nudged && !stopped) await pause();
    }
  };
  const ended = run();
  const nudge = () => {
    nudged = true;
    wake?.();
  };
  return {
    nudge,
    stop: async () => {
      stopped = true;
      nudge();
      await ended;
    },
  };
}

/** A database that is away for a while must not end the loop. */
async function round(deps: Deps, withReports: boolean): Promise<number> {
  try {
    const done = await runDueWork(deps);
    if (!withReports) return done;
    await writeDueReports(deps);
    await handOverReports(deps);
    return done;
  } catch (error) {
    log().error({ err: error }, "sandbox work failed and is tried again");
    return 0;
  }
}
