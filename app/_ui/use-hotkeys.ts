"use client";

import { useEffect, useRef } from "react";

/** Keys as `j`, `?`, `Enter` or, with Ctrl or Command held, `mod+k`. */
export type Hotkeys = Readonly<Record<string, () => void>>;

/**
 * Listens on the whole page. Plain keys are left alone while one types or while a dialog is open;
 * `mod+` combinations always count.
 */
export function useHotkeys(hotkeys: Hotkeys): void {
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const hasModifier = event.ctrlKey || event.metaKey;
      if (!hasModifier && isBusyElsewhere(event.target)) return;
      const act = latest.current[hasModifier ? `mod+${event.key.toLowerCase()}` : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function isBusyElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector("[data-scroll-lock]") !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [role=menu]") !== null;
}
