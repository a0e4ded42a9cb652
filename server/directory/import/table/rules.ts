/** How tables that people send are read: what their header means and how their cells are parted. Pure. */

/** A row as it was typed; `row` counts from 1 below the header, as people count. */
export type TypedRow = { readonly row: number; readonly cells: readonly string[] };

export const TABLE_ENCODINGS = ["utf-8", "shift_jis", "utf-16le", "utf-16be"] as const;
export type TableEncoding = (typeof TABLE_ENCODINGS)[number];

export const TABLE_DELIMITERS = [",", "\t", ";"] as const;
export type TableDelimiter = (typeof TABLE_DELIMITERS)[number];

/** How a file is written. */
export type TableForm = { readonly encoding: TableEncoding; readonly delimiter: TableDelimiter };

/** Why a file as a whole cannot be used. */
export const TABLE_PROBLEMS = [
  "empty",
  "spreadsheet",
  "pdf",
  "not_text",
  "letters",
  "no_rows",
  "missing_columns",
  "double_column",
  "too_many_rows",
  "row_too_long",
  "quote_open",
] as const;
export type TableProblem = (typeof TABLE_PROBLEMS)[number];

/** A refusal of the file, with what its sentence needs: names of columns, the number of a row. */
export type TableRefusal = {
  readonly problem: TableProblem;
  readonly columns?: readonly string[];
  readonly row?: number;
};

/** Thrown while a file is read; it stops the reading and becomes the report of the file. */
export class TableError extends Error {
  readonly refusal: TableRefusal;

  constructor(refusal: TableRefusal) {
    super(refusal.problem);
    this.name = "TableError";
    this.refusal = refusal;
  }
}

export const TABLE_ROWS_MAX = 50_000;
/** A record beyond this is a quote that was never closed, or no table. */
export const RECORD_BYTES_MAX = 256 * 1024;

/** What a header may be called, by column; the first name is what templates and exports write. */
export type ColumnNames<C extends string> = Readonly<Record<C, readonly string[]>>;

function plainHeader(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[_\s*＊※]+/gu, " ")
    .replace(/\((必須|任意|required|optional)\)/giu, "")
    .trim()
    .toLowerCase();
}

export type MatchedColumns<C extends string> = {
  /** In the order of the file; null for a column that is not understood and left alone. */
  readonly columns: readonly (C | null)[];
  readonly ignored: readonly string[];
};

/**
 * Which column stands where, by the words of the header in Japanese or English, in any order, width and case.
 * @throws TableError missing_columns, double_column
 */
export function matchColumns<C extends string>(
  header: readonly string[],
  names: ColumnNames<C>,
  required: readonly C[],
): MatchedColumns<C> {
  const known = new Map<string, C>();
  for (const key of keysOf(names))
    for (const name of [key, ...names[key]])
      known.set(plainHeader(name.replace(/(?<=[a-z])(?=[A-Z])/g, " ")), key);
  const columns = header.map((text) => known.get(plainHeader(text)) ?? null);
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new TableError({
      problem: "missing_columns",
      columns: missing.map((column) => names[column][0] ?? column),
    });
  const doubled = header.filter(
    (_text, at) => columns[at] !== null && columns.indexOf(columns[at] ?? null) !== at,
  );
  if (doubled.length > 0) throw new TableError({ problem: "double_column", columns: doubled });
  return { columns, ignored: header.filter((text, at) => columns[at] === null && text.trim() !== "") };
}

/** The keys of a table of columns, typed. */
export function keysOf<C extends string>(names: ColumnNames<C>): C[] {
  const keys: C[] = [];
  for (const key in names) keys.push(key);
  return keys;
}

/** What parts the cells: whichever of the three stands most often in the first line, outside of quotes. */
export function delimiterOf(text: string): TableDelimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const letter of text.replace(/^\uFEFF?\s*/u, "")) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "\n" || letter === "\r")) break;
    else if (!quoted) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const [first] = [...TABLE_DELIMITERS].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return first ?? ",";
}

/** A column's letters as spreadsheets name it: 0 is A, 26 is AA. */
export function columnLetters(at: number): string {
  const rest = Math.floor(at / 26);
  return `${rest > 0 ? columnLetters(rest - 1) : ""}${String.fromCharCode(65 + (at % 26))}`;
}

/** A cell as spreadsheets name it; rows count from 1 below the header, which is line 1 itself. */
export function cellName(at: number, row: number): string {
  return `${columnLetters(at)}${row + 1}`;
}

/** The values of a row by their columns; blanks at the ends of a cell do not count. */
export function valuesOf<C extends string>(
  columns: readonly (C | null)[],
  cells: readonly string[],
): Partial<Record<C, string>> {
  const values: Partial<Record<C, string>> = {};
  for (const [at, column] of columns.entries())
    if (column !== null) values[column] = unguarded(cells[at] ?? "");
  return values;
}

/** Our own exports put an apostrophe before what a spreadsheet would compute; it is taken off again. */
function unguarded(cell: string): string {
  const plain = cell.trim();
  return /^'[=+\-@＝＋－＠]/u.test(plain) ? plain.slice(1) : plain;
}
