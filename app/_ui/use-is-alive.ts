"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * Whether the page answers yet to what is done in it. The server's drawing stands there a moment before, and what is
 * chosen in it while it is being taken over may be lost.
 */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
