import type { Day } from "@/server/kernel/calendar";
import type { EntityType } from "@/server/merchants/rules";
import { chosenIn, entityTypeOf, type Fields, licencesOf } from "../fields/rules";
import { CONTRACT_KINDS, DOCUMENT_KINDS } from "../fields.data";

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** A paper as the evaluator sees it; what has neither id nor hash is told apart by its kind alone. */
export type Paper = {
  readonly kind: string;
  readonly id?: string;
  readonly sha256?: string;
  /** The last day on which it is valid, where it has one. */
  readonly expiresOn?: Day | null;
};

/** Every kind of document, in the order in which they are asked for. */
export function documentKinds(): DocumentKind[] {
  return Object.keys(DOCUMENT_KINDS).filter(isDocumentKind);
}

/** Narrows a document's kind from outside. */
export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(DOCUMENT_KINDS, text);
}

/** Narrows a stored kind. @throws RangeError for a text that is none */
export function toDocumentKind(text: string): DocumentKind {
  if (!isDocumentKind(text)) throw new RangeError(`no kind of a document: ${text}`);
  return text;
}

/**
 * How much a paper matters for this applicant: by the kind of applicant, a licence by the categories of the stores
 * and the goods declared, and a form of contract by the kinds of sale.
 */
export function documentLevel(kind: DocumentKind, fields: Fields): "blocking" | "recommended" | "none" {
  const entityType = entityTypeOf(fields);
  if (!entityType || !isAskedFor(kind, fields)) return "none";
  const level: Record<EntityType, "blocking" | "recommended" | "none"> = DOCUMENT_KINDS[kind];
  return level[entityType];
}

function isAskedFor(kind: DocumentKind, fields: Fields): boolean {
  if (kind.startsWith("licence_")) return licencesOf(fields).some((licence) => kind === `licence_${licence}`);
  if (kind !== "sales_contract") return true;
  const kinds = chosenIn(fields["sales.kinds"]);
  return CONTRACT_KINDS.some((one) => kinds.includes(one));
}
