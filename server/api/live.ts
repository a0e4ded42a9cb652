import { LIVE_KINDS, type LiveKind } from "@/server/events/live/commands";
import {
  type HeardNews,
  type LiveTopic,
  listenLive,
  livePosition,
  missedSince,
} from "@/server/events/live/queries";
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
  /** The position that the browser has heard up to (`Last-Event-ID`), or null when it has just begun. */
  readonly lastEventId: string | null;
  readonly heartbeatMs?: number;
};

type Line = {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  /** What the browser has not been told yet, because it has not taken what it was sent before. */
  readonly waiting: Set<LiveKind>;
  /** Heartbeats since the browser last took anything. */
  missedBeats: number;
};

const encoder = new TextEncoder();

/**
 * Server-sent events for one browser: `{"kinds":["payments"]}` whenever something of its tenant has changed, and
 * nothing about anyone else. Each carries a position; whoever comes back with one is told what it has missed, and to
 * read everything where that is no longer known. News for a slow browser are gathered, never queued; one that takes
 * nothing at all is dropped. Ends when the session or the membership it was opened with no longer holds.
 */
export function liveStream(session: LiveSession): ReadableStream<Uint8Array> {
  let line: Line | undefined;
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
      const opened: Line = { controller, waiting: new Set(), missedBeats: 0 };
      line = opened;
      const unlisten = listenLive(topicOf(session.signedIn), (news) => {
        if (news.personIds?.includes(session.signedIn.personId)) recheck();
        if (concerns(session.signedIn, news)) say(opened, news.kinds);
      });
      const heartbeat = setInterval(() => {
        if (beat(opened)) stop();
      }, session.heartbeatMs ?? HEARTBEAT_MS);
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
      write(opened, missedKinds(session), "retry: 3000\n");
    },
    pull() {
      if (!line) return;
      line.missedBeats = 0;
      if (line.waiting.size > 0) flush(line);
    },
    cancel() {
      stop();
    },
  });
}

/** Everything, for a browser that has just come or has been away too long; else what it has missed. */
function missedKinds({ signedIn, lastEventId }: LiveSession): readonly LiveKind[] {
  const missed = lastEventId === null ? null : missedSince(lastEventId);
  if (missed === null) return LIVE_KINDS;
  return [...new Set(missed.filter((news) => concerns(signedIn, news)).flatMap(({ kinds }) => kinds))];
}

function say(line: Line, kinds: readonly LiveKind[]): void {
  for (const kind of kinds) line.waiting.add(kind);
  if (line.waiting.size > 0 && (line.controller.desiredSize ?? 0) > 0) flush(line);
}

function flush(line: Line): void {
  const kinds = [...line.waiting];
  line.waiting.clear();
  write(line, kinds);
}

function write({ controller }: Line, kinds: readonly LiveKind[], before = ""): void {
  controller.enqueue(
    encoder.encode(`${before}id: ${livePosition()}\ndata: ${JSON.stringify({ kinds })}\n\n`),
  );
}

/** Says that the line is alive. @returns whether the browser is to be dropped, since it takes nothing any more */
function beat(line: Line): boolean {
  line.missedBeats += 1;
  if ((line.controller.desiredSize ?? 0) > 0) flush(line);
  return line.missedBeats > 2;
}

function topicOf({ active, viewing }: SignedIn): LiveTopic {
  if (viewing) return viewing.tenantId;
  return active?.kind === "merchant" ? active.tenantId : "all";
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
