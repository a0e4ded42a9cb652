import { z } from "zod";
import type { FieldKey } from "@/server/onboarding/fields/rules";

/** What was typed and is not stored yet; `base` is the stored value it started from. */
export type Edits = Partial<Record<FieldKey, { readonly base: string; readonly value: string }>>;

const kept = z.record(z.string(), z.object({ base: z.string(), value: z.string() }));
const PREFIX = "noren.apply.";
/** This load of the page: windows that edit at once keep their edits apart. */
let ownWindow = "";

function windowName(): string {
  if (ownWindow === "") ownWindow = crypto.randomUUID();
  return ownWindow;
}

/** Keeps edits until the server has them; a browser without storage only loses this second safety. */
export function writeEdits(applicationId: string, edits: Edits): void {
  const name = `${PREFIX}${applicationId}.${windowName()}`;
  try {
    if (Object.keys(edits).length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(edits));
  } catch {
    return;
  }
}

/** A window that is closing gives its lock back a moment after the next page has come alive. */
const CLOSING_MS = 1_000;

/**
 * Takes over what windows that are gone have left unsaved: after a reload, a crash, an empty battery. Every window
 * that is open holds a lock, so that nobody takes from it before it is gone, too.
 * @returns when what was left before this load has been taken, or a moment later when its window is still open
 */
export async function adoptEdits(
  applicationId: string,
  take: (edits: Edits) => void,
  signal: AbortSignal,
): Promise<void> {
  const own = windowName();
  const others = windowsWithEdits(applicationId).filter((other) => other !== own);
  const takeFrom = (other: string) => {
    const edits = takeEdits(applicationId, other);
    if (Object.keys(edits).length > 0) take(edits);
  };
  // Without locks every other window counts as gone: two may then send the same edit, which is harmless.
  if (!("locks" in navigator)) {
    others.forEach(takeFrom);
    return;
  }
  void navigator.locks.request(`${PREFIX}${own}`, () => new Promise(() => {}));
  const gone = others.map((other) =>
    navigator.locks.request(`${PREFIX}${other}`, { signal }, () => takeFrom(other)).catch(() => undefined),
  );
  await Promise.race([Promise.all(gone), new Promise((resolve) => setTimeout(resolve, CLOSING_MS))]);
}

function windowsWithEdits(applicationId: string): string[] {
  try {
    const start = `${PREFIX}${applicationId}.`;
    return Object.keys(localStorage).flatMap((name) =>
      name.startsWith(start) ? [name.slice(start.length)] : [],
    );
  } catch {
    return [];
  }
}

function takeEdits(applicationId: string, other: string): Edits {
  const name = `${PREFIX}${applicationId}.${other}`;
  try {
    const edits = kept.parse(JSON.parse(localStorage.getItem(name) ?? "{}"));
    localStorage.removeItem(name);
    return edits;
  } catch {
    return {};
  }
}

/** Tells the person's other windows that something was stored, and hears of theirs. @returns how to stop */
export function hearOtherWindows(applicationId: string, stored: () => void): () => void {
  const channel = new BroadcastChannel(`${PREFIX}${applicationId}`);
  channel.addEventListener("message", stored);
  return () => channel.close();
}

/** Says to the other windows that they show old values. */
export function tellOtherWindows(applicationId: string): void {
  const channel = new BroadcastChannel(`${PREFIX}${applicationId}`);
  channel.postMessage("stored");
  channel.close();
}
