/** A4 in points, and the colours of a paper that is printed or filed. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
export const MARGIN = 50;
export const INK = "#1C1F26";
export const SOFT = "#5B6270";
export const RULE = "#D6D3CB";
