/** Marks a file as UTF-8 for spreadsheets that would otherwise guess. */
export const CSV_BOM = "\uFEFF";

/** What a spreadsheet takes for the beginning of a formula, full-width forms included. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/u;

/** A cell that no spreadsheet computes: what would begin a formula is preceded by an apostrophe (G25). */
export function harmlessCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** One line of CSV (RFC 4180), every text quoted and harmless, with its line break; whole numbers stay numbers. */
export function csvLine(cells: readonly (string | bigint)[]): string {
  const written = cells.map((cell) =>
    typeof cell === "bigint" ? cell.toString() : `"${harmlessCell(cell).replaceAll('"', '""')}"`,
  );
  return `${written.join(",")}\r\n`;
}
