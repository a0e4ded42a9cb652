/** Yen in short, such as 1,234万円: for reading across a table, not for booking. */
export function yenText(minor: bigint, locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "JPY",
    notation: "compact",
    maximumFractionDigits: 1,
    useGrouping: "always",
  });
  // The sign in full width stands apart from its figures; amounts have the narrow one everywhere.
  return format.format(minor).replace("￥", "¥");
}
