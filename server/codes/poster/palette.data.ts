/**
 * The colours of a poster, once for office printers (RGB) and once for a print shop (CMYK percentages).
 * In CMYK the symbol and all text are pure black, so that no misregistration blurs them.
 */
type Rgb = string;
type Cmyk = [number, number, number, number];

export type Palette = {
  readonly brand: Rgb | Cmyk;
  readonly brandPale: Rgb | Cmyk;
  readonly ink: Rgb | Cmyk;
  readonly muted: Rgb | Cmyk;
  readonly line: Rgb | Cmyk;
  readonly alert: Rgb | Cmyk;
  readonly black: Rgb | Cmyk;
  readonly white: Rgb | Cmyk;
};

export const OFFICE_PALETTE: Palette = {
  brand: "#2B3A8C",
  brandPale: "#EEF0FA",
  ink: "#1C1F26",
  muted: "#5B6270",
  line: "#D6D3CB",
  alert: "#D9482B",
  black: "#000000",
  white: "#FFFFFF",
};

export const SHOP_PALETTE: Palette = {
  brand: [95, 85, 10, 5],
  brandPale: [6, 4, 0, 0],
  ink: [0, 0, 0, 100],
  muted: [0, 0, 0, 70],
  line: [0, 0, 0, 20],
  alert: [5, 85, 95, 0],
  black: [0, 0, 0, 100],
  white: [0, 0, 0, 0],
};
