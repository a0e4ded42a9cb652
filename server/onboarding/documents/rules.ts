import { type Day, monthEnd, parseDay } from "@/server/kernel/calendar";
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

/** What the converter is told of these limits. */
export const CONVERSION_LIMITS = {
  leastSide: MIN_SIDE,
  mostSide: MAX_SIDE,
  mostPixels: MAX_PIXELS,
  mostPages: MAX_PAGES,
  keptSide: KEPT_SIDE,
} as const;

export type DocumentType = "image/jpeg" | "image/png" | "image/heic" | "application/pdf";

/** What the file input offers; the server decides by content alone. */
export const ACCEPTED_TYPES =
  "image/jpeg,image/png,image/heic,image/heif,application/pdf,.jpg,.jpeg,.png,.heic,.heif,.pdf";

const MAGIC: readonly { readonly type: DocumentType; readonly bytes: readonly number[] }[] = [
  { type: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { type: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "application/pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/** Brands of ISO 23008-12 for a still picture in HEVC; films, sequences and AVIF are others. */
const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "mif1"];
const AVIF_BRANDS = ["avif", "avis"];

/**
 * The type of a file by its first bytes; its name and what the browser says of it count for nothing.
 * @throws DomainError document_too_large, document_empty, document_type
 */
export function sniffDocument(content: Uint8Array): DocumentType {
  if (content.length > MAX_DOCUMENT_BYTES) throw new DomainError("document_too_large", {}, "file");
  if (content.length === 0) throw new DomainError("document_empty", {}, "file");
  const known = MAGIC.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte));
  if (known) return known.type;
  if (isHeic(content)) return "image/heic";
  throw new DomainError("document_type", {}, "file");
}

/** The file type box comes first: its size, `ftyp`, the brand, a version, and the brands that it also keeps to. */
function isHeic(content: Uint8Array): boolean {
  const text = (from: number) => String.fromCharCode(...content.subarray(from, from + 4));
  if (text(4) !== "ftyp") return false;
  const size = new DataView(content.buffer, content.byteOffset, 4).getUint32(0);
  const end = Math.min(size, content.length, 256);
  const brands = [text(8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(at));
  return HEIC_BRANDS.includes(text(8)) && !brands.some((brand) => AVIF_BRANDS.includes(brand));
}

/** What makes a page hard to read: said to the applicant at once and to the reviewer, never a refusal. */
export const PAGE_WARNINGS = ["blurred", "dark", "blank", "coarse"] as const;
export type PageWarning = (typeof PAGE_WARNINGS)[number];

/** Below this a page of A4 has under 85 dots an inch, which small print does not survive. */
const COARSE_SIDE = 700;
/** Spread of a Laplacian over the grey of the page at 1,000 pixels; printed paper in focus has 3 and more. */
const BLURRED_BELOW = 1;
const DARK_BELOW = 60;
const BLANK_SPREAD = 3;

/** How a page reads, from what the converter measured. */
export function warningsOf(page: {
  readonly width: number;
  readonly height: number;
  readonly seen: { readonly sharpness: number; readonly mean: number; readonly spread: number };
}): PageWarning[] {
  const { sharpness, mean, spread } = page.seen;
  const blank = spread < BLANK_SPREAD;
  const warnings: PageWarning[] = [];
  if (blank) warnings.push("blank");
  if (!blank && sharpness < BLURRED_BELOW) warnings.push("blurred");
  if (mean < DARK_BELOW) warnings.push("dark");
  if (Math.min(page.width, page.height) < COARSE_SIDE) warnings.push("coarse");
  return warnings;
}

/** Narrows a stored warning. */
export function isPageWarning(text: string): text is PageWarning {
  return PAGE_WARNINGS.some((warning) => warning === text);
}

const MOST_NAME = 100;

/** A file name for people to read: no path, no control or direction characters, not too long. */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{C}\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, "").trim();
  if (plain === "" || /^\.+$/.test(plain)) return "document";
  return [...plain].slice(-MOST_NAME).join("");
}

/** Where everything that belongs to a document lies. */
export function documentFolder({ tenantId, id }: { tenantId: string; id: string }): string {
  return `documents/${tenantId}/${id}`;
}

/** Where a page lies in the storage, and its small picture for lists. */
export function pageKey(document: { tenantId: string; id: string }, pageId: string): string {
  return `${documentFolder(document)}/${pageId}`;
}

/** Where the small picture of a page lies. */
export function thumbnailKey(storageKey: string): string {
  return `${storageKey}-small`;
}

/** The text whose SHA-256 stands for a document: the day on it, and its pages in their order. */
export function documentText(issuedOn: Day | null, pages: readonly { readonly sha256: string }[]): string {
  return [issuedOn ?? "", ...pages.map(({ sha256 }) => sha256)].join("\n");
}

/** Papers that are only good for some months from the day of issue: certificates of the registry. */
const VALID_MONTHS: Readonly<Record<string, number>> = { register_certificate: 3 };

/** Does this kind of paper bear a day of issue that matters? */
export function isDatedKind(kind: string): boolean {
  return Object.hasOwn(VALID_MONTHS, kind);
}

/** The last day on which a paper is good: the same day some months on, or that month's last. */
export function expiresOn(kind: string, issuedOn: Day | null): Day | null {
  const months = VALID_MONTHS[kind];
  if (months === undefined || issuedOn === null) return null;
  const [year = 0, month = 1, date = 1] = issuedOn.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  const two = (value: number) => String(value).padStart(2, "0");
  const to = (day: number) => parseDay(`${Math.floor(count / 12)}-${two((count % 12) + 1)}-${two(day)}`);
  const first = to(1);
  return to(date) ?? (first ? monthEnd(first) : null);
}

/**
 * The documents as the evaluator counts them: one without the day that it needs counts as not yet given, and one
 * that was good when it was handed in does not expire on the reviewer's desk.
 */
export function papersOf<
  D extends { readonly kind: string; readonly issuedOn: Day | null; readonly expiresOn: Day | null },
>(documents: readonly D[], receivedOn: Day | null): D[] {
  return documents
    .filter(({ kind, issuedOn }) => issuedOn !== null || !isDatedKind(kind))
    .map((document) => {
      const good = receivedOn !== null && document.expiresOn !== null && document.expiresOn >= receivedOn;
      return good ? { ...document, expiresOn: null } : document;
    });
}

/**
 * The pages in the order that the applicant wants; those that are not named are taken away.
 * @returns null when a page is named twice, is not there, or none is left
 */
export function arrangedPages<P extends { readonly id: string }>(
  pages: readonly P[],
  wanted: readonly string[],
): { readonly kept: P[]; readonly removed: P[] } | null {
  const kept = wanted.flatMap((id) => pages.find((page) => page.id === id) ?? []);
  if (kept.length === 0 || kept.length !== wanted.length || new Set(wanted).size !== wanted.length)
    return null;
  return { kept, removed: pages.filter(({ id }) => !wanted.includes(id)) };
}

const VIEW_MS = 30 * 60_000;

/** The half hour that a view falls in: opening a document is one event of the audit log, not one a page. */
export function viewWindowMs(nowMs: number): number {
  return nowMs - (nowMs % VIEW_MS);
}
