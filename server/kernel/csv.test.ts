import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, harmlessCell } from "./csv";

test.each(["=1+1", "+81", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =cmd|' /C calc'!A0"])(
  "%j begins no formula (G25)",
  (text) => {
    expect(harmlessCell(text)).toBe(`'${text}`);
  },
);

test("any cells come back as they were, save for the mark before a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 8 }), (cells) => {
      const rows: string[][] = parse(csvLine(cells), { relax_column_count: true, skip_empty_lines: false });
      expect(rows[0]).toEqual(cells.map(harmlessCell));
    }),
  );
});

test("an amount keeps its sign, so that a spreadsheet can add it up", () => {
  expect(csvLine(["返金", -1780n, 0n])).toBe('"返金",-1780,0\r\n');
});
