"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { z } from "zod";
import { LIVE_SUBJECTS, type LiveKind } from "./live-subjects";

export type Live = {
  /** `lost` is said after a moment only, so that a connection that changes hands does not alarm anyone. */
  readonly phase: "connecting" | "live" | "lost";
  readonly lostAt: Date | null;
};

const LiveContext = createContext<Live>({ phase: "connecting", lostAt: null });

const news = z.object({ kinds: z.array(z.string()) });

const SAID_AFTER_MS = 1_500;
const RECONNECT_MS = 3_000;
const GATHER_MS = 200;
/** The server says every twenty seconds that it is there; a line that is silent for longer is dead. */
const SILENT_MS = 50_000;

/** How the live connection stands. */
export function useLive(): Live {
  return useContext(LiveContext);
}

/** How often a list asks by itself: never while it is told, every ten seconds while the connection is lost. */
export function useLiveInterval(): number | false {
  return useLive().phase === "lost" ? 10_000 : false;
}

/** Listens to what changes and has the open screens read it again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({ phase: "connecting", lostAt: null });
  useEffect(() => listen(queries, setLive), [queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function isAbout(subjects: ReadonlySet<string>, queryKey: readonly unknown[]): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && subjects.has(String(path[0]));
}

/** Keeps one connection open until it is told to stop. After every (re)connection all live lists are read again. */
function listen(queries: QueryClient, setLive: (live: Live) => void): () => void {
  const gather = gathering(queries);
  let source: EventSource | undefined;
  let sayLost: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(reconnect, SILENT_MS);
  }

  function lose() {
    const lostAt = new Date();
    sayLost ??= setTimeout(() => setLive({ phase: "lost", lostAt }), SAID_AFTER_MS);
  }

  function reconnect() {
    lose();
    source?.close();
    connect();
  }

  function connect() {
    source = new EventSource("/api/live");
    heard();
    source.onopen = () => {
      clearTimeout(sayLost);
      sayLost = undefined;
      heard();
      setLive({ phase: "live", lostAt: null });
      gather.add(Object.values(LIVE_SUBJECTS).flat());
    };
    source.onmessage = (event) => {
      heard();
      gather.add(subjectsOf(event.data));
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
    gather.stop();
    for (const timer of [sayLost, again, silence]) clearTimeout(timer);
  };
}

/** Has lists read again, once for all the news of a moment: at a busy till there are many. */
function gathering(queries: QueryClient) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function add(subjects: readonly string[]) {
    if (subjects.length === 0) return;
    for (const subject of subjects) waiting.add(subject);
    timer ??= setTimeout(() => {
      const now = new Set(waiting);
      waiting.clear();
      timer = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey }) => isAbout(now, queryKey) });
    }, GATHER_MS);
  }
  return { add, stop: () => clearTimeout(timer) };
}

function subjectsOf(data: unknown): readonly string[] {
  try {
    const told = news.safeParse(JSON.parse(String(data)));
    const kinds = told.success ? told.data.kinds : [];
    return kinds.flatMap((kind) => (isKind(kind) ? LIVE_SUBJECTS[kind] : []));
  } catch {
    return [];
  }
}

function isKind(kind: string): kind is LiveKind {
  return Object.hasOwn(LIVE_SUBJECTS, kind);
}
