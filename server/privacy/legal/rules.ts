import { COMMERCE } from "./commerce.data";
import { PRIVACY } from "./privacy.data";
import type { LegalLocale, LegalPart, LegalVersion, Recipient } from "./schema";
import { TERMS } from "./terms.data";
import { TRANSFER } from "./transfer.data";

export const LEGAL_TEXTS = { terms: TERMS, privacy: PRIVACY, commerce: COMMERCE } as const;
export type LegalName = keyof typeof LEGAL_TEXTS;

/** Narrows the name of a text from an address. */
export function isLegalName(name: string): name is LegalName {
  return Object.hasOwn(LEGAL_TEXTS, name);
}

/** The version of a text that is asked for, the one in force without; undefined when there is none of that day. */
export function legalVersion(name: LegalName, version?: string): LegalVersion | undefined {
  const versions: readonly LegalVersion[] = LEGAL_TEXTS[name];
  return version === undefined ? versions[0] : versions.find((one) => one.version === version);
}

/** The days of all versions, newest first. */
export function legalVersions(name: LegalName): string[] {
  return LEGAL_TEXTS[name].map(({ version }) => version);
}

/** Puts names and figures into a text; a blank that is not given stays visible, so that nobody overlooks it. */
export function filledPart({ title, body }: LegalPart, blanks: Readonly<Record<string, string>>): LegalPart {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => blanks[name] ?? whole);
  return { title: fill(title), body: fill(body) };
}

/** The notice that goes with the consent to data sent abroad, of the version that is asked for. */
export function transferNotice(version: string, locale: LegalLocale): readonly Recipient[] | undefined {
  return TRANSFER.find((one) => one.version === version)?.recipients[locale];
}
