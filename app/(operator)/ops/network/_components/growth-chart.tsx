"use client";

import { useLocale, useTranslations } from "next-intl";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { dateTag } from "@/app/_ui/date-tag";
import type { ForecastWeek, GrowthWeek } from "@/server/directory/network/rules";

const HEIGHT_PX = 320;

type GrowthChartProps = {
  weeks: readonly GrowthWeek[];
  forecast: readonly ForecastWeek[];
  target: TargetLine;
};
type TargetLine = { startOn: string; startShops: number; endOn: string; endShops: number };

/** Weeks that were, and those that are expected to come with their range; the line between them has no gap. */
function pointsOf({ weeks, forecast, target }: GrowthChartProps) {
  const last = weeks.at(-1);
  const lineAt = (on: string) => {
    const [from, to, at] = [target.startOn, target.endOn, on].map((day) => Date.parse(`${day}T00:00:00Z`));
    if (from === undefined || to === undefined || at === undefined || at < from) return null;
    const part = Math.min(1, (at - from) / (to - from));
    return Math.floor(target.startShops + (target.endShops - target.startShops) * part);
  };
  const past = weeks.map(({ throughOn, shops }) => ({
    throughOn,
    shops,
    target: lineAt(throughOn),
    expected: throughOn === last?.throughOn ? shops : null,
    range: throughOn === last?.throughOn ? [shops, shops] : null,
  }));
  const future = forecast
    .filter(({ throughOn }) => throughOn > (last?.throughOn ?? ""))
    .map(({ throughOn, expected, low, high }) => ({
      throughOn,
      shops: null,
      target: lineAt(throughOn),
      expected,
      range: [low, high],
    }));
  return [...past, ...future];
}

/** The network full, the target dashed, the forecast dotted in its range: none needs its colour to be told. */
export function GrowthChart(props: GrowthChartProps) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const last = props.weeks.at(-1);
  const day = new Intl.DateTimeFormat(dateTag(locale), {
    year: "2-digit",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  const label = (on: string) => day.format(new Date(`${on}T12:00:00Z`));
  const count = (value: unknown) =>
    Array.isArray(value)
      ? value.map((one) => Number(one).toLocaleString(locale)).join(" – ")
      : Number(value).toLocaleString(locale);
  const text =
    last === undefined
      ? ""
      : words("growthText", {
          week: label(last.fromOn),
          shops: count(last.shops),
          joined: count(last.joined),
        });
  const line = { dot: false, isAnimationActive: false, strokeWidth: 2 } as const;
  const axis = { tick: { fill: "var(--color-muted)", fontSize: 12 }, stroke: "var(--color-edge)" } as const;
  return (
    <figure>
      <figcaption className="sr-only">{text}</figcaption>
      <div aria-hidden style={{ height: HEIGHT_PX }}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 800, height: HEIGHT_PX }}>
          <ComposedChart
            data={pointsOf(props)}
            margin={{ top: 8, right: 16, bottom: 0, left: 8 }}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--color-line)" vertical={false} />
            <XAxis dataKey="throughOn" tickFormatter={label} minTickGap={32} {...axis} />
            <YAxis width={64} tickFormatter={count} domain={["auto", "auto"]} {...axis} />
            <Tooltip formatter={count} labelFormatter={(on) => label(String(on))} isAnimationActive={false} />
            <Legend />
            <Area
              name={words("range")}
              dataKey="range"
              stroke="none"
              fill="var(--color-indigo-600)"
              fillOpacity={0.12}
              isAnimationActive={false}
            />
            <Line
              name={words("target")}
              dataKey="target"
              stroke="var(--color-amber)"
              strokeDasharray="6 5"
              {...line}
            />
            <Line
              name={words("forecast")}
              dataKey="expected"
              stroke="var(--color-indigo-600)"
              strokeDasharray="2 4"
              {...line}
            />
            <Line
              name={words("shops")}
              dataKey="shops"
              stroke="var(--color-indigo-600)"
              {...line}
              strokeWidth={3}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
