import { z } from "zod";
import type { FieldKey } from "@/server/onboarding/fields/rules";

/** What was typed and is not stored yet; `base` is the stored value it started from. */
export type Edits = Partial<Record<FieldKey, { readonly base: string; readonly value: string }>>;

const kept = z.record(z.string(), z.object({ base: z.string(), value: z.string() }));

function nameOf(applicationId: string): string {
  return `noren.apply.${applicationId}`;
}

/** Edits that this tab still holds from before a reload; they live no longer than the tab. */
export function readEdits(applicationId: string): Edits {
  try {
    return kept.parse(JSON.parse(sessionStorage.getItem(nameOf(applicationId)) ?? "{}"));
  } catch {
    return {};
  }
}

/** Keeps edits until the server has them; a browser without storage only loses this second safety. */
export function writeEdits(applicationId: string, edits: Edits): void {
  try {
    if (Object.keys(edits).length === 0) sessionStorage.removeItem(nameOf(applicationId));
    else sessionStorage.setItem(nameOf(applicationId), JSON.stringify(edits));
  } catch {
    return;
  }
}
