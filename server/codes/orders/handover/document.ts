import { CSV_BOM, csvLine } from "@/server/kernel/csv";
import { posterBytes } from "../../poster/preview/document";
import { POSTER_FORMATS, type PosterBrand, type PosterFormat, type PosterInput } from "../../poster/rules";
import { packEntries, zipOf } from "../../print/bundle/document";
import { listSheets } from "../../print/document";
import { fullAddress } from "../queries";
import { type HandoverParcel, type PlacedParcel, placeParcels, sheetFile } from "./rules";

/** What a print shop gets: the sheets of every paper with bleed and crop marks, and the list of what goes where. */

type HandoverFile = {
  readonly handoverId: string;
  readonly parcels: readonly HandoverParcel[];
  readonly brand: PosterBrand;
  readonly sandbox: boolean;
  readonly sheetsOf: (format: PosterFormat) => Promise<readonly PosterInput[]>;
};

const COLUMNS = [
  "お届け番号",
  "運送会社",
  "追跡番号",
  "郵便番号",
  "住所",
  "宛名",
  "ご担当",
  "電話番号",
  "用紙",
  "部数",
  "コード数",
  "枚数",
  "ファイル",
  "先頭ページ",
  "最終ページ",
];

/** The list for labels, one parcel a line; carrier and tracking number are for the print shop to fill in and return. */
export function deliveryCsv(parcels: readonly PlacedParcel[]): string {
  const lines = parcels.map((parcel) =>
    csvLine([
      parcel.parcelId,
      "",
      "",
      `${parcel.postalCode.slice(0, 3)}-${parcel.postalCode.slice(3)}`,
      parcel.address,
      parcel.recipient,
      parcel.attention,
      parcel.phone,
      parcel.format.toUpperCase(),
      `${parcel.copies}`,
      `${parcel.codeIds.length}`,
      `${parcel.copies * parcel.codeIds.length}`,
      sheetFile(parcel.format),
      `${parcel.firstPage}`,
      `${parcel.lastPage}`,
    ]),
  );
  return [CSV_BOM, csvLine(COLUMNS), ...lines].join("");
}

function deliverySheets(file: HandoverFile, parcels: readonly PlacedParcel[]): Promise<Buffer> {
  const lines = parcels.map((parcel, at) => ({
    place: `${at + 1}`,
    title: [parcel.recipient, parcel.attention].filter((part) => part !== "").join(" "),
    address: `${fullAddress(parcel.postalCode, parcel.address)}  ${parcel.phone}`,
    sheets: parcel.copies * parcel.codeIds.length,
    detail: `${sheetFile(parcel.format)} p.${parcel.firstPage}-${parcel.lastPage} · ${parcel.parcelId}`,
  }));
  return listSheets({
    language: "ja",
    brandName: file.brand.name,
    subtitle: file.handoverId,
    lines,
  });
}

async function* piecesOf(file: HandoverFile): AsyncGenerator<Buffer> {
  const parcels = placeParcels(file.parcels);
  yield packEntries([
    { name: "0_delivery.csv", content: Buffer.from(deliveryCsv(parcels), "utf8") },
    { name: "0_delivery.pdf", content: await deliverySheets(file, parcels) },
  ]);
  const { brand, sandbox } = file;
  for (const format of POSTER_FORMATS) {
    if (!parcels.some((parcel) => parcel.format === format)) continue;
    const posters = await file.sheetsOf(format);
    const content = await posterBytes({ posters, format, brand, sandbox, print: "shop" });
    yield packEntries([{ name: sheetFile(format), content }]);
  }
}

/** The ZIP of a hand-over; made again, it holds the same sheets. */
export function handoverZip(file: HandoverFile): AsyncGenerator<Buffer> {
  return zipOf(piecesOf(file));
}
