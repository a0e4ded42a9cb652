"use client";

import { useCallback, useSyncExternalStore } from "react";

const KEY = "noren.counter.speech";
const CHANGED = "noren-speech";

function watch(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}

/** Speaking amounts is a wish of this device, since a second till beside it may stay silent. */
export function useSpeech(locale: string) {
  const isOn = useSyncExternalStore(
    watch,
    () => localStorage.getItem(KEY) === "on",
    () => false,
  );
  const toggle = useCallback(() => {
    localStorage.setItem(KEY, localStorage.getItem(KEY) === "on" ? "off" : "on");
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  const speak = useCallback(
    (text: string) => {
      if (localStorage.getItem(KEY) !== "on" || !("speechSynthesis" in window)) return;
      // Only the newest payment counts: one that is still being spoken gives way.
      speechSynthesis.cancel();
      const words = new SpeechSynthesisUtterance(text);
      words.lang = locale;
      speechSynthesis.speak(words);
    },
    [locale],
  );
  return { isOn, toggle, speak };
}
