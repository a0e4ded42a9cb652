"use client";

import type { TRPCClientError, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { z } from "zod";
import type { AppRouter } from "@/server/api/root";

/** Asks the person for their second factor. Resolves whether it was given. */
type Ask = () => Promise<boolean>;

let ask: Ask | undefined;
let asking: Promise<boolean> | undefined;

/** The dialog that asks. @returns takes it away again */
export function answerStepUp(by: Ask): () => void {
  ask = by;
  return () => {
    if (ask === by) ask = undefined;
  };
}

const refusal = z.object({ noren: z.object({ code: z.string() }) });

function codeOf(error: TRPCClientError<AppRouter>): string | undefined {
  return refusal.safeParse(error.data).data?.noren.code;
}

/** Calls that are refused together are asked for once. */
function askOnce(by: Ask): Promise<boolean> {
  asking ??= by().finally(() => {
    asking = undefined;
  });
  return asking;
}

/**
 * A call that was refused for want of a second factor waits while the person gives it, and is then made again with
 * what they had typed. A session that owes its second factor altogether goes to the page that asks for it.
 */
export const stepUpLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let running = next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          const code = codeOf(error);
          if (code === "second_factor_required") leaveForSecondFactor();
          if (code !== "step_up_required" || ask === undefined) {
            observer.error(error);
            return;
          }
          void askOnce(ask).then((given) => {
            if (given) running = next(op).subscribe(observer);
            else observer.error(error);
          });
        },
      });
      return () => running.unsubscribe();
    });

function leaveForSecondFactor(): void {
  const { pathname, search } = window.location;
  if (pathname.startsWith("/signin")) return;
  window.location.assign(`/signin/second-factor?next=${encodeURIComponent(`${pathname}${search}`)}`);
}
