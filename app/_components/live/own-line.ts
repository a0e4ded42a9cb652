import { z } from "zod";

/** What a line says: how it stands, or what has changed. */
export type LineEvent =
  | {
      readonly type: "phase";
      readonly isLive: boolean;
      readonly lostAtMs: number | null;
      /** Told by the tab that keeps the line, which will not repeat what it said before. */
      readonly isShared?: boolean;
    }
  | { readonly type: "news"; readonly kinds: readonly string[]; readonly position: string };

const news = z.object({ kinds: z.array(z.string()) });

const RECONNECT_MS = 3_000;
/** The server says every twenty seconds that it is there; a line that is silent for longer is dead. */
const SILENT_MS = 50_000;

/**
 * Keeps one connection to the live feed open until it is told to stop, and comes back with the position that it has
 * heard up to, so that the server tells what was missed.
 */
export function openOwnLine(after: string | null, say: (event: LineEvent) => void): () => void {
  let position = after;
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(reconnect, SILENT_MS);
  }

  function lose() {
    say({ type: "phase", isLive: false, lostAtMs: Date.now() });
  }

  function reconnect() {
    lose();
    source?.close();
    connect();
  }

  function connect() {
    source = new EventSource(
      position === null ? "/api/live" : `/api/live?after=${encodeURIComponent(position)}`,
    );
    heard();
    source.onopen = () => {
      heard();
      say({ type: "phase", isLive: true, lostAtMs: null });
    };
    source.onmessage = (event) => {
      heard();
      position = event.lastEventId;
      say({ type: "news", kinds: kindsOf(event.data), position });
    };
    source.onerror = () => {
      lose();
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      again = setTimeout(connect, RECONNECT_MS);
    };
  }

  connect();
  // A phone that loses its network knows at once, while the open line would go on in silence.
  window.addEventListener("offline", lose);
  window.addEventListener("online", reconnect);
  return () => {
    window.removeEventListener("offline", lose);
    window.removeEventListener("online", reconnect);
    source?.close();
    for (const timer of [again, silence]) clearTimeout(timer);
  };
}

function kindsOf(data: unknown): readonly string[] {
  try {
    return news.parse(JSON.parse(String(data))).kinds;
  } catch {
    return [];
  }
}
