import { bigrams, foldForSearch, kanaToLatin } from "@/server/kernel/kana";
import { CATEGORIES, PREFECTURES } from "./categories.data";

export const MERCHANT_STATES = ["active", "suspended", "terminated"] as const;
export type MerchantState = (typeof MERCHANT_STATES)[number];

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toMerchantState(text: string): MerchantState {
  const state = MERCHANT_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a merchant: ${text}`);
  return state;
}

/** The only transition table of merchants and stores. */
export const MERCHANT_TRANSITIONS = {
  active: ["suspended", "terminated"],
  suspended: ["active", "terminated"],
  terminated: [],
} as const satisfies Record<MerchantState, readonly MerchantState[]>;

/** May a merchant or store go from one state to the other? */
export function canTransition(from: string, to: MerchantState): boolean {
  const known = MERCHANT_STATES.find((state) => state === from);
  const targets: readonly MerchantState[] = known === undefined ? [] : MERCHANT_TRANSITIONS[known];
  return targets.includes(to);
}

export const ENTITY_TYPES = ["company", "sole_proprietor"] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export const ACCOUNT_TYPES = ["ordinary", "current", "savings"] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** Is this category one that may enrol? */
export function isCategory(mcc: string): boolean {
  return CATEGORIES.some((category) => category.mcc === mcc);
}

/** The prefecture of a name as addresses write it. */
export function findPrefecture(name: string): (typeof PREFECTURES)[number] | undefined {
  return PREFECTURES.find((prefecture) => prefecture.name === name);
}

/** Terms that a new merchant starts with; the contract's later versions change them. */
export const STANDARD_TERMS = {
  feeBasisPoints: 198,
  feeRoundingUnit: "statement",
  feeRoundingMode: "down",
  taxBasisPoints: 1_000,
  taxRoundingMode: "down",
  cycle: "daily",
  payoutOffsetBankDays: 2,
  minimumPayoutMinor: 1n,
  transferFeeMinor: 0n,
  negativeLimitMinor: 100_000n,
} as const;

/** What a merchant is looked for by: its own facts, and those of its stores. */
export type SearchedMerchant = {
  readonly tradeName: string;
  readonly legalName: string;
  readonly legalNameKana: string;
  readonly address: string;
  readonly stores: readonly {
    readonly name: string;
    readonly nameKana: string;
    readonly nameLatin: string;
    readonly address: string;
  }[];
};

/** Stands between names and addresses in the folded text, where no folded name has a sign. */
export const ADDRESSES_AFTER = " | ";
/** A chain's stores beyond these are found by their names alone. */
const ADDRESSES_MAX = 100;

const folded = (texts: readonly string[], fold: (text: string) => string) => [
  ...new Set(texts.map(fold).filter((part) => part !== "")),
];

/** An address in one line, as Japan writes it. */
export function addressOf(place: {
  readonly prefecture: string;
  readonly city: string;
  readonly addressLine: string;
}): string {
  return `${place.prefecture}${place.city}${place.addressLine}`;
}

/** An address as it is searched: 渋谷1丁目2番3号 and 渋谷1-2-3 are one. */
export function foldAddress(text: string): string {
  return foldForSearch(text).replace(/(?<=\d)(?:丁目|番地|番|号)(?=\d|$)/gu, "");
}

/**
 * The folded text under which the directory finds a merchant, and the pairs of its GIN index. The trade name comes
 * first, other names follow, and addresses stand behind them: what is found in a name ranks before what is not.
 */
export function searchTextOf(merchant: SearchedMerchant): {
  readonly folded: string;
  readonly bigrams: string[];
} {
  const { tradeName, legalName, legalNameKana, stores } = merchant;
  const names = folded(
    [
      tradeName,
      legalName,
      legalNameKana,
      ...stores.flatMap((store) => [store.name, store.nameKana, store.nameLatin]),
    ],
    foldForSearch,
  );
  const places = [merchant.address, ...stores.slice(0, ADDRESSES_MAX).map((store) => store.address)];
  const addresses = folded(places, foldAddress);
  return {
    folded: `${names.join(" ")}${ADDRESSES_AFTER}${addresses.join(" ")}`,
    bigrams: [...new Set([...names, ...addresses].flatMap(bigrams))],
  };
}

/**
 * What is typed to find a bank or branch, folded, and without the word that every bank or branch has
 * (みずほ銀行 is listed as みずほ, 渋谷支店 as 渋谷).
 */
export function foldBankQuery(text: string): string {
  const folded = foldForSearch(text).replaceAll("|", "");
  const short = folded.replace(/(銀行|ギンコウ|bank|信用金庫|支店|シテン|branch)$/u, "");
  const word = folded.endsWith("信用金庫") ? `${short}信金` : short;
  return word === "" ? folded : word;
}

/** The last digits of an account that screens may show. */
export function lastDigitsOf(accountNumber: string): string {
  return accountNumber.slice(-3);
}

/** What identifies an account wherever it appears again: the blind index is made of this. */
export function accountKey(account: {
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: string;
  readonly accountNumber: string;
}): string {
  return `${account.bankCode}-${account.branchCode}-${account.accountType}-${account.accountNumber}`;
}

/** Names of a city that the EMV payload can hold: ward, city, town and village lose that word. */
export function cityLatinOf(municipalityKana: string, prefectureName: string): string {
  const kana = municipalityKana.normalize("NFKC").replace(/^.+グン(?=.{3})/u, "");
  const stem = kana.length > 3 ? kana.replace(/(シ|ク|チョウ|マチ|ムラ|ソン)$/u, "") : kana;
  const latin = kanaToLatin(stem, { maxLength: 15 });
  return latin === "" ? (findPrefecture(prefectureName)?.latin ?? "") : latin;
}
