import type { Day } from "@/server/kernel/calendar";

/** How somebody was identified, after the ways of the Act on Prevention of Transfer of Criminal Proceeds. */
export const IDENTIFICATION_METHODS = [
  "in_person",
  "paper_and_mail",
  "photo_and_face",
  "chip_and_face",
  "public_certificate",
  "registry",
] as const;
export type IdentificationMethod = (typeof IDENTIFICATION_METHODS)[number];

/** Narrows a stored method. @throws RangeError for a text that is none */
export function toIdentificationMethod(text: string): IdentificationMethod {
  const method = IDENTIFICATION_METHODS.find((known) => known === text);
  if (method === undefined) throw new RangeError(`no method of identification: ${text}`);
  return method;
}

export const IDENTIFICATION_PAPERS = [
  "driving_licence",
  "my_number_card",
  "residence_card",
  "passport",
  "register_certificate",
  "registry_record",
] as const;
export type IdentificationPaper = (typeof IDENTIFICATION_PAPERS)[number];

/** Narrows a stored paper. @throws RangeError for a text that is none */
export function toIdentificationPaper(text: string): IdentificationPaper {
  const paper = IDENTIFICATION_PAPERS.find((known) => known === text);
  if (paper === undefined) throw new RangeError(`no paper of identification: ${text}`);
  return paper;
}

/** Whom the record is about: the person who represents the applicant, or the company itself. */
export const IDENTIFIED_SUBJECTS = ["representative", "entity"] as const;
export type IdentifiedSubject = (typeof IDENTIFIED_SUBJECTS)[number];

/** From this day pictures of papers are no longer accepted for identification at a distance. */
export const PHOTOS_END_ON = "2027-04-01";

const OF_COMPANIES: readonly IdentificationPaper[] = ["register_certificate", "registry_record"];

/** Why a record cannot be made, or null. */
export function identificationProblem(
  given: {
    readonly subject: IdentifiedSubject;
    readonly method: IdentificationMethod;
    readonly paper: IdentificationPaper;
    readonly checkedOn: string;
  },
  todayOn: Day,
): "method" | "paper" | "checkedOn" | null {
  if (given.checkedOn > todayOn) return "checkedOn";
  if (given.method === "photo_and_face" && given.checkedOn >= PHOTOS_END_ON) return "method";
  if ((given.subject === "entity") !== OF_COMPANIES.includes(given.paper)) return "paper";
  return given.method === "registry" && given.subject !== "entity" ? "method" : null;
}

/** The papers that fit a subject. */
export function papersFor(subject: IdentifiedSubject): IdentificationPaper[] {
  return IDENTIFICATION_PAPERS.filter((paper) => OF_COMPANIES.includes(paper) === (subject === "entity"));
}
