"use client";

import { useSyncExternalStore } from "react";

const NAME = "noren.desk.keys";
const listeners = new Set<() => void>();

function listen(told: () => void): () => void {
  listeners.add(told);
  window.addEventListener("storage", told);
  return () => {
    listeners.delete(told);
    window.removeEventListener("storage", told);
  };
}

/** Whether keys of one character act on this device, and how to switch that (WCAG 2.1.4). */
export function useDeskKeys(): readonly [boolean, (on: boolean) => void] {
  const isOn = useSyncExternalStore(
    listen,
    () => window.localStorage.getItem(NAME) !== "off",
    () => true,
  );
  const set = (on: boolean) => {
    window.localStorage.setItem(NAME, on ? "on" : "off");
    for (const told of listeners) told();
  };
  return [isOn, set];
}
