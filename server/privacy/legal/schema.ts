export type LegalLocale = "ja" | "en" | "zh" | "ko";
export type LegalPart = { readonly title: string; readonly body: string };

/** A text as it is in force from the day that names it. */
export type LegalVersion = {
  /** The day "YYYY-MM-DD" from which it holds; no two versions of a text share one. */
  readonly version: string;
  readonly parts: Readonly<Record<LegalLocale, readonly LegalPart[]>>;
};

/** Who in another country receives data, how that country protects it, and what the recipient has promised. */
export type Recipient = {
  readonly name: string;
  readonly country: string;
  readonly purpose: string;
  readonly data: string;
  /** The country's own protection of personal data (Act on the Protection of Personal Information, art. 28-2). */
  readonly regime: string;
  readonly safeguards: string;
};
