"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";

/** Shorter than this, the screen was only looked away from. */
const SLEPT_MS = 30_000;

/**
 * Keeps the screen of a till awake where the browser allows it, and after a sleep reads everything again.
 * @returns when it last woke up, or null
 */
export function useAwake(): Date | null {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [wokeAt, setWokeAt] = useState<Date | null>(null);
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let hiddenAtMs: number | undefined;
    const hold = () => {
      // A browser without the right, or on low battery, lets the screen sleep; nothing else changes.
      if (!("wakeLock" in navigator)) return;
      navigator.wakeLock.request("screen").then(
        (held) => {
          lock = held;
        },
        () => undefined,
      );
    };
    const look = () => {
      if (document.visibilityState === "hidden") {
        hiddenAtMs = Date.now();
        return;
      }
      hold();
      const sleptMs = hiddenAtMs === undefined ? 0 : Date.now() - hiddenAtMs;
      if (sleptMs < SLEPT_MS) return;
      setWokeAt(new Date());
      void queries.invalidateQueries(trpc.payments.pathFilter());
    };
    hold();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      void lock?.release();
    };
  }, [queries, trpc]);
  return wokeAt;
}
