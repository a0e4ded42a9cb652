import { checkCode } from "@/server/codes/rules";
import { bigrams, foldForSearch } from "@/server/kernel/kana";
import { legalForms } from "@/server/kernel/legal-forms.data";

/** What was typed into the directory's one search field, as the index understands it. */
export type DirectoryTerm =
  | { readonly kind: "nothing" }
  /** An id of the product, exact. */
  | { readonly kind: "merchant" | "store" | "payment"; readonly id: string }
  /** The beginning of a phone or corporate number. */
  | { readonly kind: "number"; readonly digits: string; readonly code: string | null }
  /** Words that must all occur in the folded names; `code` when the text could also be the code of a poster. */
  | {
      readonly kind: "words";
      readonly words: readonly string[];
      readonly bigrams: readonly string[];
      readonly code: string | null;
    };

/** Numbers shorter than this are names (「109」) rather than the beginning of a phone number. */
const NUMBER_MIN_DIGITS = 5;
const PAYMENT_DIGITS = 20;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const longestFirst = (a: string, b: string) => b.length - a.length;
const WORDS = legalForms.flatMap((form): readonly string[] => form.words);
const BRACKETED = WORDS.filter((word) => word.includes("("));
const SPELLED = WORDS.filter((word) => !word.includes("("));
const SHORTS = legalForms.map((form) => form.short).sort(longestFirst);

// (株) anywhere; ｶ) at the head, (ｶ at the tail and (ｶ) in between, as bank books write them.
const BRACKETED_FORM = new RegExp(
  `${BRACKETED.sort(longestFirst).map(escaped).join("|")}|\\((?:${SHORTS.join("|")})\\)|^(?:${SHORTS.join("|")})\\)|\\((?:${SHORTS.join("|")})$`,
  "gu",
);
const SPELLED_FORM = new RegExp([...new Set(SPELLED.map(foldForSearch))].sort(longestFirst).join("|"), "gu");

/**
 * Reads what was typed: kana of any kind and width, with or without long vowels and spaces, a legal form written in
 * any way or left out; an id, a poster's code, a phone or corporate number with or without hyphens.
 */
export function readTerm(text: string): DirectoryTerm {
  const plain = text.normalize("NFKC").trim();
  const id = /^(mer|sto|pay)_[0-9a-z_]{1,40}$/i.exec(plain);
  if (id) return idTerm(plain.toLowerCase());
  const code = checkCode(plain);
  const digits = plain.replace(/[\s()‐‑‒–—―−ー+-]/gu, "");
  if (/^T?\d+$/i.test(digits)) {
    const number = digits.replace(/^T/i, "");
    if (number.length === PAYMENT_DIGITS) return { kind: "payment", id: `pay_${number}` };
    if (number.length >= NUMBER_MIN_DIGITS) return { kind: "number", digits: number, code };
  }
  const words = wordsOf(plain);
  if (words.length === 0) return { kind: "nothing" };
  return { kind: "words", words, bigrams: [...new Set(words.flatMap(bigrams))], code };
}

function idTerm(id: string): DirectoryTerm {
  if (id.startsWith("mer_")) return { kind: "merchant", id };
  return { kind: id.startsWith("sto_") ? "store" : "payment", id };
}

/** The folded words of a text without its legal form, unless there is nothing else. */
function wordsOf(plain: string): string[] {
  const katakanaForms = plain.replace(/[ｦ-ﾟ]+/gu, (half) => half.normalize("NFKC"));
  const parts = katakanaForms.replace(BRACKETED_FORM, " ").split(/\s+/u).map(foldForSearch);
  const words = parts.flatMap((part) => part.replace(SPELLED_FORM, " ").split(" "));
  const kept = words.filter((word) => word !== "");
  const all = kept.length > 0 ? kept : plain.split(/\s+/u).map(foldForSearch);
  return [...new Set(all.filter((word) => word !== ""))];
}

/**
 * The page sizes and the bound to which matches are counted and ranked; beyond it the screen says 「2,000件以上」, and the
 * newest come first.
 */
export const DIRECTORY_PAGE = { size: 50, sizeMax: 100, countBound: 2_000 } as const;

/** What the list is narrowed by: `active` is paid within thirty days, else `dormant`;
 * both are `paid`. */
export const ACTIVITY_FILTERS = ["paid", "unpaid", "active", "dormant"] as const;
/** Without a payment for so long a merchant is dormant. */
export const DORMANT_DAYS = 30;

/** How far the network is and where it should be: the line that the operator steers by. */
export type GrowthTarget = {
  readonly startOn: string;
  readonly startShops: number;
  readonly endOn: string;
  readonly endShops: number;
};

/** Shops that the target line asks for, `elapsedDays` of `totalDays` into it; whole shops, rounded down. */
export function targetAt(target: GrowthTarget, elapsedDays: number, totalDays: number): number {
  const days = Math.min(Math.max(elapsedDays, 0), totalDays);
  return target.startShops + Math.floor(((target.endShops - target.startShops) * days) / totalDays);
}
