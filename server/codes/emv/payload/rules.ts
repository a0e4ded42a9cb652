import { checkCode } from "@/server/codes/rules";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { type EmvNode, type EmvObject, encodeEmv, inspectEmv } from "../rules";
import { characters } from "../tlv/rules";

/** Noren's own identifier inside a payload, unless the installation sets another. */
export const NOREN_GUID = "jp.noren";
const JPQR_GUID = "jp.or.paymentsjapan";

/** The parts of a JPQR id as the council issues them: 13, 4, 6 and 6 characters. */
export type JpqrId = readonly [id: string, part2: string, part3: string, part4: string];
const JPQR_LENGTHS = [13, 4, 6, 6] as const;

/** Splits a stored JPQR id (29 characters) into its parts; undefined for a store that has none. */
export function readJpqrId(text: string | null): JpqrId | undefined {
  const parts = /^(.{13})(.{4})(.{6})(.{6})$/.exec(text ?? "");
  return parts ? [parts[1] ?? "", parts[2] ?? "", parts[3] ?? "", parts[4] ?? ""] : undefined;
}

// The place in the JPQR layout where a store without a JPQR id carries Noren's code; "0" is no letter of a code.
const OWN_PARTS = ["0001", "000001", "000001"] as const;

export type StorePayloadInput = {
  readonly code: string;
  /** Printable ASCII; cut to 25 characters. */
  readonly nameLatin: string;
  /** Printable ASCII; cut to 15 characters. */
  readonly cityLatin: string;
  /** Seven digits, with or without a hyphen. */
  readonly postalCode: string;
  /** Merchant category code, four digits. */
  readonly mcc: string;
  /** The store's name in its own script; cut to 25 characters. */
  readonly nameLocal: string;
  readonly guid?: string;
  readonly jpqrId?: JpqrId | undefined;
};

// Cuts between graphemes, so that a letter never loses its accent or variation selector.
function cut(text: string, max: number): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter("ja").segment(text.trim())) {
    if (characters(kept + segment).length > max) break;
    kept += segment;
  }
  return kept.trim();
}

function account(input: StorePayloadInput): EmvNode[] {
  const guid = input.guid ?? NOREN_GUID;
  const numbered = (parts: readonly string[]) => parts.map((value, i) => ({ id: `0${i + 1}`, value }));
  if (input.jpqrId === undefined) {
    const parts = [input.code.padStart(13, "0"), ...OWN_PARTS];
    return [{ id: "26", value: [{ id: "00", value: guid }, ...numbered(parts)] }];
  }
  for (const [i, part] of input.jpqrId.entries()) {
    if (characters(part).length !== JPQR_LENGTHS[i])
      throw new DomainError("invalid_input", { part: i + 1 }, "jpqrId");
  }
  return [
    { id: "26", value: [{ id: "00", value: JPQR_GUID }, ...numbered(input.jpqrId)] },
    { id: "27", value: [{ id: "00", value: guid }, ...numbered([input.code])] },
  ];
}

/**
 * The static EMV payload of a code in the layout of JPQR: no amount, JPY, Japan, name in Latin letters and in the
 * store's own script. A JPQR id, once given, takes template 26 and Noren's code moves to 27.
 * @throws DomainError invalid_input for anything that strict EMVCo limits refuse
 */
export function storePayload(input: StorePayloadInput): string {
  const nameLocal = cut(input.nameLocal, 25);
  const language: EmvNode = {
    id: "64",
    value: [
      { id: "00", value: "JA" },
      { id: "01", value: nameLocal },
    ],
  };
  const required = [
    ["nameLatin", cut(input.nameLatin, 25)],
    ["cityLatin", cut(input.cityLatin, 15)],
    ["code", checkCode(input.code) ?? ""],
  ] as const;
  for (const [field, value] of required) if (value === "") throw new DomainError("invalid_input", {}, field);
  const [[, nameLatin], [, cityLatin]] = required;
  return encodeEmv([
    { id: "00", value: "01" },
    { id: "01", value: "11" },
    ...account(input),
    { id: "52", value: input.mcc },
    { id: "53", value: "392" },
    { id: "58", value: "JP" },
    { id: "59", value: nameLatin },
    { id: "60", value: cityLatin },
    { id: "61", value: input.postalCode.replace("-", "") },
    ...(nameLocal === "" ? [] : [language]),
  ]);
}

/** The payload of a code, or null when the store's facts do not fill one (no name in Latin letters yet). */
export function findPayload(input: StorePayloadInput): string | null {
  try {
    return storePayload(input);
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

function codeIn(template: EmvObject, guid: string): string | null {
  const child = (id: string) => template.children?.find((object) => object.id === id)?.value;
  if (child("00") !== guid) return null;
  return checkCode((child("01") ?? "").replace(/^0+/, ""));
}

/** Noren's code in a payload with an intact CRC and structure, or null: a payload of someone else, or a damaged one. */
export function codeFromPayload(payload: string, guid: string = NOREN_GUID): string | null {
  const inspection = inspectEmv(payload);
  if (!inspection.ok) return null;
  for (const object of inspection.objects) {
    const code = codeIn(object, guid);
    if (code !== null) return code;
  }
  return null;
}

function codeFromAddress(value: string, publicUrl: string): string | null {
  if (!URL.canParse(value) || !URL.canParse(publicUrl)) return null;
  const url = new URL(value);
  const home = new URL(publicUrl);
  const prefix = `${home.pathname.replace(/\/+$/, "")}/p/`;
  if (url.origin !== home.origin || !url.pathname.startsWith(prefix)) return null;
  const rest = url.pathname.slice(prefix.length).replace(/\/$/, "");
  return /^[0-9A-Za-z]+$/.test(rest) ? checkCode(rest) : null;
}

/**
 * The code in whatever a wallet or a person hands over: the entry address, an EMV payload, or the code as typed.
 * @returns the ten characters, or null when it is none of Noren's; never throws
 */
export function codeFromValue(value: string, publicUrl: string, guid: string = NOREN_GUID): string | null {
  const text = value.trim();
  // No form of a code is longer than the wallet network's codeValue.
  if (text.length > 1024) return null;
  if (text.startsWith("0002")) return codeFromPayload(text, guid);
  return /^https?:/i.test(text) ? codeFromAddress(text, publicUrl) : checkCode(text);
}
