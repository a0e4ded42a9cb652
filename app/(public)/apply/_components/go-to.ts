import type { MouseEvent } from "react";

/** Puts the focus on the field that the address names, if it is on this screen. */
export function focusNamedField(): boolean {
  const target = document.getElementById(window.location.hash.slice(1));
  target?.focus();
  return target !== null;
}

/** Goes to another screen of the application without asking the server, so that it works without reception. */
export function goTo(href: string): void {
  window.history.pushState(null, "", href);
  window.scrollTo(0, 0);
  if (href.includes("#")) requestAnimationFrame(focusNamedField);
}

/** The same for a link; with a modifier key the browser does what it always does. */
export function followTo(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo(event.currentTarget.getAttribute("href") ?? "/apply");
}
