/** The text form of EMVCo merchant-presented codes: two-digit id, two-digit length in characters, value; and its CRC. */

/** One object as it stands in the text; `at` is the position of its id in characters. */
export type TlvObject = {
  readonly id: string;
  readonly length: number;
  readonly value: string;
  readonly at: number;
};

export type TlvFault = { readonly code: TlvFaultCode; readonly at: number; readonly id?: string };
export const TLV_FAULTS = ["tlv_id", "tlv_length", "tlv_length_zero", "tlv_truncated"] as const;
export type TlvFaultCode = (typeof TLV_FAULTS)[number];

/** What could be read, in order. A length of zero is noted and passed over; after any other fault reading stops. */
export type TlvReading = { readonly objects: readonly TlvObject[]; readonly faults: readonly TlvFault[] };

/** Characters in the sense of the standard: a surrogate pair such as 𠮷 is one. */
export function characters(text: string): string[] {
  return Array.from(text);
}

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1;
  return value;
});

/**
 * CRC-16 of ISO/IEC 13239 as EMVCo uses it: polynomial 1021, initial value FFFF, no reflection, over the UTF-8 bytes.
 * @returns four upper-case hexadecimal digits; "123456789" gives 29B1
 */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ byte] ?? 0);
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

/**
 * Writes one object.
 * @throws RangeError for an id that is not two digits and a value that has not 1 to 99 characters
 */
export function writeTlv(id: string, value: string): string {
  const length = characters(value).length;
  if (!/^\d\d$/.test(id)) throw new RangeError(`object id ${id} is not two digits`);
  if (length < 1 || length > 99)
    throw new RangeError(`object ${id} has ${length} characters, allowed are 1 to 99`);
  return `${id}${length.toString().padStart(2, "0")}${value}`;
}

/** Reads as far as the text is well formed; never throws. */
export function readTlv(text: string): TlvReading {
  const letters = characters(text);
  const objects: TlvObject[] = [];
  const faults: TlvFault[] = [];
  const stop = (fault: TlvFault): TlvReading => ({ objects, faults: [...faults, fault] });
  let at = 0;
  while (at < letters.length) {
    const id = letters.slice(at, at + 2).join("");
    if (!/^\d\d$/.test(id)) return stop({ code: "tlv_id", at });
    const digits = letters.slice(at + 2, at + 4).join("");
    if (!/^\d\d$/.test(digits)) return stop({ code: "tlv_length", at, id });
    const length = Number(digits);
    if (length === 0) faults.push({ code: "tlv_length_zero", at, id });
    const value = letters.slice(at + 4, at + 4 + length);
    if (value.length < length) return stop({ code: "tlv_truncated", at, id });
    objects.push({ id, length, value: value.join(""), at });
    at += 4 + length;
  }
  return { objects, faults };
}
