import iconv from "iconv-lite";

/** Letters that Windows writes with another code, or with the common form of the same letter. */
const AS_WINDOWS_WRITES: Readonly<Record<string, string>> = {
  "〜": "～",
  "−": "－",
  "—": "―",
  "‖": "∥",
  𠮷: "吉",
  "¥": "￥",
  "¢": "￠",
  "£": "￡",
  "¬": "￢",
  "–": "－",
};
const MAPPED = new RegExp(`[${Object.keys(AS_WINDOWS_WRITES).join("")}]`, "gu");

/** Stands where a letter is missing, as Japanese printers do it. */
const GETA = "〓";

export type Cp932 = {
  readonly bytes: Uint8Array;
  /** Letters that the code does not have, each once; a geta mark stands in their places. */
  readonly lost: readonly string[];
};

/**
 * A text in CP932, the code of spreadsheets in Japan. What can be mapped is mapped; the rest is found by reading the
 * bytes again, since the encoder itself would write a question mark and say nothing.
 */
export function toCp932(text: string): Cp932 {
  const mapped = text.replace(MAPPED, (letter) => AS_WINDOWS_WRITES[letter] ?? letter);
  const bytes = iconv.encode(mapped, "cp932");
  if (iconv.decode(bytes, "cp932") === mapped) return { bytes, lost: [] };
  // Each letter is tried once, however long the text is in which it stands.
  const lost = [...new Set(mapped)].filter(
    (letter) => iconv.decode(iconv.encode(letter, "cp932"), "cp932") !== letter,
  );
  const codes = lost.map((letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`);
  const known = mapped.replace(new RegExp(`[${codes.join("")}]`, "gu"), GETA);
  return { bytes: iconv.encode(known, "cp932"), lost };
}
