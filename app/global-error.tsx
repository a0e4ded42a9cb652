"use client";

import { common as english } from "@/messages/en/common";
import { common as japanese } from "@/messages/ja/common";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** Stands in when the frame of every page failed, and with it the choice of language: so it speaks two. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="ja">
      <body>
        <main className="mx-auto grid min-h-dvh max-w-xl content-center gap-8 px-6 py-12">
          <title>{japanese.errorTitle}</title>
          <section>
            <h1 className="text-2xl">{japanese.errorTitle}</h1>
            <p className="mt-2 text-muted">{japanese.errorBody}</p>
          </section>
          <section lang="en">
            <h2 className="text-lg">{english.errorTitle}</h2>
            <p className="mt-2 text-muted">{english.errorBody}</p>
          </section>
          {error.digest === undefined ? null : <p className="tabular text-sm text-muted">{error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="min-h-11 justify-self-start rounded bg-indigo-600 px-5 font-bold text-on-indigo"
          >
            {japanese.retry} / {english.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
