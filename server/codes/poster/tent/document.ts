import type { SymbolMatrix } from "../../symbol/document";
import { drawMarks, drawTestBadge, drawTestOverlay } from "../mark/document";
import {
  drawBand,
  drawField,
  drawFoot,
  drawLanguages,
  drawName,
  drawNumber,
  drawPictogram,
  drawTypedCode,
  type Stage,
  word,
} from "../part/document";
import { BLEED_MM, TENT_FACE as FACE, mm, PAPER, type PosterInput, TENT_FIELD } from "../rules";
import { STEPS } from "../sheet/document";

/** The tent card: A4 folded across its middle into two landscape faces, one for each side of the counter. */

const { width: WIDTH } = PAPER.tent;
const MARGIN = TENT_FIELD.x;
const FIELD = TENT_FIELD.side;
const RIGHT = 106;

function drawSteps(stage: Stage, top: number): void {
  const { type, palette } = stage;
  for (const [i, step] of STEPS.entries()) {
    const y = top + i * 15.6;
    drawNumber(stage, i + 1, RIGHT + 2.6, y + 6, 5.2);
    drawPictogram(stage, step.pictogram, RIGHT + 16, y, 12);
    const x = mm(RIGHT + 27);
    const maxWidth = mm(WIDTH - MARGIN - RIGHT - 27);
    type.line(word("ja", step.key), x, mm(y + 5), { size: 13, weight: "bold", color: palette.ink, maxWidth });
    const small = { size: 8, color: palette.muted, maxWidth } as const;
    type.line(word("en", step.key), x, mm(y + 9), { ...small, language: "en" });
    const chinese = type.line(word("zh", step.key), x, mm(y + 12.6), { ...small, language: "zh" });
    const rest = { ...small, language: "ko", maxWidth: maxWidth - chinese - 8 } as const;
    type.line(word("ko", step.key), x + chinese + 8, mm(y + 12.6), rest);
  }
}

function drawFace(stage: Stage, poster: PosterInput, symbol: SymbolMatrix, bleed: boolean): void {
  const { type, palette } = stage;
  const column = WIDTH - MARGIN - RIGHT;
  const field = { x: TENT_FIELD.x, y: TENT_FIELD.y, width: FIELD, height: FIELD };
  const counter = poster.counterName ?? "";
  const name = { x: RIGHT, y: 24, width: column, height: counter === "" ? 26 : 21 };
  drawBand(stage, { x: 0, y: 0, width: WIDTH, height: 18.5 }, 20, bleed ? BLEED_MM : 0);
  drawName(stage, poster.storeName, name, { maxSize: 30, minSize: 16 }, "left");
  if (counter !== "") {
    type.line(counter, mm(RIGHT), mm(49.5), { size: 10, color: palette.muted, maxWidth: mm(column) });
  }
  drawSteps(stage, 55);
  drawLanguages(stage, "accepted", ["ja", "en", "zh", "ko"], RIGHT + column / 2, 106.4, 6.6, column);
  drawMarks(stage, poster.wallets, { x: RIGHT, y: 108.6, width: column, height: 9 }, "left");
  drawField(stage, symbol, field.x, field.y, FIELD);
  drawTypedCode(stage, poster.code, MARGIN + FIELD / 2, 117, 17);
  type.pdf.roundedRect(mm(MARGIN), mm(122.5), mm(WIDTH - 2 * MARGIN), mm(12), mm(2)).fill(palette.brandPale);
  const style = { size: 9.6, weight: "bold", color: palette.brand, align: "center" } as const;
  type.line(word("ja", "faceToFace"), mm(WIDTH / 2), mm(127.5), style);
  drawLanguages(stage, "faceToFace", ["en", "zh", "ko"], WIDTH / 2, 132.2, 7.2, WIDTH - 2 * MARGIN - 8);
  drawFoot(stage, poster, { x: MARGIN, y: 138, width: WIDTH - 2 * MARGIN, height: 6 }, 6.4);
  drawTestOverlay(stage, { x: 0, y: 0, width: WIDTH, height: FACE }, [field], 46);
  drawTestBadge(stage, WIDTH / 2, 20.2, 7);
}

/**
 * Draws both faces of the card; the upper one stands on its head until the sheet is folded, so that the bands of both
 * lie along the fold.
 */
export function drawTent(stage: Stage, poster: PosterInput, symbol: SymbolMatrix, bleed: boolean): void {
  const { pdf } = stage.type;
  pdf.save().rotate(180, { origin: [mm(WIDTH / 2), mm(FACE / 2)] });
  drawFace(stage, poster, symbol, bleed);
  pdf.restore();
  pdf.save().translate(0, mm(FACE));
  drawFace(stage, poster, symbol, bleed);
  pdf.restore();
}
