/** The picture of a shop on the shopper's page. Sides in pixels. */
export const LOGO_SIDE = 144;
/** The browser sends it this large at most, whatever file was chosen. */
export const LOGO_SENT_SIDE = 512;
export const LOGO_MAX_BYTES = 1_000_000;
/** What stands on the page stays small: a phone on a slow line waits for nothing. */
export const LOGO_KEPT_BYTES = 24_000;

export const LOGO_LIMITS = {
  leastSide: 32,
  mostSide: 2 * LOGO_SENT_SIDE,
  mostPixels: 4 * LOGO_SENT_SIDE * LOGO_SENT_SIDE,
  mostPages: 1,
  keptSide: LOGO_SIDE,
} as const;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Browsers send one kind of picture; whatever else arrives is no logo. */
export function isPng(content: Uint8Array): boolean {
  return PNG.every((byte, at) => content[at] === byte);
}
