import { createTranslator } from "next-intl";
import PDFDocument from "pdfkit";
import { messagesOf } from "@/messages/messages";
import type { Language } from "@/server/kernel/languages";
import { typesetter } from "@/server/platform/typesetter";
import { OFFICE_PALETTE } from "../poster/palette.data";
import { mm, PAPER } from "../poster/rules";
import type { PlacedLine } from "./rules";

/** The sheets that go with a print: what is for whom, with boxes to tick. */

const { width: WIDTH, height: HEIGHT } = PAPER.a4;
const MARGIN = 15;
const ROW = 11;
const FIRST_ROW = 32;
const ROWS_A_SHEET = Math.floor((HEIGHT - FIRST_ROW - MARGIN) / ROW);

/** Beside the box the places of a line's sheets, up to 49998–50000. */
const NAMES_FROM = MARGIN + 23;
const NAMES_WIDTH = 97;

type ListSheets = {
  /** The reader's. */
  readonly language: Language;
  readonly brandName: string;
  /** Which print or hand-over it goes with. */
  readonly subtitle: string;
  readonly lines: readonly PlacedLine[];
};

/** Draws the list of some stores as A4 sheets. */
export async function listSheets(list: ListSheets): Promise<Buffer> {
  const { language, brandName, subtitle, lines } = list;
  const words = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "codes.batch",
  });
  const pdf = new PDFDocument({ autoFirstPage: false, pdfVersion: "1.6" });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
  const ended = new Promise<void>((resolve) => pdf.on("end", resolve));
  const type = typesetter(pdf);
  const { ink, muted, line: rule } = OFFICE_PALETTE;
  for (const [at, line] of lines.entries()) {
    const row = at % ROWS_A_SHEET;
    if (row === 0) {
      pdf.addPage({ size: [mm(WIDTH), mm(HEIGHT)], margin: 0 });
      type.line(words("sheetTitle", { brand: brandName }), mm(MARGIN), mm(18), {
        language,
        size: 14,
        weight: "bold",
        color: ink,
      });
      type.line(subtitle, mm(MARGIN), mm(24), { size: 8, color: muted });
    }
    const y = FIRST_ROW + row * ROW;
    pdf.lineWidth(0.4).rect(mm(MARGIN), mm(y), 9, 9).stroke(ink);
    type.line(line.place, mm(NAMES_FROM - 2), mm(y + 2.6), { size: 7, color: muted, align: "right" });
    type.line(line.title, mm(NAMES_FROM), mm(y + 2.6), {
      size: 9,
      weight: "bold",
      color: ink,
      maxWidth: mm(NAMES_WIDTH),
    });
    type.line(line.address, mm(NAMES_FROM), mm(y + 6.6), {
      size: 7,
      color: muted,
      maxWidth: mm(NAMES_WIDTH),
    });
    const right = { size: 7, color: ink, align: "right", maxWidth: mm(58) } as const;
    type.line(words("sheetCount", { count: line.sheets }), mm(WIDTH - MARGIN), mm(y + 2.6), {
      ...right,
      language,
      size: 9,
      weight: "bold",
    });
    type.line(line.detail, mm(WIDTH - MARGIN), mm(y + 6.6), right);
    pdf
      .lineWidth(0.3)
      .moveTo(mm(MARGIN), mm(y + 8.6))
      .lineTo(mm(WIDTH - MARGIN), mm(y + 8.6))
      .stroke(rule);
  }
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
