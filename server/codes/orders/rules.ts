/**
 * Posters that a print shop prints for those who do not print themselves. An order is cut into parcels, one for each
 * address; a parcel is what is handed over, shipped and tracked. Pure.
 */

/** More than this is a matter for a conversation, not for a form. */
export const ORDER_CODES_MAX = 10_000;
export const ORDER_COPIES_MAX = 10;
/** Sheets that one file for the print shop holds at most; the rest goes into the next. */
export const HANDOVER_SHEETS_MAX = 2_000;
export const HANDOVER_PARCELS_MAX = 500;

/** To every store its own, or all of them to the merchant's address. */
export const ORDER_PLACES = ["stores", "merchant"] as const;

export const PARCEL_STATES = ["requested", "printing", "shipped", "delivered", "cancelled"] as const;
export type ParcelState = (typeof PARCEL_STATES)[number];

/** The only transition table of a parcel. */
export const PARCEL_TRANSITIONS = {
  requested: ["printing", "cancelled"],
  printing: ["shipped"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
} as const satisfies Record<ParcelState, readonly ParcelState[]>;

/** May a parcel go from one state to the other? */
export function canMoveParcel(from: ParcelState, to: ParcelState): boolean {
  const targets: readonly ParcelState[] = PARCEL_TRANSITIONS[from];
  return targets.includes(to);
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toParcelState(text: string): ParcelState {
  const state = PARCEL_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a parcel: ${text}`);
  return state;
}

export const CARRIERS = ["yamato", "sagawa", "japan_post", "other"] as const;
export type Carrier = (typeof CARRIERS)[number];

// What print shops write for the carriers that they use, in their own lists.
const CARRIER_NAMES: readonly (readonly [RegExp, Carrier])[] = [
  [/yamato|ヤマト|クロネコ|宅急便/iu, "yamato"],
  [/sagawa|佐川|飛脚/iu, "sagawa"],
  [/post|郵便|ゆうパック|レターパック/iu, "japan_post"],
];

/** The carrier that a print shop's words name. */
export function carrierOf(text: string): Carrier {
  const words = text.normalize("NFKC");
  return CARRIER_NAMES.find(([name]) => name.test(words))?.[1] ?? "other";
}

/** Where a reader follows a parcel, or null where the carrier is not known. @param number digits and letters only */
export function trackingUrl(carrier: Carrier, number: string): string | null {
  switch (carrier) {
    case "yamato":
      return `https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id=${number}`;
    case "sagawa":
      return `https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=${number}`;
    case "japan_post":
      return `https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=${number}`;
    case "other":
      return null;
  }
}

export type Shipment = {
  readonly parcelId: string;
  readonly carrier: Carrier;
  readonly trackingNumber: string;
};

/** What was read from a print shop's list of shipments: what can be booked, and the lines that cannot be read. */
export type ReadShipments = { readonly shipments: readonly Shipment[]; readonly unread: readonly string[] };

/** A tracking number without its blanks and hyphens; null for what is none. */
export function readTrackingNumber(text: string): string | null {
  const number = text
    .normalize("NFKC")
    .replace(/[\s\-‐‑–—−ー]/gu, "")
    .toUpperCase();
  return /^[0-9A-Z]{6,20}$/.test(number) ? number : null;
}

const PARCEL_ID = /^prp_[0-9a-z]{22}$/;

/**
 * Reads the print shop's answer: a line for each parcel with its id, the carrier and the tracking number, between
 * commas or tabs. A header and empty lines do not count; of a parcel named twice the last line counts.
 */
export function readShipments(text: string): ReadShipments {
  const read = new Map<string, Shipment>();
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const cells = line.split(/[,\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    if (cells.every((cell) => cell === "")) continue;
    const at = cells.findIndex((cell) => PARCEL_ID.test(cell));
    const [parcelId, carrier = "", number = ""] = cells.slice(at < 0 ? cells.length : at);
    const trackingNumber = readTrackingNumber(number);
    if (parcelId !== undefined && trackingNumber !== null)
      read.set(parcelId, { parcelId, carrier: carrierOf(carrier), trackingNumber });
    else if (read.size + unread.length > 0 || /\d/.test(line)) unread.push(line.trim());
  }
  return { shipments: [...read.values()], unread };
}
