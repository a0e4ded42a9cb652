/** The language tag of dates: English ones are written day first, as papers and mails write them. */
export function dateTag(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}
