import PDFDocument from "pdfkit";
import { formatDay, formatJstDateTime, instant, toDay } from "@/server/kernel/calendar";
import { type Typesetter, typesetter } from "@/server/platform/typesetter";
import type { DormantMerchant, Network } from "../queries";
import { type DeskLanguage, deskWords, hundredths } from "../table/document";
import { drawGrowth } from "./chart/document";
import { FOOT, INK, LINE, MARGIN, PAGE, SOFT } from "./sheet.data";

type Sheet = {
  readonly pdf: InstanceType<typeof PDFDocument>;
  readonly type: Typesetter;
  readonly words: ReturnType<typeof deskWords>;
  readonly network: Network;
};

const ROW = 15;
const ROWS_SHOWN = 12;
const HALF = (PAGE.width - 2 * MARGIN - 20) / 2;

/** The weekly report on paper: the target line, the way to it, places, people, and whom to call. */
export async function weeklyReport(
  network: Network,
  of: {
    readonly language: DeskLanguage;
    readonly dormant: readonly DormantMerchant[];
    readonly nowMs: number;
  },
): Promise<Buffer> {
  const words = deskWords(of.language);
  const pdf = new PDFDocument({
    autoFirstPage: false,
    info: { Title: words.network("reportTitle"), CreationDate: instant(of.nowMs) },
  });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
  const ended = new Promise<void>((resolve) => pdf.on("end", resolve));
  const sheet: Sheet = { pdf, type: typesetter(pdf), words, network };
  page(sheet);
  const below = drawFigures(sheet, drawHead(sheet));
  drawGrowth(sheet, { x: MARGIN, y: below, width: PAGE.width - 2 * MARGIN, height: 190 });
  const top = below + 220;
  drawFunnel(sheet, MARGIN, top);
  drawPrefectures(sheet, MARGIN + HALF + 20, top);
  page(sheet);
  const next = drawManagers(sheet, MARGIN, MARGIN);
  drawCohorts(sheet, MARGIN + HALF + 20, MARGIN);
  drawDormant(sheet, of.dormant, Math.max(next, MARGIN + 15 * ROW) + 24);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function page({ pdf, type, words, network }: Sheet): void {
  pdf.addPage({ size: [PAGE.width, PAGE.height], margin: 0 });
  const { computedAt } = network;
  const at = computedAt === null ? "–" : formatJstDateTime(computedAt.getTime(), words.language);
  type.line(words.network("reportAt", { day: at }), MARGIN, FOOT, {
    size: 8,
    color: SOFT,
    language: words.language,
  });
}

function drawHead({ type, words, network }: Sheet): number {
  const language = words.language;
  type.line(words.network("reportTitle"), MARGIN, 64, { size: 18, weight: "bold", color: INK, language });
  type.line(formatDay(toDay(network.today), language, { year: true }), PAGE.width - MARGIN, 64, {
    size: 11,
    color: SOFT,
    language,
    align: "right",
  });
  return 84;
}

/** Four figures that a reader looks for first. */
function drawFigures({ type, words, network }: Sheet, top: number): number {
  const { target, growth, forecast, all } = network;
  const { language, network: said } = words;
  const number = (value: number) => value.toLocaleString(language);
  const shops = growth.at(-1)?.shops ?? 0;
  const last = forecast.weeks.at(-1);
  const boxes = [
    [
      said("shops"),
      number(shops),
      said("ofTarget", { target: number(target.todayShops), difference: number(shops - target.todayShops) }),
    ],
    [
      said("forecast"),
      last === undefined ? "–" : number(last.expected),
      last === undefined ? "" : `${number(last.low)} – ${number(last.high)}`,
    ],
    [
      said("joined"),
      number(growth.at(-1)?.joined ?? 0),
      said("needed", { needed: number(forecast.neededWeekly), recent: number(forecast.recentWeekly) }),
    ],
    [
      said("sales30"),
      `¥${BigInt(all.amountMinor).toLocaleString(language)}`,
      said("paymentsOf", { count: number(all.payments) }),
    ],
  ] as const;
  const width = (PAGE.width - 2 * MARGIN) / boxes.length;
  for (const [at, [label, value, support]] of boxes.entries()) {
    const x = MARGIN + at * width;
    const small = { size: 8, color: SOFT, language, maxWidth: width - 12 } as const;
    type.line(label, x, top + 12, small);
    type.line(value, x, top + 34, { ...small, size: 17, weight: "bold", color: INK });
    type.line(support, x, top + 48, small);
  }
  return top + 70;
}

type Column = { readonly title: string; readonly width: number; readonly figures?: boolean };

function drawTable(
  { pdf, type, words }: Sheet,
  place: { readonly x: number; readonly y: number; readonly title: string },
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): number {
  const language = words.language;
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  type.line(place.title, place.x, place.y + 10, {
    size: 11,
    weight: "bold",
    color: INK,
    language,
    maxWidth: whole,
  });
  let y = place.y + 28;
  const line = (cells: readonly string[], color: string) => {
    let x = place.x;
    for (const [at, { width, figures }] of columns.entries()) {
      const style = { size: 8, color, language, maxWidth: width - 6 } as const;
      if (figures) type.line(cells[at] ?? "", x + width, y, { ...style, align: "right" });
      else type.line(cells[at] ?? "", x, y, style);
      x += width;
    }
    pdf
      .lineWidth(0.4)
      .moveTo(place.x, y + 4)
      .lineTo(place.x + whole, y + 4)
      .stroke(LINE);
    y += ROW;
  };
  line(
    columns.map(({ title }) => title),
    SOFT,
  );
  for (const row of rows) line(row, INK);
  return y;
}

function drawFunnel(sheet: Sheet, x: number, y: number): number {
  const { words, network } = sheet;
  const { language, network: said } = words;
  const place = { x, y, title: said("funnel") };
  const columns = [
    { title: "", width: HALF - 110 },
    { title: said("shops"), width: 55, figures: true },
    { title: said("waitingNow"), width: 55, figures: true },
  ];
  const rows = network.funnel.map(({ step, reached, waiting }) => [
    said(`steps.${step}`),
    reached.toLocaleString(language),
    waiting.toLocaleString(language),
  ]);
  return drawTable(sheet, place, columns, rows);
}

function drawPrefectures(sheet: Sheet, x: number, y: number): number {
  const { words, network } = sheet;
  const { language, network: said } = words;
  const columns = [
    { title: said("prefecture"), width: HALF - 150 },
    { title: said("active"), width: 50, figures: true },
    { title: said("target"), width: 50, figures: true },
    { title: said("density"), width: 50, figures: true },
  ];
  const rows = network.prefectures
    .slice(0, ROWS_SHOWN)
    .map((one) => [
      words.prefecture(one.code),
      one.active.toLocaleString(language),
      one.target?.endShops.toLocaleString(language) ?? "–",
      hundredths(one.density),
    ]);
  return drawTable(sheet, { x, y, title: said("reportTop") }, columns, rows);
}

function drawManagers(sheet: Sheet, x: number, y: number): number {
  const { words, network } = sheet;
  const { language, network: said, directory } = words;
  const columns = [
    { title: said("manager"), width: HALF - 150 },
    { title: said("active"), width: 50, figures: true },
    { title: said("joined30"), width: 50, figures: true },
    { title: said("dormant"), width: 50, figures: true },
  ];
  const rows = network.managers
    .slice(0, ROWS_SHOWN)
    .map((one) => [
      one.key === "none" ? directory("more.noManager") : (one.name ?? one.key),
      one.active.toLocaleString(language),
      one.joined.toLocaleString(language),
      one.dormant.toLocaleString(language),
    ]);
  return drawTable(sheet, { x, y, title: said("managers") }, columns, rows);
}

function drawCohorts(sheet: Sheet, x: number, y: number): number {
  const { words, network } = sheet;
  const { language, network: said } = words;
  const number = (value: number) => value.toLocaleString(language);
  const columns = [
    { title: said("month"), width: HALF - 180 },
    { title: said("newShops"), width: 45, figures: true },
    { title: said("within7"), width: 45, figures: true },
    { title: said("within30"), width: 45, figures: true },
    { title: said("after90"), width: 45, figures: true },
  ];
  const rows = network.cohorts.map((one) => [
    one.month,
    number(one.joined),
    number(one.within7),
    number(one.within30),
    number(one.after90),
  ]);
  return drawTable(sheet, { x, y, title: said("cohorts") }, columns, rows);
}

function drawDormant(sheet: Sheet, dormant: readonly DormantMerchant[], y: number): number {
  const { words } = sheet;
  const { language, network: said } = words;
  const columns = [
    { title: said("shop"), width: 170 },
    { title: said("place"), width: 130 },
    { title: said("phone"), width: 80 },
    { title: said("manager"), width: 70 },
    { title: said("lastPaid"), width: 65, figures: true },
  ];
  const rows = dormant
    .slice(0, 20)
    .map((one) => [
      one.tradeName,
      `${one.prefecture}${one.city}`,
      one.phone,
      one.managerName ?? "",
      formatJstDateTime(one.lastPaidAt.getTime(), language),
    ]);
  return drawTable(sheet, { x: MARGIN, y, title: said("callList") }, columns, rows);
}
