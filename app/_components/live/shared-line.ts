import { z } from "zod";
import { type LineEvent, openOwnLine } from "./own-line";

/** The lock that the tab holds which keeps the connection, and the channel on which it tells the others. */
const NAME = "noren-live";
/** A tab that keeps the line answers at once; one that was put to sleep does not, and loses it. */
const ANSWER_MS = 1_000;
/** The tab that keeps the line passes on a sign of life every twenty seconds. */
const SILENT_MS = 45_000;

const lineEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("phase"), isLive: z.boolean(), lostAtMs: z.number().nullable() }),
  z.object({ type: z.literal("news"), kinds: z.array(z.string()), position: z.string() }),
  z.object({ type: z.literal("anyone") }),
]);

type Ended = () => void;

/**
 * One connection for all tabs of a browser: the tab that holds the lock keeps it and passes on what it hears. When
 * that tab closes, the next one goes on from the same position; when it sleeps, a tab that is looked at takes over.
 * @returns stops listening
 */
export function openSharedLine(say: (event: LineEvent) => void): Ended {
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) return openOwnLine(null, say);
  const channel = new BroadcastChannel(NAME);
  const over = new AbortController();
  let close: Ended | undefined;
  let position: string | null = null;
  let standing: LineEvent = { type: "phase", isLive: false, lostAtMs: null };
  let isQueued = false;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function pass(event: LineEvent) {
    note(event);
    channel.postMessage(event);
    say(event);
  }

  function note(event: LineEvent) {
    if (event.type === "phase") standing = event;
    else position = event.position;
  }

  /** Keeps the line for as long as this tab lives, or until another one takes it. */
  const keep = () =>
    new Promise<void>((end) => {
      if (over.signal.aborted) return end();
      clearTimeout(silence);
      close = openOwnLine(position, pass);
      over.signal.addEventListener("abort", () => end(), { once: true });
    });

  function wait() {
    if (isQueued) return;
    isQueued = true;
    const granted = () => {
      isQueued = false;
      return keep();
    };
    navigator.locks.request(NAME, { signal: over.signal }, granted).catch(lost);
  }

  function take() {
    if (close === undefined && !over.signal.aborted)
      navigator.locks.request(NAME, { steal: true }, keep).catch(lost);
  }

  /** The line was taken by a tab that is awake, or this tab has stopped listening. */
  function lost() {
    close?.();
    close = undefined;
    if (over.signal.aborted) return;
    wait();
    watch(SILENT_MS);
  }

  /** Takes the line over when whoever keeps it says nothing for a time. */
  function watch(ms: number) {
    clearTimeout(silence);
    if (close === undefined) silence = setTimeout(take, ms);
  }

  function ask() {
    if (close !== undefined || document.visibilityState !== "visible") return;
    channel.postMessage({ type: "anyone" });
    watch(ANSWER_MS);
  }

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const told = lineEvent.safeParse(data);
    if (!told.success) return;
    if (told.data.type === "anyone") {
      if (close !== undefined) channel.postMessage(standing);
      return;
    }
    watch(SILENT_MS);
    note(told.data);
    say(told.data.type === "phase" ? { ...told.data, isShared: true } : told.data);
  };
  document.addEventListener("visibilitychange", ask);
  wait();
  ask();
  return () => {
    over.abort();
    close?.();
    document.removeEventListener("visibilitychange", ask);
    clearTimeout(silence);
    channel.close();
  };
}
