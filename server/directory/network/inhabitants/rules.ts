import { INHABITANTS } from "./census.data";

const PLACE = /(\d{3}) (\d+)/g;

let places: ReadonlyMap<string, number> | undefined;

/** Inhabitants by the code of a prefecture (two digits) or of a municipality (five). */
function read(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [prefecture, text] of Object.entries(INHABITANTS)) {
    let sum = 0;
    for (const [, code, count] of text.matchAll(PLACE)) {
      found.set(`${prefecture}${code}`, Number(count));
      sum += Number(count);
    }
    found.set(prefecture, sum);
  }
  return found;
}

/** Inhabitants of a prefecture or a municipality at the census of 2020; null for a place that is not in it. */
export function inhabitantsOf(code: string): number | null {
  places ??= read();
  return places.get(code) ?? null;
}

/** Shops per 10,000 inhabitants, in hundredths; null where nobody knows how many live there. */
export function densityOf(shops: number, inhabitants: number | null): number | null {
  return inhabitants === null || inhabitants === 0 ? null : Math.round((shops * 1_000_000) / inhabitants);
}
