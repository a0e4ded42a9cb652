"use client";

import "@fontsource-variable/noto-sans-kr";

/** Brings the Korean font; what it draws is chosen by the language of the page. */
export function KoreanLetters() {
  return null;
}
