import type { MerchantScope } from "@/server/kernel/scope";
import { sqlOfTx, type Tx } from "@/server/platform/db";
import { POSTER_FORMATS, type PosterFormat } from "../poster/rules";
import { CARRIERS, type Carrier, type ParcelState, toParcelState, trackingUrl } from "./rules";

/** A parcel as its merchant sees it. */
export type ParcelRow = {
  readonly parcelId: string;
  readonly orderId: string;
  readonly state: ParcelState;
  readonly recipient: string;
  readonly attention: string;
  readonly address: string;
  readonly format: PosterFormat;
  readonly codes: number;
  readonly copies: number;
  readonly carrier: Carrier | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly createdAt: Date;
  readonly shippedAt: Date | null;
  readonly endedAt: Date | null;
};

type Row = {
  id: string;
  order_id: string;
  state: string;
  recipient: string;
  attention: string;
  postal_code: string;
  address: string;
  format: string;
  codes: number;
  copies: number;
  carrier: string | null;
  tracking_number: string | null;
  created_at: Date;
  shipped_at: Date | null;
  ended_at: Date | null;
};

export const PARCEL_PAGE = 30;

/** Narrows a stored format; one of a newer version is drawn on the commonest paper. */
export function toFormat(text: string): PosterFormat {
  return POSTER_FORMATS.find((known) => known === text) ?? "a4";
}

/** A postal code with its hyphen before an address; nothing for one that has been erased. */
export function fullAddress(postalCode: string, address: string): string {
  if (postalCode === "") return address;
  return `〒${postalCode.slice(0, 3)}-${postalCode.slice(3)} ${address}`;
}

function parcelOf(row: Row): ParcelRow {
  const carrier = CARRIERS.find((known) => known === row.carrier) ?? null;
  const { tracking_number: trackingNumber } = row;
  return {
    parcelId: row.id,
    orderId: row.order_id,
    state: toParcelState(row.state),
    recipient: row.recipient,
    attention: row.attention,
    address: fullAddress(row.postal_code, row.address),
    format: toFormat(row.format),
    codes: row.codes,
    copies: row.copies,
    carrier,
    trackingNumber,
    trackingUrl: carrier === null || trackingNumber === null ? null : trackingUrl(carrier, trackingNumber),
    createdAt: row.created_at,
    shippedAt: row.shipped_at,
    endedAt: row.ended_at,
  };
}

export type ParcelPage = { readonly parcels: readonly ParcelRow[]; readonly olderThan: string | null };

/** Parcels of the person's stores, newest first; those to the merchant's own address belong to people of all stores. */
export async function listParcels(
  tx: Tx,
  scope: MerchantScope,
  page: { readonly olderThan?: string | undefined },
): Promise<ParcelPage> {
  const stores = scope.storeIds === "all" ? null : [...scope.storeIds];
  const rows = await sqlOfTx(tx)<Row>(
    `SELECT id, order_id, state, recipient, attention, postal_code, address, format, cardinality(code_ids) AS codes, copies,
            carrier, tracking_number, created_at, shipped_at, ended_at
     FROM print_parcel
     WHERE tenant_id = $1 AND ($2::text[] IS NULL OR store_id = ANY($2)) AND ($3::text IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [scope.tenantId, stores, page.olderThan ?? null, PARCEL_PAGE + 1],
  );
  const parcels = rows.slice(0, PARCEL_PAGE).map(parcelOf);
  return { parcels, olderThan: rows.length > PARCEL_PAGE ? (parcels.at(-1)?.parcelId ?? null) : null };
}
