/** Thousands parted by commas where they belong, or no comma at all: "1,50" may mean one and a half, so it is refused. */
const WHOLE_YEN = /^(\d{1,3}(,\d{3})+|\d+)$/;
const DIGITS_MAX = 12;

/**
 * A yen amount as people type it: any width, with or without ¥, 円, commas and blanks around it.
 * @returns whole yen, zero included, or null for anything that is not a plain whole number of at most 12 digits
 */
export function readTypedYen(text: string): bigint | null {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/^[¥\\]\s*/u, "")
    .replace(/\s*円$/u, "")
    .replace(/、/gu, ",");
  if (!WHOLE_YEN.test(plain)) return null;
  const digits = plain.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  return digits.length > DIGITS_MAX ? null : BigInt(digits);
}
