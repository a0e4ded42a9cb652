import { type HeardNews, listenLive } from "@/server/events/live/queries";
import type { SignedIn } from "./context";

const HEARTBEAT_MS = 20_000;
const RECHECK_MS = 60_000;

export type LiveSession = {
  /** Who opened it, and in which role. */
  readonly signedIn: SignedIn;
  /** Who holds the session now; null once it is revoked. */
  readonly recheck: () => Promise<SignedIn | null>;
  /** Ends when the browser goes away. */
  readonly signal: AbortSignal;
};

/**
 * Server-sent events for one browser: `{"kinds":["payments"]}` whenever something of its tenant has changed, and
 * nothing about anyone else. Ends when the session or the membership it was opened with no longer holds.
 */
export function liveStream(session: LiveSession): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  const recheck = () =>
    void session
      .recheck()
      .then((signedIn) => {
        if (!holds(session.signedIn, signedIn)) stop();
      })
      .catch(() => stop());
  return new ReadableStream({
    start(controller) {
      const write = (text: string) => {
        // A reader that has stopped reading must not fill our memory.
        if ((controller.desiredSize ?? 0) < -1_000) stop();
        else controller.enqueue(encoder.encode(text));
      };
      const unlisten = listenLive((news) => {
        if (news.personIds?.includes(session.signedIn.personId)) recheck();
        if (news.kinds.length > 0 && concerns(session.signedIn, news))
          write(`data: ${JSON.stringify({ kinds: news.kinds })}\n\n`);
      });
      const heartbeat = setInterval(() => write('data: {"kinds":[]}\n\n'), HEARTBEAT_MS);
      const rechecks = setInterval(recheck, RECHECK_MS);
      stop = () => {
        stop = () => {};
        unlisten();
        clearInterval(heartbeat);
        clearInterval(rechecks);
        try {
          controller.close();
        } catch {
          // The browser has closed it already.
        }
      };
      session.signal.addEventListener("abort", () => stop(), { once: true });
      write("retry: 3000\n\n");
    },
    cancel() {
      stop();
    },
  });
}

/** Whether news are of what the person may see: their tenant, their stores; all of it at the operator. */
export function concerns({ active, viewing }: SignedIn, { tenantIds, storeIds }: HeardNews): boolean {
  if (viewing) return tenantIds === "all" || tenantIds.includes(viewing.tenantId);
  if (active === null) return false;
  if (active.kind === "operator" || tenantIds === "all") return true;
  if (!tenantIds.includes(active.tenantId)) return false;
  return (
    storeIds === undefined || active.storeIds === "all" || storeIds.some((id) => active.storeIds.includes(id))
  );
}

function holds(opened: SignedIn, now: SignedIn | null): boolean {
  if (now?.sessionId !== opened.sessionId || now.secondFactor === "due") return false;
  return JSON.stringify([now.active, now.viewing]) === JSON.stringify([opened.active, opened.viewing]);
}
