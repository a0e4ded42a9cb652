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

/**
 * What the serial in a poster's foot says: the print of today, an older one, one of another code (then a symbol was
 * stuck on top), or none that was ever printed (then the sheet is a copy).
 */
export type EditionVerdict = "current" | "old" | "other" | "unknown";

/** @param printed the edition of that serial among one's own, or null */
export function judgeEdition(
  code: string,
  printed: { readonly codeId: string; readonly ended: boolean } | null,
): EditionVerdict {
  if (printed === null) return "unknown";
  if (printed.codeId !== code) return "other";
  return printed.ended ? "old" : "current";
}
