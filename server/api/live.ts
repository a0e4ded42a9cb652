import { listenLive } from "@/server/events/live/queries";
import type { ActiveMembership, SignedIn } from "./context";

const HEARTBEAT_MS = 20_000;
const RECHECK_MS = 60_000;

export type LiveSession = {
  readonly membership: ActiveMembership;
  readonly sessionId: string;
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
  return new ReadableStream({
    start(controller) {
      const write = (text: string) => {
        // A reader that has stopped reading must not fill our memory.
        if ((controller.desiredSize ?? 0) < -1_000) stop();
        else controller.enqueue(encoder.encode(text));
      };
      const unlisten = listenLive((news) => {
        if (concerns(session.membership, news.tenantIds))
          write(`data: ${JSON.stringify({ kinds: news.kinds })}\n\n`);
      });
      const heartbeat = setInterval(() => write('data: {"kinds":[]}\n\n'), HEARTBEAT_MS);
      const recheck = setInterval(() => {
        void session
          .recheck()
          .then((signedIn) => {
            if (!holds(session, signedIn)) stop();
          })
          .catch(() => stop());
      }, RECHECK_MS);
      stop = () => {
        stop = () => {};
        unlisten();
        clearInterval(heartbeat);
        clearInterval(recheck);
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

function concerns(membership: ActiveMembership, tenantIds: readonly string[] | "all"): boolean {
  if (membership.kind === "operator" || tenantIds === "all") return true;
  return tenantIds.includes(membership.tenantId);
}

function holds(session: LiveSession, signedIn: SignedIn | null): boolean {
  if (signedIn?.sessionId !== session.sessionId) return false;
  return JSON.stringify(signedIn.active) === JSON.stringify(session.membership);
}
