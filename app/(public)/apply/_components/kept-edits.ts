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

/**
 * Takes over what windows that are gone have left unsaved: after a reload, a crash, an empty battery. Every window
 * that is open holds a lock, so that nobody takes from it.
 */
export async function adoptEdits(applicationId: string): Promise<Edits> {
  try {
    const open = await openWindows();
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${applicationId}.`));
    const left = names.filter((name) => !open.has(name.slice(name.lastIndexOf(".") + 1)));
    const edits = left.map((name) => kept.parse(JSON.parse(localStorage.getItem(name) ?? "{}")));
    for (const name of left) localStorage.removeItem(name);
    return Object.assign({}, ...edits);
  } catch {
    return {};
  }
}

async function openWindows(): Promise<ReadonlySet<string>> {
  const own = windowName();
  // Without locks every other window counts as gone: two may then send the same edit, which is harmless.
  if (!("locks" in navigator)) return new Set([own]);
  void navigator.locks.request(`${PREFIX}${own}`, () => new Promise(() => {}));
  const { held = [] } = await navigator.locks.query();
  return new Set([own, ...held.flatMap(({ name }) => name?.slice(PREFIX.length) ?? [])]);
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
