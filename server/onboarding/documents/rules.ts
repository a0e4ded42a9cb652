import { DomainError } from "@/server/kernel/errors";

export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;
export const MAX_DOCUMENTS = 20;
export const MAX_PAGES = 20;
/** Shorter sides than this cannot be read, longer ones are no photograph of a paper. */
export const MIN_SIDE = 200;
export const MAX_SIDE = 12_000;
export const MAX_PIXELS = 60_000_000;
/** Kept pictures are scaled down to this: 300 dpi on A4. */
export const KEPT_SIDE = 3_500;

export type DocumentType = "image/jpeg" | "image/png" | "application/pdf";

/** What the file input offers; the server decides by content alone. */
export const ACCEPTED_TYPES = "image/jpeg,image/png,application/pdf,.jpg,.jpeg,.png,.pdf";

const MAGIC: readonly { readonly type: DocumentType; readonly bytes: readonly number[] }[] = [
  { type: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { type: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "application/pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/**
 * The type of a file by its first bytes; its name and what the browser says of it count for nothing.
 * @throws DomainError document_too_large, document_type
 */
export function sniffDocument(content: Uint8Array): DocumentType {
  if (content.length > MAX_DOCUMENT_BYTES) throw new DomainError("document_too_large", {}, "file");
  const known = MAGIC.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte));
  if (!known) throw new DomainError("document_type", {}, "file");
  return known.type;
}

/** @throws DomainError document_pixels */
export function checkPixels(width: number, height: number): void {
  const small = Math.min(width, height) < MIN_SIDE;
  const large = Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS;
  if (small || large) throw new DomainError("document_pixels", { min: MIN_SIDE, max: MAX_SIDE }, "file");
}

const MOST_NAME = 100;

/** A file name for people to read: no path, no control or direction characters, not too long. */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{C}\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, "").trim();
  if (plain === "" || /^\.+$/.test(plain)) return "document";
  return [...plain].slice(-MOST_NAME).join("");
}

/** Where a page lies in the storage. */
export function pageKey(document: { tenantId: string; id: string }, page: number): string {
  return `documents/${document.tenantId}/${document.id}/${page}`;
}
