"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { LIVE_SUBJECTS, type LiveKind } from "./live-subjects";
import { openSharedLine } from "./shared-line";

export type Live = {
  /** `lost` is said after a moment only, so that a connection that changes hands does not alarm anyone. */
  readonly phase: "connecting" | "live" | "lost";
  readonly lostAt: Date | null;
};

const LiveContext = createContext<Live>({ phase: "connecting", lostAt: null });

const SAID_AFTER_MS = 1_500;
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

/** Listens until it is told to stop. The first word of a line has every live list read again. */
function listen(queries: QueryClient, setLive: (live: Live) => void): () => void {
  const gather = gathering(queries);
  let isFirst = true;
  let sayLost: ReturnType<typeof setTimeout> | undefined;
  const close = openSharedLine((event) => {
    if (event.type === "news") return gather.add(event.kinds.flatMap(subjectsOf));
    if (!event.isLive) {
      const lostAt = event.lostAtMs === null ? null : new Date(event.lostAtMs);
      sayLost ??= setTimeout(() => setLive({ phase: "lost", lostAt }), SAID_AFTER_MS);
      return;
    }
    clearTimeout(sayLost);
    sayLost = undefined;
    setLive({ phase: "live", lostAt: null });
    // A tab that joins a line has not been told what changed since its page was made.
    if (isFirst && event.isShared) gather.add(Object.values(LIVE_SUBJECTS).flat());
    isFirst = false;
  });
  return () => {
    close();
    gather.stop();
    clearTimeout(sayLost);
  };
}

/** Has lists read again: at once for the first news of a moment, once more for all that follow within it. */
function gathering(queries: QueryClient) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function flush() {
    timer = undefined;
    if (waiting.size === 0) return;
    const now = new Set(waiting);
    waiting.clear();
    timer = setTimeout(flush, GATHER_MS);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => isAbout(now, queryKey) });
  }
  function add(subjects: readonly string[]) {
    for (const subject of subjects) waiting.add(subject);
    if (timer === undefined) flush();
  }
  return { add, stop: () => clearTimeout(timer) };
}

function subjectsOf(kind: string): readonly string[] {
  return isKind(kind) ? LIVE_SUBJECTS[kind] : [];
}

function isKind(kind: string): kind is LiveKind {
  return Object.hasOwn(LIVE_SUBJECTS, kind);
}
