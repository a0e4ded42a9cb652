/** A rate in basis points as people read it: 198 is 1.98%. */
export function percent(basisPoints: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  return format.format(basisPoints / 10_000);
}
