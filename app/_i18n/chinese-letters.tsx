"use client";

import "@fontsource-variable/noto-sans-sc";

/** Brings the Chinese font; what it draws is chosen by the language of the page. */
export function ChineseLetters() {
  return null;
}
