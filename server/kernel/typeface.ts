/** Which font draws which part of a text, and where a name may be broken. Coverage is asked through a function. */

export const FACES = ["jp", "sc", "kr"] as const;
export type Face = (typeof FACES)[number];
export const LANGUAGES = ["ja", "en", "zh", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];

export type Run = { readonly face: Face; readonly text: string };

const PREFERENCE = {
  ja: ["jp", "sc", "kr"],
  en: ["jp", "sc", "kr"],
  zh: ["sc", "jp", "kr"],
  ko: ["kr", "jp", "sc"],
} as const satisfies Record<Language, readonly Face[]>;

// Marks and variation selectors belong to the letter before them and follow it into its font.
const JOINS_PREVIOUS = /^(?:\p{M}|\u200d)$/u;

// Letters typed as base and mark (か + ゛, e + ´, single jamo) have no glyph of their own width; compatibility
// ideographs such as 﨑 must stay as they are, so only these sequences are composed.
const COMPOSABLE = /[\u3040-\u30ff][\u3099\u309a]|[\u1100-\u11ff]+|[A-Za-z][\u0300-\u036f]+/gu;

/** A text as it can be drawn: composed, on one line, without control characters. */
export function drawable(text: string): string {
  return text
    .replace(COMPOSABLE, (part) => part.normalize("NFC"))
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
}

/**
 * Splits a text into runs of one font each. One font for the whole text is preferred, in the order of the language;
 * a character that no font has is left out, since an empty box on a poster helps nobody.
 */
export function runsOf(
  text: string,
  language: Language,
  covers: (face: Face, letter: string) => boolean,
): Run[] {
  const letters = Array.from(drawable(text));
  const order = PREFERENCE[language];
  const solid = letters.filter((letter) => !JOINS_PREVIOUS.test(letter));
  const whole = order.find((face) => solid.every((letter) => covers(face, letter)));
  if (whole !== undefined) return letters.length === 0 ? [] : [{ face: whole, text: letters.join("") }];
  const runs: { face: Face; text: string }[] = [];
  let keepsMarks = false;
  for (const letter of letters) {
    const last = runs.at(-1);
    const joins = JOINS_PREVIOUS.test(letter) || letter === " ";
    if (joins && last !== undefined) {
      if (keepsMarks || letter === " ") last.text += letter;
      continue;
    }
    const face = order.find((each) => covers(each, letter));
    keepsMarks = face !== undefined;
    if (face === undefined) continue;
    if (last?.face === face) last.text += letter;
    else runs.push({ face, text: letter });
  }
  return runs;
}

const NO_START =
  /^[、。，．・：；！？）」』】〉》〕］｝ー～〜々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.!?)\]}%]/u;
const NO_END = /[（「『【〈《〔［｛([{]$/u;

/** The pieces of a name between which a line may end: words, with punctuation kept where it belongs. */
export function piecesOf(text: string): { text: string; spaced: boolean }[] {
  const pieces: { text: string; spaced: boolean }[] = [];
  for (const { segment } of new Intl.Segmenter("ja", { granularity: "word" }).segment(drawable(text))) {
    const last = pieces.at(-1);
    if (/^\s+$/u.test(segment)) {
      if (last !== undefined) last.spaced = true;
    } else if (last !== undefined && !last.spaced && (NO_START.test(segment) || NO_END.test(last.text))) {
      last.text += segment;
    } else {
      pieces.push({ text: segment, spaced: false });
    }
  }
  return pieces.flatMap((piece) => cutLong(piece));
}

// A word of more than twelve letters would force a tiny size, so it may be cut between letters.
function cutLong(piece: { text: string; spaced: boolean }): { text: string; spaced: boolean }[] {
  const letters = Array.from(new Intl.Segmenter("ja").segment(piece.text), ({ segment }) => segment);
  if (letters.length <= 12) return [piece];
  const half = Math.ceil(letters.length / 2);
  const parts = [letters.slice(0, half).join(""), letters.slice(half).join("")];
  return parts.flatMap((text, i) => cutLong({ text, spaced: i === 1 && piece.spaced }));
}
