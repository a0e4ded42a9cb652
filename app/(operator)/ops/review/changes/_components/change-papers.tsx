"use client";

import { useTranslations } from "next-intl";
import type { DeskChange } from "@/server/onboarding/changes/desk/queries";
import { PAPER_KINDS } from "@/server/onboarding/changes/rules";

/** The papers of a change, page by page; each opens by itself in its full size. */
export function ChangePapers({ change }: { change: DeskChange }) {
  const words = useTranslations("changes");
  const desk = useTranslations("changeDesk");
  const paperName = (kind: string) => {
    const known = PAPER_KINDS.find((one) => one === kind);
    return known === undefined ? kind : words(`paper.${known}`);
  };
  return (
    <section
      id="papers"
      tabIndex={-1}
      aria-label={words("papers")}
      className="grid gap-3 outline-offset-2 sm:grid-cols-2"
    >
      {change.papers.flatMap((paper) =>
        Array.from({ length: paper.pages }, (_, index) => index + 1).map((page) => (
          <a
            key={`${paper.id}-${page}`}
            href={`/api/changes/papers/${paper.id}?page=${page}`}
            target="_blank"
            rel="noreferrer"
          >
            {/* biome-ignore lint/performance/noImgElement: a private picture is not for the image optimiser */}
            <img
              src={`/api/changes/papers/${paper.id}?page=${page}`}
              alt={desk("page", { name: paperName(paper.kind), page })}
              className="w-full rounded border border-line"
            />
          </a>
        )),
      )}
    </section>
  );
}
