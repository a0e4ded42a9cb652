import { groupCode } from "../rules";

/** Posters of many stores in one go: what may be asked for, and into which pieces the work is cut. Pure. */

export const PRINT_CODES_MAX = 50_000;
/** Posters that are drawn, sealed and kept at once; this much is in memory, and this much is done again after a crash. */
export const PART_CODES = 500;
/** Stores on the sheets of the list that are drawn at once. */
export const LIST_STORES = 1_000;
/** How long the files are kept. */
export const PRINT_KEPT_MS = 14 * 86_400_000;

export const PRINT_PACKINGS = ["pdf", "zip"] as const;
/** One PDF of all pages, or a ZIP with a PDF for each store. */
export type PrintPacking = (typeof PRINT_PACKINGS)[number];

export const PRINT_STATES = ["waiting", "running", "done", "failed", "cancelled", "expired"] as const;
export type PrintState = (typeof PRINT_STATES)[number];

const TRANSITIONS = {
  waiting: ["running", "cancelled"],
  running: ["done", "failed", "cancelled"],
  done: ["expired"],
  failed: ["expired"],
  cancelled: ["expired"],
  expired: [],
} as const satisfies Record<PrintState, readonly PrintState[]>;

/** May a print go from one state to the other? */
export function canMovePrint(from: PrintState, to: PrintState): boolean {
  const targets: readonly PrintState[] = TRANSITIONS[from];
  return targets.includes(to);
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toPrintState(text: string): PrintState {
  const state = PRINT_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a print: ${text}`);
  return state;
}

/** A piece of the work: sheets of the list, or posters. Its number is its place in the finished file. */
export type PrintPart = {
  readonly kind: "list" | "posters";
  readonly from: number;
  readonly until: number;
};

/** The pieces of a print of so many codes, the list first. */
export function partsOf(codes: number): PrintPart[] {
  const cut = (kind: PrintPart["kind"], size: number): PrintPart[] =>
    Array.from({ length: Math.ceil(codes / size) }, (_, at) => ({
      kind,
      from: at * size,
      until: Math.min(codes, (at + 1) * size),
    }));
  return [...cut("list", LIST_STORES), ...cut("posters", PART_CODES)];
}

/** Which lines of a list no store answers to. */
export function unknownLines(
  lines: readonly string[],
  known: Iterable<{
    readonly code: string;
    readonly storeId: string;
    readonly storeName: string;
    readonly storeNumber?: string | null;
  }>,
): string[] {
  const answered = new Set<string>();
  for (const { code, storeId, storeName, storeNumber } of known)
    answered
      .add(code)
      .add(storeId)
      .add(storeName)
      .add(storeNumber ?? storeName);
  return lines.filter(
    (line) => !answered.has(line) && !answered.has(line.replace(/[\s-]/g, "").toUpperCase()),
  );
}

/** The name of a store's file: no character that any file system refuses, and the code, so that no two are alike. */
export function entryName(storeName: string, code: string): string {
  const name = storeName
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, "_")
    .slice(0, 60)
    .trim();
  return `${name === "" ? "store" : name}_${code}.pdf`;
}

/** A line of the sheets that say what is for whom. */
export type ListLine = {
  readonly title: string;
  readonly address: string;
  readonly sheets: number;
  /** Which posters they are. */
  readonly detail: string;
};

/** A line with where its sheets lie in the pile: what one looks for when the print is cut apart. */
export type PlacedLine = ListLine & { readonly place: string };

/**
 * Numbers lines by their sheets, counted from 1 through the whole print.
 * @param before how many sheets come before those of the first line
 */
export function placeLines(before: number, lines: readonly ListLine[]): PlacedLine[] {
  let placed = before;
  return lines.map((line) => {
    const first = placed + 1;
    placed += line.sheets;
    return { ...line, place: placed > first ? `${first}–${placed}` : `${first}` };
  });
}

const CODES_SHOWN = 4;

/** The posters of a line, by their codes and tills; of many only the first few. */
export function codesText(codes: readonly { readonly code: string; readonly counterName: string }[]): string {
  const shown = codes
    .slice(0, CODES_SHOWN)
    .map(({ code, counterName }) => `${groupCode(code)}${counterName === "" ? "" : ` ${counterName}`}`);
  return [...shown, ...(codes.length > CODES_SHOWN ? ["…"] : [])].join(" / ");
}
