"use client";

import { useLocale, useTranslations } from "next-intl";
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { GrowthWeek } from "@/server/directory/network/queries";

const HEIGHT_PX = 280;

/** Two lines: the network is drawn full, the target dashed, so that neither needs its colour to be told. */
export function GrowthChart({ weeks }: { weeks: readonly GrowthWeek[] }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const last = weeks.at(-1);
  const day = new Intl.DateTimeFormat(locale, { month: "numeric", day: "numeric", timeZone: "UTC" });
  const label = (on: string) => day.format(new Date(`${on}T12:00:00Z`));
  const count = (value: unknown) => Number(value).toLocaleString(locale);
  const text =
    last === undefined
      ? ""
      : words("growthText", {
          week: label(last.fromOn),
          shops: count(last.shops),
          joined: count(last.joined),
        });
  return (
    <figure>
      <figcaption className="sr-only">{text}</figcaption>
      <div aria-hidden style={{ height: HEIGHT_PX }}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 800, height: HEIGHT_PX }}>
          <LineChart
            data={[...weeks]}
            margin={{ top: 8, right: 16, bottom: 0, left: 8 }}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--color-line)" vertical={false} />
            <XAxis
              dataKey="throughOn"
              tickFormatter={label}
              tick={{ fill: "var(--color-muted)", fontSize: 12 }}
              stroke="var(--color-edge)"
              minTickGap={24}
            />
            <YAxis
              width={64}
              tickFormatter={count}
              tick={{ fill: "var(--color-muted)", fontSize: 12 }}
              stroke="var(--color-edge)"
              domain={["auto", "auto"]}
            />
            <Tooltip formatter={count} labelFormatter={(on) => label(String(on))} isAnimationActive={false} />
            <Legend />
            <Line
              name={words("shops")}
              dataKey="shops"
              stroke="var(--color-indigo-600)"
              strokeWidth={3}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              name={words("target")}
              dataKey="target"
              stroke="var(--color-amber)"
              strokeWidth={2}
              strokeDasharray="6 5"
              dot={false}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
