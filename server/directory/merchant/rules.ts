import { checkCode } from "@/server/codes/rules";
import { foldForSearch } from "@/server/kernel/kana";

/** What was typed to find a store among those of one merchant. */
export type StoreTerm = {
  /** Folded words that must all occur in its name or its kana. */
  readonly words: readonly string[];
  /** The beginning of the merchant's own number of it, or its id. */
  readonly number: string;
  /** The code of a poster, when the text could be one. */
  readonly code: string | null;
};

/** What a search through a merchant's stores compares. */
export type SoughtStore = {
  readonly id: string;
  readonly name: string;
  readonly nameKana: string;
  readonly storeNumber: string | null;
};

const numberOf = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** Reads what was typed: kana of any kind and width, a store number, an id or the code of a poster. */
export function readStoreTerm(text: string): StoreTerm {
  const words = text.split(/\s+/u).map(foldForSearch);
  return {
    words: [...new Set(words.filter((word) => word !== ""))],
    number: numberOf(text),
    code: checkCode(text),
  };
}

/** Whether a store is one of those that the term looks for. Its codes are looked up, not compared. */
export function isSought(term: StoreTerm, store: SoughtStore): boolean {
  const { words, number } = term;
  if (number !== "" && (store.id === number || numberOf(store.storeNumber ?? "").startsWith(number)))
    return true;
  const names = `${foldForSearch(store.name)} ${foldForSearch(store.nameKana)}`;
  return words.length > 0 && words.every((word) => names.includes(word));
}
