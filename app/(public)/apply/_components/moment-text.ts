import { dateTag } from "@/app/_ui/date-tag";
/** A day and time in Japan as the reader's language writes it, with the day of the week. */
export function momentText(at: Date | number, locale: string): string {
  return new Intl.DateTimeFormat(dateTag(locale), {
    month: "short",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Asia/Tokyo",
    hourCycle: "h23",
  }).format(at);
}
