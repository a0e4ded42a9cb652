const LINE_END = /[\r\n\t,、]+/u;

/** A pasted list of codes, numbers, ids or names, one a line; spaces at the ends do not count, and each counts once. */
export function linesOf(text: string): string[] {
  const lines = text
    .normalize("NFC")
    .split(LINE_END)
    .map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
