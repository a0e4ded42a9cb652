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
  let source: EventSource | undefined;
  let sayLost: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let gather: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Set<string>();

  function readAgain(subjects: Iterable<string>) {
    for (const subject of subjects) waiting.add(subject);
    gather ??= setTimeout(() => {
      const now = new Set(waiting);
      waiting.clear();
      gather = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey }) => isAbout(now, queryKey) });
    }, GATHER_MS);
  }

  function connect() {
    source = new EventSource("/api/live");
    source.onopen = () => {
      clearTimeout(sayLost);
      sayLost = undefined;
      setLive({ phase: "live", lostAt: null });
      readAgain(Object.values(LIVE_SUBJECTS).flat());
    };
    source.onmessage = (event) => readAgain(subjectsOf(event.data));
    source.onerror = () => {
      const lostAt = new Date();
      sayLost ??= setTimeout(() => setLive({ phase: "lost", lostAt }), SAID_AFTER_MS);
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      again = setTimeout(connect, RECONNECT_MS);
    };
  }

  connect();
  return () => {
    source?.close();
    for (const timer of [sayLost, again, gather]) clearTimeout(timer);
  };
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
