import { fieldModules, type SymbolMatrix } from "../../symbol/document";
import { drawTestBadge, drawTestOverlay } from "../mark/document";
import { drawField, drawLanguages, drawName, drawTypedCode, type Stage, word } from "../part/document";
import { mm, PAPER, type PosterInput, STICKER, stickerField } from "../rules";

/** A sheet of nine stickers of one code, with symbols of 50 mm and lines to cut along. */

const { columns: COLUMNS, rows: ROWS, width: WIDTH, height: HEIGHT } = STICKER;

function drawSticker(stage: Stage, poster: PosterInput, symbol: SymbolMatrix): void {
  const { type, palette, brand } = stage;
  const { pdf } = type;
  const { x, y, side } = stickerField(symbol.size, fieldModules(symbol));
  const field = { x, y, width: side, height: side };
  pdf.rect(0, 0, mm(WIDTH), mm(7.5)).fill(palette.brand);
  type.line(brand.name, mm(3.5), mm(5.2), { size: 10, weight: "bold", color: palette.white });
  const tagline = { size: 6, weight: "bold", color: palette.white, align: "right" } as const;
  const counter = poster.counterName ?? "";
  const right = counter === "" ? word("ja", "tagline") : counter;
  type.line(right, mm(WIDTH - 3.5), mm(4.9), { ...tagline, maxWidth: mm(36) });
  drawName(
    stage,
    poster.storeName,
    { x: 3.5, y: 8, width: WIDTH - 7, height: 9.6 },
    { maxSize: 13, minSize: 8 },
  );
  drawField(stage, symbol, field.x, field.y, side);
  drawTypedCode(stage, poster.code, WIDTH / 2, 84.9, 9.5);
  const wallets = poster.wallets.map(({ name }) => name).join(" · ");
  const accepted = { size: 4.8, weight: "bold", color: palette.ink, align: "center" } as const;
  type.line(wallets, mm(WIDTH / 2), mm(87.4), { ...accepted, maxWidth: mm(WIDTH - 8) });
  const small = { size: 3.6, color: palette.muted } as const;
  type.line(
    `${poster.serial} · ${word("ja", "version", { version: String(poster.version) })} · ${poster.issuedOn}`,
    mm(3),
    mm(91.6),
    small,
  );
  const notice = { ...small, align: "right", maxWidth: mm(34) } as const;
  type.line(word("ja", "trademark"), mm(WIDTH - 3), mm(91.6), notice);
  drawLanguages(stage, "faceToFace", ["ja"], WIDTH / 2, 89.6, 4, WIDTH - 7);
  drawTestOverlay(stage, { x: 0, y: 0, width: WIDTH, height: HEIGHT }, [field], 16);
  drawTestBadge(stage, WIDTH / 2, 4.7, 5.4, "first");
}

/** Draws the sheet; every cell is the same sticker. */
export function drawStickers(stage: Stage, poster: PosterInput, symbol: SymbolMatrix): void {
  const { pdf } = stage.type;
  const left = (PAPER.sticker.width - COLUMNS * WIDTH) / 2;
  const top = (PAPER.sticker.height - ROWS * HEIGHT) / 2;
  for (let cell = 0; cell < COLUMNS * ROWS; cell += 1) {
    pdf.save().translate(mm(left + (cell % COLUMNS) * WIDTH), mm(top + Math.floor(cell / COLUMNS) * HEIGHT));
    drawSticker(stage, poster, symbol);
    pdf.restore();
  }
  pdf.save().lineWidth(0.3).strokeColor(stage.palette.line);
  for (let i = 0; i <= COLUMNS; i += 1) {
    const x = mm(left + i * WIDTH);
    pdf
      .moveTo(x, mm(top))
      .lineTo(x, mm(top + ROWS * HEIGHT))
      .stroke();
  }
  for (let i = 0; i <= ROWS; i += 1) {
    const y = mm(top + i * HEIGHT);
    pdf
      .moveTo(mm(left), y)
      .lineTo(mm(left + COLUMNS * WIDTH), y)
      .stroke();
  }
  pdf.restore();
}
