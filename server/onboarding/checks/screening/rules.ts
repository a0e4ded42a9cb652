import { bigrams, foldForSearch } from "@/server/kernel/kana";
import { legalForms } from "@/server/kernel/legal-forms.data";

/** Whom a list is asked about. */
export type ScreeningSubject = {
  readonly kind: "person" | "entity";
  readonly name: string;
  readonly kana: string;
  /** 1980-04-01, of a person. */
  readonly birthOn: string | null;
};

export const LIST_KINDS = ["sanctions", "anti_social"] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** One name on a list. */
export type ListedName = {
  readonly id: string;
  readonly list: ListKind;
  readonly kind: "person" | "entity";
  readonly name: string;
  readonly kana: string;
  readonly aliases: readonly string[];
  readonly birthOn: string | null;
};

/** `hit`: the same name and nothing against it; `possible`: a person has to look. */
export type ScreeningMatch = {
  readonly strength: "hit" | "possible";
  readonly list: ListKind;
  readonly listedId: string;
  readonly listedName: string;
  readonly subjectName: string;
  readonly why: "same_name_and_birth" | "same_name" | "same_kana" | "similar_name";
};

/** Old and new shapes of the same characters in names: whoever writes them writes either. */
const VARIANTS: Readonly<Record<string, string>> = {
  髙: "高",
  﨑: "崎",
  嵜: "崎",
  邊: "辺",
  邉: "辺",
  𠮷: "吉",
  濵: "浜",
  濱: "浜",
  齋: "斎",
  齊: "斎",
  斉: "斎",
  澤: "沢",
  櫻: "桜",
  嶋: "島",
  國: "国",
  廣: "広",
  栁: "柳",
};

const WORDS = legalForms.flatMap(({ words }) => words);
/** 「(株)」 and its like go before folding takes the brackets away; the written-out forms go after. */
const BRACKETED = new RegExp(
  WORDS.filter((word) => word.startsWith("("))
    .map((word) => word.replace(/[()]/g, "\\$&"))
    .join("|"),
  "gu",
);
const SPELT = [...new Set(WORDS.filter((word) => !word.startsWith("(")).map(foldForSearch))].sort(
  (a, b) => b.length - a.length,
);

/** A name as it is compared: without legal form, width, kind of kana, spaces, marks and variant characters. */
export function foldName(text: string): string {
  const plain = [...text.normalize("NFKC")].map((char) => VARIANTS[char] ?? char).join("");
  const folded = foldForSearch(plain.replace(BRACKETED, ""));
  const form = SPELT.find((word) => folded.startsWith(word) || folded.endsWith(word));
  if (form === undefined || folded === form) return folded;
  return folded.startsWith(form) ? folded.slice(form.length) : folded.slice(0, -form.length);
}

/** A list made ready to be asked: by folded name, and by pairs of characters for what is nearly the same. */
export type NameIndex = {
  readonly size: number;
  readonly byName: ReadonlyMap<string, readonly ListedName[]>;
  readonly byKana: ReadonlyMap<string, readonly ListedName[]>;
  readonly byPair: ReadonlyMap<string, readonly ListedName[]>;
};

/** Makes a list ready. Names of one character match only exactly. */
export function indexNames(listed: readonly ListedName[]): NameIndex {
  const byName = new Map<string, ListedName[]>();
  const byKana = new Map<string, ListedName[]>();
  const byPair = new Map<string, ListedName[]>();
  const add = (map: Map<string, ListedName[]>, key: string, entry: ListedName) => {
    if (key === "") return;
    const known = map.get(key);
    if (known) known.push(entry);
    else map.set(key, [entry]);
  };
  for (const entry of listed) {
    for (const name of new Set([entry.name, ...entry.aliases].map(foldName))) add(byName, name, entry);
    add(byKana, foldName(entry.kana), entry);
    for (const pair of pairsOf(foldName(entry.name))) add(byPair, pair, entry);
  }
  return { size: listed.length, byName, byKana, byPair };
}

function pairsOf(folded: string): string[] {
  return [...folded].length < 2 ? [] : bigrams(folded);
}

const SIMILAR = 0.8;

/**
 * What a list says of somebody. The same name with another day of birth is another person; the same reading alone,
 * or a name that shares four of five pairs of characters, is for a person to look at.
 */
export function screenSubject(subject: ScreeningSubject, index: NameIndex): ScreeningMatch[] {
  const found = new Map<string, ScreeningMatch>();
  const note = (entry: ListedName, strength: "hit" | "possible", why: ScreeningMatch["why"]) => {
    if (found.has(entry.id) || isOther(subject, entry)) return;
    const { id: listedId, list, name: listedName } = entry;
    found.set(listedId, { strength, list, listedId, listedName, subjectName: subject.name, why });
  };
  for (const entry of index.byName.get(foldName(subject.name)) ?? []) {
    const born = subject.birthOn !== null && subject.birthOn === entry.birthOn;
    const sure = born || entry.kind === "entity";
    note(entry, sure ? "hit" : "possible", born ? "same_name_and_birth" : "same_name");
  }
  for (const entry of index.byKana.get(foldName(subject.kana)) ?? []) note(entry, "possible", "same_kana");
  for (const entry of similar(foldName(subject.name), index)) note(entry, "possible", "similar_name");
  return [...found.values()];
}

function isOther(subject: ScreeningSubject, entry: ListedName): boolean {
  if (subject.kind !== entry.kind) return true;
  return subject.birthOn !== null && entry.birthOn !== null && subject.birthOn !== entry.birthOn;
}

function similar(folded: string, index: NameIndex): ListedName[] {
  const pairs = pairsOf(folded);
  // Of three characters one pair more or less says nothing.
  if (pairs.length < 3) return [];
  const shared = new Map<ListedName, number>();
  for (const pair of pairs) {
    for (const entry of index.byPair.get(pair) ?? []) shared.set(entry, (shared.get(entry) ?? 0) + 1);
  }
  return [...shared]
    .filter(
      ([entry, count]) => (2 * count) / (pairs.length + pairsOf(foldName(entry.name)).length) >= SIMILAR,
    )
    .map(([entry]) => entry);
}
