"use client";

import { ChevronLeft, ChevronRight, RotateCw, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import type { Case } from "./case";

const MOST_ZOOM = 4;

/** The documents of an application beside its fields. Pages are pictures; every view is written down. */
export function Viewer({
  documents,
  chosenKind,
}: {
  documents: Case["documents"];
  chosenKind: string | null;
}) {
  const words = useTranslations("review.viewer");
  const kinds = useTranslations("onboarding.document");
  const [picked, setPicked] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const shown =
    documents.find(({ id }) => id === picked) ??
    documents.find(({ kind }) => kind === chosenKind) ??
    documents[0];

  function show(id: string): void {
    setPicked(id);
    setPage(1);
    setZoom(1);
    setTurn(0);
  }

  if (!shown) {
    return <aside className="bg-paper p-6 text-sm text-muted">{words("empty")}</aside>;
  }
  const at = Math.min(page, shown.pages);
  return (
    <aside
      aria-label={words("title")}
      className="flex min-w-0 flex-col bg-paper xl:sticky xl:top-[5.5rem] xl:h-[calc(100dvh-5.5rem)]"
    >
      <div className="flex flex-wrap gap-1 border-b border-line bg-surface px-3 py-2">
        {documents.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-pressed={one.id === shown.id}
            onClick={() => show(one.id)}
            className={cn(
              "min-h-8 rounded-sm px-2.5 text-xs",
              one.id === shown.id ? "bg-indigo-50 font-bold text-indigo-600" : "text-muted hover:bg-paper",
            )}
          >
            {kinds(one.kind)}
          </button>
        ))}
      </div>
      <div className="flex items-center gap-1 px-3 py-1.5">
        <Tool label={words("zoomOut")} disabled={zoom <= 1} onPress={() => setZoom(zoom - 0.5)}>
          <ZoomOut aria-hidden />
        </Tool>
        <Tool label={words("zoomIn")} disabled={zoom >= MOST_ZOOM} onPress={() => setZoom(zoom + 0.5)}>
          <ZoomIn aria-hidden />
        </Tool>
        <Tool label={words("rotate")} disabled={false} onPress={() => setTurn((turn + 90) % 360)}>
          <RotateCw aria-hidden />
        </Tool>
        <span className="grow" />
        <Tool label={words("previous")} disabled={at <= 1} onPress={() => setPage(at - 1)}>
          <ChevronLeft aria-hidden />
        </Tool>
        <span className="tabular text-xs text-muted">{words("page", { page: at, pages: shown.pages })}</span>
        <Tool label={words("following")} disabled={at >= shown.pages} onPress={() => setPage(at + 1)}>
          <ChevronRight aria-hidden />
        </Tool>
      </div>
      <div className="grow overflow-auto px-3 pb-3">
        {/* biome-ignore lint/performance/noImgElement: a private picture that no optimiser may keep */}
        <img
          src={`/api/documents/${shown.id}?page=${at}`}
          alt={words("alt", { name: kinds(shown.kind), page: at })}
          style={{ width: `${zoom * 100}%`, maxWidth: "none", transform: `rotate(${turn}deg)` }}
          className="rounded-sm border border-line bg-surface"
        />
      </div>
      <p className="px-3 pb-2 text-xs text-muted">{words("logged")}</p>
    </aside>
  );
}

type ToolProps = { label: string; disabled: boolean; onPress: () => void; children: ReactNode };

function Tool({ label, disabled, onPress, children }: ToolProps) {
  return (
    <Button variant="quiet" size="icon-sm" aria-label={label} disabled={disabled} onClick={onPress}>
      {children}
    </Button>
  );
}
