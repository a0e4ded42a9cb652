"use client";

import { useEffect, useRef } from "react";

/** Keys as `j`, `?`, `enter` or, with Ctrl or Command held, `mod+k`. */
export type Hotkeys = Readonly<Record<string, () => void>>;

/**
 * Listens on the whole page. Plain keys are left alone while one types or while a dialog is open, and altogether when
 * `plain` is false (WCAG 2.1.4: shortcuts of one character can be switched off); `mod+` combinations always count.
 */
export function useHotkeys(hotkeys: Hotkeys, plain = true): void {
  const latest = useRef({ hotkeys, plain });
  useEffect(() => {
    latest.current = { hotkeys, plain };
  });
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const hasModifier = event.ctrlKey || event.metaKey;
      if (!hasModifier && (!latest.current.plain || isBusyElsewhere(event))) return;
      // Named keys are written small; of letters the large one is another key.
      const key = event.key.length > 1 ? event.key.toLowerCase() : event.key;
      const act = latest.current.hotkeys[hasModifier ? `mod+${key.toLowerCase()}` : key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function isBusyElsewhere({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector("[data-scroll-lock]") !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  // Enter and Space press what has the focus.
  if ((key === "Enter" || key === " ") && target.closest("a, button, summary") !== null) return true;
  return target.isContentEditable || target.closest("input, textarea, select, [role=menu]") !== null;
}
