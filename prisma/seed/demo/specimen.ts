import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { type RedrawnDocument, redrawDocument } from "@/server/onboarding/documents/gateway";

const FONT = createRequire(import.meta.url).resolve(
  "@expo-google-fonts/noto-sans-jp/500Medium/NotoSansJP_500Medium.ttf",
);
const PAGE = { width: 420, height: 594 } as const;

const TITLES: Readonly<Record<string, readonly string[]>> = {
  register_certificate: [
    "履歴事項全部証明書",
    "商号",
    "本店",
    "会社成立の年月日",
    "目的",
    "役員に関する事項",
  ],
  identity_document: ["運転免許証", "氏名", "生年月日", "住所", "交付", "有効期限"],
  opening_notice: ["個人事業の開業届出書", "氏名", "納税地", "職業", "屋号", "開業日"],
  store_exterior: ["店舗外観", "看板"],
};

const drawn = new Map<string, Promise<RedrawnDocument>>();

/** The picture of a made-up paper, clearly marked as one; each kind is drawn once. */
export function specimen(kind: string): Promise<RedrawnDocument> {
  const known = drawn.get(kind) ?? draw(kind);
  drawn.set(kind, known);
  return known;
}

async function draw(kind: string): Promise<RedrawnDocument> {
  return redrawDocument(await paper(TITLES[kind] ?? [kind]));
}

function paper([title = "", ...lines]: readonly string[]): Promise<Uint8Array> {
  const document = new PDFDocument({ size: [PAGE.width, PAGE.height], margin: 36 });
  const chunks: Buffer[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on("error", reject);
  });
  document.font(readFileSync(FONT)).fontSize(20).fillColor("#1C1F26").text(title, { align: "center" });
  lines.forEach((line, index) => {
    const y = 110 + index * 64;
    document.fontSize(11).fillColor("#5B6270").text(line, 40, y);
    document.roundedRect(150, y + 3, 200 - (index % 3) * 36, 9, 4).fill("#D8D4CB");
    document.roundedRect(150, y + 21, 160 - (index % 2) * 48, 9, 4).fill("#E4E1DA");
  });
  document.rotate(-28, { origin: [PAGE.width / 2, PAGE.height / 2] });
  document
    .fontSize(96)
    .fillColor("#D9482B", 0.16)
    .text("見本", 0, PAGE.height / 2 - 70, {
      align: "center",
      width: PAGE.width,
    });
  document.end();
  return done;
}
