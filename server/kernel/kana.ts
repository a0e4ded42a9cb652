import { DASHES, HEPBURN, SMALL_TO_LARGE } from "./kana.data";
import { legalForms } from "./legal-forms.data";

const DASH = new RegExp(`[${DASHES}]`, "gu");

/** NFKC, with a voicing mark typed as a character of its own (カ゛) joined to its kana, as half-width marks are. */
function toOneWidth(text: string): string {
  return text.replace(/゛/g, "\u3099").replace(/゜/g, "\u309a").normalize("NFKC");
}

function hiraganaToKatakana(text: string): string {
  return text.replace(/[\u3041-\u3096\u309d\u309e]/g, (char) =>
    String.fromCharCode(char.charCodeAt(0) + 0x60),
  );
}

function smallToLarge(text: string): string {
  return text.replace(/[ァィゥェォッャュョヮヵヶㇰ-ㇿ]/g, (char) => SMALL_TO_LARGE[char] ?? char);
}

function foldOnce(text: string): string {
  const widthless = toOneWidth(text).toLowerCase();
  // Latin accents go (café is found as cafe); kana voicing marks stay, because ハ and バ are different sounds.
  const plain = widthless
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC");
  return smallToLarge(hiraganaToKatakana(plain)).replace(/[ー\p{P}\p{S}\p{Z}\p{M}\p{C}]/gu, "");
}

/**
 * The key on which names are searched and compared: NFKC, lower case, katakana, small kana large, and without
 * long-vowel marks, spaces, punctuation and accents. Folding twice is folding once.
 */
export function foldForSearch(text: string): string {
  // A few letters only reach their final form on the second pass (a symbol that NFKC spells in capitals).
  return foldOnce(foldOnce(text));
}

// What lengthens the vowel of the kana before it: ジロウ, ジロオ and ジロー are heard as one name.
const LENGTHENED =
  /(?<=[アカサタナハマヤラワガザダバパ])ア|(?<=[ウクスツヌフムユルグズヅブプヴオコソトノホモヨロヲゴゾドボポ])ウ|(?<=[オコソトノホモヨロヲゴゾドボポ])オ/gu;

/**
 * The key on which two readings of one name agree: folded, and long vowels written with a kana count like those
 * written with the mark. Shorter than what is searched by, so it compares and does not look up.
 */
export function foldForHearing(text: string): string {
  return foldForSearch(text).replace(LENGTHENED, "");
}

/** The distinct pairs of neighbouring characters of a folded text, or its only character. */
export function bigrams(folded: string): string[] {
  const chars = [...folded];
  if (chars.length < 2) return chars;
  return [...new Set(chars.slice(1).map((char, index) => `${chars[index] ?? ""}${char}`))];
}

/**
 * A kana field as it is kept: full-width katakana, ASCII letters and digits, single spaces, small kana as typed,
 * and any dash after a kana read as the long-vowel mark. Other characters are left for `isKana` to refuse.
 */
export function toKatakana(text: string): string {
  return hiraganaToKatakana(toOneWidth(text))
    .replace(new RegExp(`(?<=[ァ-ヺー][${DASHES}]*)[${DASHES}]`, "gu"), "ー")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Whether a text, once in katakana, holds nothing but kana, long-vowel marks, middle dots and spaces. */
export function isKana(text: string): boolean {
  return /^[ァ-ヺー・ ]*[ァ-ヺ][ァ-ヺー・ ]*$/u.test(toKatakana(text));
}

// ---- transfer form -------------------------------------------------------------------------------------------

/** Which rules a transfer name follows: names of parties may hold `( ) - .` and spaces, names of banks only `-`. */
export type TransferNameKind = "party" | "bank";

export type TransferKana =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly offending: readonly string[]; readonly tooLong?: boolean };

const HALF_WIDTH: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 0xff9f - 0xff71 + 1 }, (_, index) => String.fromCharCode(0xff71 + index)).map(
    (half) => [half.normalize("NFKC"), half],
  ),
);

/** Katakana to half width, a voiced kana becoming two characters; whatever has no half form stays. */
function toHalfWidth(text: string): string {
  const oldKana = text.replace(/ヰ/g, "イ").replace(/ヱ/g, "エ");
  let half = "";
  for (const char of oldKana) {
    // Only kana are taken apart: decomposing a kanji could turn it into its look-alike.
    const parts = /[ァ-ヺ\u3099\u309a]/.test(char) ? [...char.normalize("NFD")] : [char];
    if (parts.every((part) => HALF_WIDTH.has(part)))
      half += parts.map((part) => HALF_WIDTH.get(part)).join("");
    else half += char;
  }
  return half;
}

const ALLOWED: Readonly<Record<TransferNameKind, RegExp>> = {
  party: /[ｱ-ﾝﾞﾟA-Z0-9 ().-]/,
  bank: /[ｱ-ﾝﾞﾟA-Z0-9-]/,
};

/** Nothing to refuse, seen at one glance: what nearly all names are. */
const WELL_FORMED: Readonly<Record<TransferNameKind, RegExp>> = {
  party: /^(?:[ｱ-ﾝA-Z0-9 ().-]|(?<=[ｳｶ-ｺｻ-ｿﾀ-ﾄﾊ-ﾎ])ﾞ|(?<=[ﾊ-ﾎ])ﾟ)*$/,
  bank: /^(?:[ｱ-ﾝA-Z0-9-]|(?<=[ｳｶ-ｺｻ-ｿﾀ-ﾄﾊ-ﾎ])ﾞ|(?<=[ﾊ-ﾎ])ﾟ)*$/,
};

/**
 * The characters of a half-width text that a bank would refuse, each once: those outside the set, and voicing marks
 * on kana that cannot carry them ("ｱﾞ", or the lone mark).
 */
export function offendingInTransferName(half: string, kind: TransferNameKind): string[] {
  if (WELL_FORMED[kind].test(half)) return [];
  const offending = new Set<string>();
  let before = "";
  for (const char of half) {
    if (!ALLOWED[kind].test(char)) offending.add(char);
    if (char === "ﾞ" && !/[ｳｶ-ｺｻ-ｿﾀ-ﾄﾊ-ﾎ]/.test(before)) offending.add(`${before}${char}`.trim());
    if (char === "ﾟ" && !/[ﾊ-ﾎ]/.test(before)) offending.add(`${before}${char}`.trim());
    before = char;
  }
  return [...offending];
}

// Longest first, so that 一般社団法人 is not read as 社団法人 with a remainder.
const LEGAL_WORDS = legalForms
  .flatMap(({ short, words }) => words.map((word) => ({ short, word })))
  .sort((a, b) => b.word.length - a.word.length);
const SHORTS = legalForms.map(({ short }) => short).sort((a, b) => b.length - a.length);
const SHORT_PATTERN = SHORTS.join("|");

function placeLegalForm(head: string, short: string, tail: string): string {
  const before = head.trim();
  const after = tail.trim();
  if (before === "") return `${short})${after}`;
  if (after === "") return `${before}(${short}`;
  return `${before}(${short})${after}`;
}

/** Writes the legal form of a name the way banks do; one that is abbreviated already is only tidied. */
function abbreviateLegalForm(name: string): string {
  const atHead = new RegExp(`^\\(?(${SHORT_PATTERN})\\)(?=.)`).exec(name);
  if (atHead?.[1] !== undefined) return placeLegalForm("", atHead[1], name.slice(atHead[0].length));
  const atTail = new RegExp(`(?<=.)\\((${SHORT_PATTERN})\\)?$`).exec(name);
  if (atTail?.[1] !== undefined) return placeLegalForm(name.slice(0, atTail.index), atTail[1], "");
  const inside = new RegExp(`(?<=.)\\((${SHORT_PATTERN})\\)(?=.)`).exec(name);
  if (inside?.[1] !== undefined) {
    return placeLegalForm(
      name.slice(0, inside.index),
      inside[1],
      name.slice(inside.index + inside[0].length),
    );
  }
  for (const { short, word } of LEGAL_WORDS) {
    const at = name.indexOf(word);
    if (at < 0 || name.trim() === word) continue;
    return placeLegalForm(name.slice(0, at), short, name.slice(at + word.length));
  }
  return name;
}

function toTransferCharacters(text: string): string {
  const katakana = hiraganaToKatakana(toOneWidth(text)).toUpperCase();
  return smallToLarge(katakana).replace(DASH, "-").replace(/\s+/gu, " ").trim();
}

function checkTransferName(half: string, kind: TransferNameKind, maxBytes: number): TransferKana {
  const offending = offendingInTransferName(half, kind);
  if (offending.length > 0 || half === "") return { ok: false, offending };
  // Every character left is one byte of JIS X 0201.
  if (half.length > maxBytes) return { ok: false, offending, tooLong: true };
  return { ok: true, value: half };
}

/**
 * The name of a party (account holder, sender) in the half-width form of bank transfers. Kanji and other characters
 * outside the set are named and refused, never guessed; a name over `maxBytes` is refused, not cut, because a cut
 * can part a kana from its voicing mark. An empty name is refused with nothing offending.
 * Source: 全銀協 制定フォーマット (総合振込) and its tables of abbreviations.
 * @param maxBytes 30 for a payee, 40 for the sender
 */
export function toTransferKana(text: string, maxBytes = 30): TransferKana {
  return checkTransferName(toHalfWidth(abbreviateLegalForm(toTransferCharacters(text))), "party", maxBytes);
}

/**
 * The name of a bank or branch in transfer form, at most 15 bytes. Full stops, middle dots and spaces, which a few
 * foreign banks have in their names, are left out: the bank is found by its number, and the field takes only `-`.
 */
export function toBankNameKana(text: string): TransferKana {
  return checkTransferName(toHalfWidth(toTransferCharacters(text).replace(/[.・ ]/g, "")), "bank", 15);
}

// ---- Latin suggestion ----------------------------------------------------------------------------------------

function latinOfKanaRun(run: string): string {
  const katakana = run.replace(/ー/g, "");
  let latin = "";
  let doubled = false;
  for (let at = 0; at < katakana.length; ) {
    const pair = HEPBURN[katakana.slice(at, at + 2)];
    const sound = pair ?? HEPBURN[katakana.charAt(at)] ?? "";
    const consonant = sound.startsWith("CH") ? "T" : sound.replace(/[AIUEO].*$/, "").charAt(0);
    latin += `${doubled ? consonant : ""}${sound}`;
    doubled = katakana.charAt(at) === "ッ";
    at += pair === undefined ? 1 : 2;
  }
  return latin
    .replace(/O[OU]/g, "O")
    .replace(/UU/g, "U")
    .replace(/N(?=[BMP])/g, "M");
}

/**
 * A Latin spelling of a kana name, in capitals and printable ASCII: Hepburn as passports write it (long vowels short,
 * M before B, M and P). It is a suggestion for a person to correct; kanji are left out.
 * @param options.maxLength cuts at a space if there is one, else anywhere (25 for the name in an EMV payload, 15 for its city)
 */
export function kanaToLatin(text: string, options: { readonly maxLength?: number } = {}): string {
  const latin = toKatakana(text)
    .toUpperCase()
    .replace(/[ァ-ヺー]+/gu, latinOfKanaRun)
    .replace(/・/g, " ")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/ +/g, " ")
    .trim();
  const { maxLength } = options;
  if (maxLength === undefined || latin.length <= maxLength) return latin;
  const cut = latin.slice(0, maxLength + 1);
  const space = cut.lastIndexOf(" ");
  return (space > 0 ? cut.slice(0, space) : latin.slice(0, maxLength)).trim();
}
