/** Yen in short, such as 1,234万円: for reading across a table, not for booking. */
export function yenText(minor: bigint, locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "JPY",
    notation: "compact",
    maximumFractionDigits: 1,
  });
  return format.format(minor);
}
