"use client";

import { useTranslations } from "next-intl";

/** A bar for each hour of the day; the busiest hours are said to those who do not see them. */
export function Hours({ byHour }: { byHour: readonly number[] }) {
  const words = useTranslations("directory.rhythm");
  const most = Math.max(1, ...byHour);
  const busiest = byHour.flatMap((count, hour) => (count > 0 && count === most ? [`${hour}:00`] : []));
  if (busiest.length === 0) return <span className="text-muted">{words("none")}</span>;
  return (
    <span className="flex h-7 w-36 items-end gap-px" title={words("busiest", { hours: busiest.join(", ") })}>
      <span className="sr-only">{words("busiest", { hours: busiest.join(", ") })}</span>
      {byHour.map((count, hour) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the hour
          key={hour}
          aria-hidden
          className="min-h-px flex-1 bg-indigo-600"
          style={{ height: `${(100 * count) / most}%` }}
        />
      ))}
    </span>
  );
}
