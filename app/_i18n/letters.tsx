"use client";

import dynamic from "next/dynamic";
import type { Locale } from "./locales";

// Apart from the rest, so that readers of Japanese and English do not load the tables of these fonts.
const ChineseLetters = dynamic(() => import("./chinese-letters").then((file) => file.ChineseLetters));
const KoreanLetters = dynamic(() => import("./korean-letters").then((file) => file.KoreanLetters));

/** The font of a language that the fonts of Japanese do not draw in its own shapes. */
export function Letters({ locale }: { locale: Locale }) {
  if (locale === "zh") return <ChineseLetters />;
  if (locale === "ko") return <KoreanLetters />;
  return null;
}
