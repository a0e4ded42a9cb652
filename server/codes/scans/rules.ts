/** Openings of pages are written so long after they happened at most: many are one statement. */
export const SCANS_HELD_MS = 5_000;

/** What was opened since the last writing, by code. */
export type HeldScans = Map<
  string,
  { readonly firstMs: number; readonly lastMs: number; readonly opens: number }
>;

/** Adds one opening of a code's page. */
export function addScan(held: HeldScans, code: string, atMs: number): void {
  const before = held.get(code);
  held.set(code, {
    firstMs: Math.min(before?.firstMs ?? atMs, atMs),
    lastMs: Math.max(before?.lastMs ?? atMs, atMs),
    opens: (before?.opens ?? 0) + 1,
  });
}
