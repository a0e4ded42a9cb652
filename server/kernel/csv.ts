/** Marks a file as UTF-8 for spreadsheets that would otherwise guess. */
export const CSV_BOM = "\uFEFF";

/** What a spreadsheet takes for the beginning of a formula, full-width forms included. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/u;

/** A cell that no spreadsheet computes: what would begin a formula is preceded by an apostrophe (G25). */
export function harmlessCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A text as a cell of CSV (RFC 4180): quoted and harmless. */
export function csvCell(text: string): string {
  return `"${harmlessCell(text).replaceAll('"', '""')}"`;
}

/** One line of CSV, every text quoted and harmless, with its line break; whole numbers stay numbers. */
export function csvLine(cells: readonly (string | bigint)[]): string {
  return `${cells.map((cell) => (typeof cell === "bigint" ? cell.toString() : csvCell(cell))).join(",")}\r\n`;
}
