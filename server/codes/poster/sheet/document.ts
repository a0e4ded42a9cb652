import { fieldModules, type SymbolMatrix } from "../../symbol/document";
import { drawMarks, drawTestBadge, drawTestOverlay } from "../mark/document";
import {
  type Area,
  drawBand,
  drawField,
  drawFoot,
  drawLanguages,
  drawName,
  drawNumber,
  drawPictogram,
  drawTypedCode,
  type Stage,
  type Word,
  word,
} from "../part/document";
import { AMOUNT, type Pictogram, SCAN, SHOW } from "../pictogram.data";
import { BLEED_MM, mm, type PosterInput, SHEET_FIELD, SHEET_WIDTH as WIDTH } from "../rules";

/**
 * The portrait poster of A4, A5 and A6. It is laid out once in millimetres of A6 and scaled; small print grows less
 * than the paper does.
 */

const MARGIN = 7;
const FIELD = SHEET_FIELD.side;

type Sheet = { readonly stage: Stage; readonly poster: PosterInput; readonly scale: number };

export const STEPS: readonly { readonly key: Word; readonly pictogram: Pictogram }[] = [
  { key: "stepScan", pictogram: SCAN },
  { key: "stepAmount", pictogram: AMOUNT },
  { key: "stepShow", pictogram: SHOW },
];

function scaled(area: Area, by: number): Area {
  return { x: area.x * by, y: area.y * by, width: area.width * by, height: area.height * by };
}

function drawSteps({ stage, scale }: Sheet, top: number): void {
  const { type, palette } = stage;
  const column = (WIDTH - 2 * MARGIN) / 3;
  const maxWidth = mm((column - 2) * scale);
  for (const [i, step] of STEPS.entries()) {
    const x = MARGIN + column * (i + 0.5);
    drawPictogram(stage, step.pictogram, (x + 1.6) * scale, top * scale, 8.6 * scale);
    drawNumber(stage, i + 1, (x - 7.6) * scale, (top + 1.9) * scale, 3.4 * scale);
    const at = (offset: number) => mm((top + offset) * scale);
    const centre = { align: "center", maxWidth } as const;
    const main = { ...centre, size: 6.7 * scale, weight: "bold", color: palette.ink } as const;
    const other = { ...centre, size: 4.9 * scale, color: palette.muted } as const;
    type.line(word("ja", step.key), mm(x * scale), at(12.4), main);
    type.line(word("en", step.key), mm(x * scale), at(15.3), { ...other, language: "en" });
    type.line(word("zh", step.key), mm(x * scale), at(17.9), { ...other, language: "zh" });
    type.line(word("ko", step.key), mm(x * scale), at(20.5), { ...other, language: "ko" });
  }
}

function drawFaceToFace({ stage, scale }: Sheet, top: number): void {
  const { type, palette } = stage;
  const { pdf } = type;
  const width = WIDTH - 2 * MARGIN;
  pdf.roundedRect(mm(MARGIN * scale), mm(top * scale), mm(width * scale), mm(7.6 * scale), mm(1.4 * scale));
  pdf.fill(palette.brandPale);
  const centre = (WIDTH / 2) * scale;
  const style = { size: 5.8 * scale, weight: "bold", color: palette.brand, align: "center" } as const;
  type.line(word("ja", "faceToFace"), mm(centre), mm((top + 3.25) * scale), style);
  drawLanguages(
    stage,
    "faceToFace",
    ["en", "zh", "ko"],
    centre,
    (top + 6.15) * scale,
    4.4 * scale,
    (width - 4) * scale,
  );
}

/** Draws one poster; the origin is the trimmed corner. @param width of the paper in millimetres */
export function drawSheet(
  stage: Stage,
  poster: PosterInput,
  symbol: SymbolMatrix,
  width: number,
  bleed: boolean,
): void {
  const scale = width / WIDTH;
  const height = width * Math.SQRT2;
  const small = scale ** 0.7;
  const sheet: Sheet = { stage, poster, scale };
  const centre = (WIDTH / 2) * scale;
  const field = { x: SHEET_FIELD.x, y: SHEET_FIELD.y, width: FIELD, height: FIELD };
  drawBand(stage, { x: 0, y: 0, width, height: 12.5 * scale }, 13.5 * scale, bleed ? BLEED_MM : 0);
  const counter = poster.counterName ?? "";
  const name = { x: MARGIN, y: 15.4, width: WIDTH - 2 * MARGIN, height: counter === "" ? 14.4 : 12 };
  drawName(stage, poster.storeName, scaled(name, scale), { maxSize: 22 * scale, minSize: 12 * scale });
  if (counter !== "") {
    const style = {
      size: 6.2 * scale,
      color: stage.palette.muted,
      align: "center",
      maxWidth: mm(80 * scale),
    } as const;
    stage.type.line(counter, mm(centre), mm(30.4 * scale), style);
  }
  drawField(stage, symbol, field.x * scale, field.y * scale, FIELD * scale);
  drawTypedCode(stage, poster.code, centre, 92.6 * scale, 11.5 * scale);
  drawLanguages(stage, "accepted", ["ja", "en", "zh", "ko"], centre, 97.6 * scale, 4.2 * scale, 88 * scale);
  drawMarks(stage, poster.wallets, scaled({ x: MARGIN, y: 99.1, width: 91, height: 5.6 }, scale));
  drawSteps(sheet, 108);
  drawFaceToFace(sheet, 130.8);
  const foot = {
    x: MARGIN * scale,
    y: 140.9 * scale,
    width: (WIDTH - 2 * MARGIN) * scale,
    height: 5 * scale,
  };
  drawFoot(stage, poster, foot, 4.3 * small);
  const margin = (FIELD / fieldModules(symbol)) * 0.5;
  const clear = {
    x: field.x - margin,
    y: field.y - margin,
    width: FIELD + 2 * margin,
    height: FIELD + 2 * margin,
  };
  drawTestOverlay(stage, { x: 0, y: 0, width, height }, [scaled(clear, scale)], 26 * scale);
  drawTestBadge(stage, centre, 13.6 * scale, 4.4 * scale);
}
