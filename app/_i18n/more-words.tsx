"use client";

import { NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { mergeWords, type WordTree } from "@/messages/pick";

/** Adds words to those that the frame around has already sent. */
export function MoreWords({ words, children }: { words: WordTree; children: ReactNode }) {
  const before = useMessages();
  const messages = useMemo(() => mergeWords(before, words), [before, words]);
  return (
    <NextIntlClientProvider locale={useLocale()} messages={messages}>
      {children}
    </NextIntlClientProvider>
  );
}
