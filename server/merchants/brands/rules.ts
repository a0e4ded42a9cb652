/** What white letters need to be read on a colour (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5;

/** Whether white letters can be read on a colour, #rrggbb: the band of a poster bears them. */
export function bearsWhite(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= LEAST_CONTRAST;
}
