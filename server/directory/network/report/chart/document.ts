import { daysBetween, toDay } from "@/server/kernel/calendar";
import type { Pdf, Typesetter } from "@/server/platform/typesetter";
import type { Network } from "../../queries";
import type { deskWords } from "../../table/document";
import { AMBER, INDIGO, LINE, RANGE, SOFT } from "../sheet.data";

type Sheet = {
  readonly pdf: Pdf;
  readonly type: Typesetter;
  readonly words: ReturnType<typeof deskWords>;
  readonly network: Network;
};
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Point = readonly [number, number];

const STEPS = 4;

/** The network, its forecast with the range, and the target line, with the same numbers as on screen. */
export function drawGrowth(sheet: Sheet, box: Box): void {
  const { pdf, type, words, network } = sheet;
  const { growth, forecast, target } = network;
  const first = growth[0];
  const last = growth.at(-1);
  if (first === undefined || last === undefined) return;
  const ahead = forecast.weeks.filter(({ throughOn }) => throughOn > last.throughOn);
  const values = [
    ...growth.flatMap(({ shops, target: line }) => [shops, line ?? shops]),
    ...ahead.flatMap(({ low, high }) => [low, high]),
    target.endShops,
  ];
  const low = Math.min(...values);
  const high = Math.max(...values, low + 1);
  const endOn = ahead.at(-1)?.throughOn ?? last.throughOn;
  const days = Math.max(1, daysBetween(toDay(first.throughOn), toDay(endOn)));
  const at = (on: string, value: number): Point => [
    box.x + (box.width * daysBetween(toDay(first.throughOn), toDay(on))) / days,
    box.y + box.height * (1 - (value - low) / (high - low)),
  ];
  const small = { size: 7, color: SOFT, language: words.language } as const;
  for (let step = 0; step <= STEPS; step += 1) {
    const value = Math.round(low + ((high - low) * step) / STEPS);
    const [, y] = at(first.throughOn, value);
    pdf
      .lineWidth(0.4)
      .moveTo(box.x, y)
      .lineTo(box.x + box.width, y)
      .stroke(LINE);
    type.line(value.toLocaleString(words.language), box.x, y - 2, small);
  }
  const now = at(last.throughOn, last.shops);
  fill(pdf, [
    now,
    ...ahead.map(({ throughOn, high: top }) => at(throughOn, top)),
    ...ahead.map(({ throughOn, low: bottom }) => at(throughOn, bottom)).reverse(),
  ]);
  const from = [target.startOn, first.throughOn].sort()[1] ?? first.throughOn;
  const shopsFrom =
    target.startOn > first.throughOn ? target.startShops : (growth[0]?.target ?? target.startShops);
  const until = [target.endOn, endOn].sort()[0] ?? endOn;
  stroke(pdf, [at(from, shopsFrom), at(until, target.endShops)], { color: AMBER, dash: 4 });
  stroke(pdf, [now, ...ahead.map(({ throughOn, expected }) => at(throughOn, expected))], {
    color: INDIGO,
    dash: 2,
  });
  stroke(
    pdf,
    growth.map(({ throughOn, shops }) => at(throughOn, shops)),
    { color: INDIGO, width: 2 },
  );
  const foot = box.y + box.height + 12;
  type.line(first.throughOn, box.x, foot, small);
  type.line(endOn, box.x + box.width, foot, { ...small, align: "right" });
  const said = words.network;
  const key = `━ ${said("shops")}   ┅ ${said("forecast")}   ╍ ${said("target")}`;
  type.line(key, box.x + box.width / 2, foot, { ...small, align: "center" });
}

function path(pdf: Pdf, points: readonly Point[]): Pdf {
  for (const [index, [x, y]] of points.entries()) index === 0 ? pdf.moveTo(x, y) : pdf.lineTo(x, y);
  return pdf;
}

function fill(pdf: Pdf, points: readonly Point[]): void {
  if (points.length < 3) return;
  path(pdf, points).closePath().fill(RANGE);
}

function stroke(
  pdf: Pdf,
  points: readonly Point[],
  { color, width = 1, dash }: { readonly color: string; readonly width?: number; readonly dash?: number },
): void {
  if (points.length < 2) return;
  pdf.lineWidth(width);
  if (dash !== undefined) pdf.dash(dash, {});
  path(pdf, points).stroke(color);
  pdf.undash();
}
