import { cn } from "./cn";
import { dateTag } from "./date-tag";

/** Which parts of the instant are shown: `moment` is 「11月22日(日) 10:42」, `day` leaves the time out, `dated` and `full` name the year. */
export type DateTimeStyle = "moment" | "day" | "dated" | "full" | "time" | "seconds";

const PARTS: Record<DateTimeStyle, Intl.DateTimeFormatOptions> = {
  moment: { month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit" },
  day: { month: "short", day: "numeric", weekday: "short" },
  dated: { year: "numeric", month: "short", day: "numeric" },
  full: { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

type DateTimeProps = {
  /** An instant, as a Date or as ISO 8601 text with an offset. */
  value: Date | string;
  locale: string;
  show?: DateTimeStyle;
  /** The clock it is told by; the browser's own is never used, so every reader sees the same time. */
  timeZone?: string;
  className?: string;
};

/** An instant as people read it, with the exact one behind it. */
export function DateTime({
  value,
  locale,
  show = "moment",
  timeZone = "Asia/Tokyo",
  className,
}: DateTimeProps) {
  const instant = typeof value === "string" ? new Date(value) : value;
  const text = new Intl.DateTimeFormat(dateTag(locale), {
    ...PARTS[show],
    timeZone,
    hourCycle: "h23",
  }).format(instant);
  return (
    <time dateTime={instant.toISOString()} className={cn("tabular whitespace-nowrap", className)}>
      {text}
    </time>
  );
}

/** A calendar day given as `2026-11-22`, which has no clock and so no time zone. */
export function CalendarDay({
  value,
  locale,
  show = "day",
  className,
}: {
  value: string;
  locale: string;
  show?: "day" | "dated";
  className?: string;
}) {
  const noon = new Date(`${value}T12:00:00Z`);
  const text = new Intl.DateTimeFormat(dateTag(locale), { ...PARTS[show], timeZone: "UTC" }).format(noon);
  return (
    <time dateTime={value} className={cn("tabular whitespace-nowrap", className)}>
      {text}
    </time>
  );
}
