import { codeFromValue, NOREN_GUID } from "../emv/payload/rules";

/** What a photographed or scanned symbol turns out to be, before the database is asked about the code. */
export type ScanIdentity = { readonly kind: "noren"; readonly code: string } | { readonly kind: "foreign" };

/**
 * Says whether a scanned value is one of Noren's codes. "foreign" covers a sticker of someone else pasted over the
 * poster, an address that merely looks like Noren's, and a payload whose CRC is broken.
 */
export function identifyScan(value: string, publicUrl: string, guid: string = NOREN_GUID): ScanIdentity {
  const code = codeFromValue(value, publicUrl, guid);
  return code === null ? { kind: "foreign" } : { kind: "noren", code };
}
