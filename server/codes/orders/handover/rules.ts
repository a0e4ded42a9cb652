import { POSTER_FORMATS, type PosterFormat } from "../../poster/rules";

/** A parcel in a hand-over, with all that a label needs. */
export type HandoverParcel = {
  readonly parcelId: string;
  readonly recipient: string;
  readonly attention: string;
  readonly phone: string;
  readonly postalCode: string;
  readonly address: string;
  readonly format: PosterFormat;
  readonly copies: number;
  readonly codeIds: readonly string[];
};

/** A parcel with the pages of its format's file that go into it, both counted from 1. */
export type PlacedParcel = HandoverParcel & { readonly firstPage: number; readonly lastPage: number };

/** The name of the file of a format; the digit keeps the order of the papers. */
export function sheetFile(format: PosterFormat): string {
  return `${POSTER_FORMATS.indexOf(format) + 1}_${format}.pdf`;
}

/** Lays the parcels' pages one after the other in the files of their formats, so that a stack is only cut, not sorted. */
export function placeParcels(parcels: readonly HandoverParcel[]): PlacedParcel[] {
  const pages = new Map<PosterFormat, number>();
  return parcels.map((parcel) => {
    const before = pages.get(parcel.format) ?? 0;
    const lastPage = before + parcel.copies * parcel.codeIds.length;
    pages.set(parcel.format, lastPage);
    return { ...parcel, firstPage: before + 1, lastPage };
  });
}
