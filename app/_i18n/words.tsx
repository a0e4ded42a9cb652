import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { screenMessagesOf } from "@/messages/messages";
import { WORDS_OF, type WordsPart } from "@/messages/parts.data";
import { pickWords } from "@/messages/pick";
import { isLocale } from "./locales";
import { MoreWords } from "./more-words";

/** Sends the words of a folder to the client components of its pages. */
export async function Words({ of, children }: { of: WordsPart; children: ReactNode }) {
  const locale = await getLocale();
  const messages = screenMessagesOf(isLocale(locale) ? locale : "ja");
  return <MoreWords words={pickWords(messages, WORDS_OF[of])}>{children}</MoreWords>;
}
