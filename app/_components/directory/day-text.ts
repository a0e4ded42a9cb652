import { dateTag } from "@/app/_ui/date-tag";
/** A calendar day inside a sentence: 2026年11月22日, or Nov 22, 2026. */
export function dayText(on: string, locale: string): string {
  const dateStyle = locale === "ja" ? "long" : "medium";
  const format = new Intl.DateTimeFormat(dateTag(locale), { dateStyle, timeZone: "UTC" });
  return format.format(new Date(`${on}T12:00:00Z`));
}
