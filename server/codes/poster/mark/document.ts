import { type Area, type Stage, word } from "../part/document";
import { mm, type PosterWallet, rowsOf } from "../rules";

/** Marks on a poster: the wallets that are accepted, and in the sandbox the warning that nothing is. */

const MARK_TYPE = 0.46;
const ROW_PITCH = 1.15;

function drawMark(
  stage: Stage,
  wallet: PosterWallet,
  x: number,
  y: number,
  height: number,
  width: number,
): void {
  const { type, palette } = stage;
  const { pdf } = type;
  const middle = y + height / 2;
  const size = height * MARK_TYPE;
  pdf.lineWidth(height * 0.045).roundedRect(x, y, width, height, height / 2);
  pdf.fillAndStroke(palette.white, palette.line);
  pdf.circle(x + height / 2, middle, height * 0.3).fill(palette.brand);
  const initial = (Array.from(wallet.name)[0] ?? "").toUpperCase();
  const mark = { size: size * 0.82, weight: "bold", color: palette.white, align: "center" } as const;
  type.line(initial, x + height / 2, middle + size * 0.3, mark);
  type.line(wallet.name, x + height * 0.92, middle + size * 0.36, {
    size,
    weight: "bold",
    color: palette.ink,
  });
}

/** Acceptance marks of the wallets, in one row or more within the area, centred or from the left. */
export function drawMarks(
  stage: Stage,
  wallets: readonly PosterWallet[],
  area: Area,
  align: "center" | "left" = "center",
): void {
  if (wallets.length === 0) return;
  const widthOf = ({ name }: PosterWallet, height: number) =>
    stage.type.width(name, { size: height * MARK_TYPE, weight: "bold" }) + height * 1.35;
  const rowsAt = (height: number) => {
    const widths = wallets.map((wallet) => widthOf(wallet, height));
    return rowsOf(wallets, widths, height * 0.3, mm(area.width));
  };
  const blockAt = (height: number) => height * ((rowsAt(height).length - 1) * ROW_PITCH + 1);
  let height = mm(area.height);
  while (blockAt(height) > mm(area.height) + 0.01 && height > 4) height *= 0.94;
  const gap = height * 0.3;
  let y = mm(area.y) + (mm(area.height) - blockAt(height)) / 2;
  for (const row of rowsAt(height)) {
    const total = row.reduce((sum, wallet) => sum + widthOf(wallet, height) + gap, -gap);
    let x = align === "center" ? mm(area.x + area.width / 2) - total / 2 : mm(area.x);
    for (const wallet of row) {
      drawMark(stage, wallet, x, y, height, widthOf(wallet, height));
      x += widthOf(wallet, height) + gap;
    }
    y += height * ROW_PITCH;
  }
}

/** The mark of the sandbox over the whole sheet except the white field, so that the symbol stays readable. */
export function drawTestOverlay(stage: Stage, area: Area, fields: readonly Area[], size: number): void {
  if (!stage.sandbox) return;
  const { type, palette } = stage;
  const { pdf } = type;
  pdf.save();
  pdf.rect(mm(area.x), mm(area.y), mm(area.width), mm(area.height));
  for (const field of fields) pdf.rect(mm(field.x), mm(field.y), mm(field.width), mm(field.height));
  pdf.clip("even-odd").fillOpacity(0.1);
  const step = size * 3.1;
  for (let row = -1; row * step * 0.62 < mm(area.height) + step; row += 1) {
    for (let column = -1; column * step < mm(area.width) + step; column += 1) {
      const x = mm(area.x) + column * step + (row % 2 === 0 ? 0 : step / 2);
      const y = mm(area.y) + row * step * 0.62;
      pdf.save().rotate(-24, { origin: [x, y] });
      type.line("TEST", x, y, { size, weight: "bold", color: palette.alert, tracking: 0.06 });
      pdf.restore();
    }
  }
  pdf.restore();
}

/** The sandbox's badge, centred at x: this poster takes no payment. Small formats have room for its first word only. */
export function drawTestBadge(
  stage: Stage,
  x: number,
  baseline: number,
  size: number,
  words: "all" | "first" = "all",
): void {
  if (!stage.sandbox) return;
  const { type, palette } = stage;
  const text = words === "first" ? "TEST" : `TEST ${word("ja", "test")} · ${word("en", "test")}`;
  const width = type.width(text, { size, weight: "bold" }) + size * 1.6;
  type.pdf
    .roundedRect(mm(x) - width / 2, mm(baseline) - size * 1.22, width, size * 1.8, size * 0.9)
    .fill(palette.alert);
  type.line(text, mm(x), mm(baseline), { size, weight: "bold", color: palette.white, align: "center" });
}
