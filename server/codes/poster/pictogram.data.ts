/**
 * Pictograms of the three steps as SVG paths in a box of 32 by 24 units: lines to stroke, and areas to fill.
 */
export type Pictogram = { readonly lines: string; readonly areas: string };

const PHONE = "M6 1.5h8a2 2 0 0 1 2 2v17a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-17a2 2 0 0 1 2-2z M8.5 19.8h3";

export const SCAN: Pictogram = {
  lines: [
    PHONE,
    // The viewfinder on the phone.
    "M6.6 7.2V5.6h1.6 M11.8 5.6h1.6v1.6 M13.4 11.4V13h-1.6 M8.2 13H6.6v-1.6",
    // The beam, and the card with the code.
    "M17.2 6.6l1.9.5 M17.2 12l1.9-.5",
    "M21.5 3.5h7a1.3 1.3 0 0 1 1.3 1.3v9.4a1.3 1.3 0 0 1-1.3 1.3h-7a1.3 1.3 0 0 1-1.3-1.3V4.8a1.3 1.3 0 0 1 1.3-1.3z",
    "M25 15.5v5 M21.8 20.9h6.4",
  ].join(" "),
  areas: [
    "M8.6 7.8h1.2v1.2H8.6z M10.6 7.8h.9v.9h-.9z M8.6 10h.9v.9h-.9z M10.3 9.8h1.2v1.2h-1.2z",
    "M22.2 5.5h2.2v2.2h-2.2z M25.7 5.5h2.2v2.2h-2.2z M22.2 9.9h2.2v2.2h-2.2z M25.7 9.9h1v1h-1z M27 11.2h1v1h-1z",
  ].join(" "),
};

export const AMOUNT: Pictogram = {
  lines: [
    "M11.5 1.5h9a2 2 0 0 1 2 2v17a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-17a2 2 0 0 1 2-2z",
    // The yen sign above the keys.
    "M13.4 4.2L16 7.3l2.6-3.1 M16 7.3v3.4 M14 7.7h4 M14 9.3h4",
  ].join(" "),
  areas: [0, 1, 2]
    .flatMap((row) => [0, 1, 2].map((column) => `M${12.3 + column * 2.8} ${12.9 + row * 2.6}h1.8v1.5h-1.8z`))
    .join(" "),
};

export const SHOW: Pictogram = {
  lines: [
    PHONE,
    // What the clerk looks at: the yen sign with a line for the shop's name.
    "M7.4 6.2L10 9.3l2.6-3.1 M10 9.3v3.6 M8 9.7h4 M8 11.4h4 M7.3 15.8h5.4",
    // Turned towards the clerk.
    "M17.6 11.5h3 M19.5 9.9l1.6 1.6-1.6 1.6",
    "M27.2 4.6a2.9 2.9 0 1 1 0 5.8a2.9 2.9 0 1 1 0-5.8z M22.6 20.5c0-4.2 2-6.9 4.6-6.9s4.6 2.7 4.6 6.9z",
  ].join(" "),
  areas: "",
};

/** The brand's mark in a box of 32: a shop curtain with a coin. Replaced together with the brand. */
export const BRAND_MARK =
  "M2 4h28v2.2H2z M4.6 7.3h7v19.2q-3.5 1.4-7 0z M12.5 7.3h7v19.2q-3.5 1.4-7 0z M16 12.7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z M20.4 7.3h7v10.5c-.5 5.2-3 8.5-7 8.9z";
