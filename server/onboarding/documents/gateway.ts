import { DomainError, type ErrorCode } from "@/server/kernel/errors";
import { type ConversionRefusal, type ConvertedPage, convertDocument } from "@/server/platform/converter";
import { CONVERSION_LIMITS, MAX_PAGES, MAX_SIDE, MIN_SIDE, sniffDocument } from "./rules";

const CODES: Record<ConversionRefusal, ErrorCode> = {
  unreadable: "document_unreadable",
  encrypted: "document_encrypted",
  pages: "document_pages",
  small: "document_small",
  large: "document_pixels",
  exhausted: "document_too_complex",
};

/** What it was, and its pages as pictures. */
export type RedrawnDocument = {
  readonly type: string;
  readonly byteSize: number;
  readonly pages: readonly ConvertedPage[];
};

/**
 * Draws a document anew as JPEG pictures, one a page, in the locked-down converter: whatever else the file carried
 * (metadata, scripts, a second file behind the first) is gone. Nothing of the original is kept or served.
 * @throws DomainError document_type, document_empty, document_too_large, document_unreadable, document_encrypted,
 * document_pages, document_small, document_pixels, document_too_complex
 */
export async function redrawDocument(content: Uint8Array): Promise<RedrawnDocument> {
  const type = sniffDocument(content);
  const converted = await convertDocument({ type, content, limits: CONVERSION_LIMITS });
  if ("pages" in converted) return { type, byteSize: content.length, pages: converted.pages };
  const params = { min: MIN_SIDE, max: converted.refused === "pages" ? MAX_PAGES : MAX_SIDE };
  throw new DomainError(CODES[converted.refused], params, "file");
}
