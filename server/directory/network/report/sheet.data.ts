/** A4 in points, and the colours of the weekly report. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
export const MARGIN = 40;
export const FOOT = PAGE.height - 28;
export const INK = "#1c1f26";
export const SOFT = "#5b6270";
export const LINE = "#e4e1da";
export const INDIGO = "#2b3a8c";
export const AMBER = "#a86a00";
export const RANGE = "#e3e6f4";
