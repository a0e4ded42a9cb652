/** A table on its way into the network: read and checked first, committed when somebody has looked at it. Pure. */

export const IMPORT_KINDS = ["stores", "merchants"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const IMPORT_STATES = [
  "waiting",
  "checking",
  "checked",
  "refused",
  "running",
  "done",
  "cancelled",
  "failed",
  "expired",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** The only transition table of an import. What was committed before a cancel stays; the rest is not begun. */
export const IMPORT_TRANSITIONS = {
  waiting: ["checking", "cancelled"],
  checking: ["checked", "refused", "cancelled", "failed"],
  checked: ["running", "cancelled", "expired"],
  refused: ["expired"],
  running: ["done", "cancelled", "failed"],
  done: ["expired"],
  cancelled: ["expired"],
  failed: ["running", "expired"],
  expired: [],
} as const satisfies Record<ImportState, readonly ImportState[]>;

/** May an import go from one state to the other? */
export function canMoveImport(from: ImportState, to: ImportState): boolean {
  const targets: readonly ImportState[] = IMPORT_TRANSITIONS[from];
  return targets.includes(to);
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toImportState(text: string): ImportState {
  const state = IMPORT_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of an import: ${text}`);
  return state;
}

/** What becomes of a row. */
export const ROW_OUTCOMES = ["create", "change", "keep", "fail"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Larger files are no table of 50,000 stores. */
export const IMPORT_BYTES_MAX = 64 * 1024 * 1024;
/** The file and what was said of its rows are kept so long: the way back to it is a new upload. */
export const IMPORT_KEPT_MS = 30 * 86_400_000;
export const FILE_NAME_LENGTH = 120;
