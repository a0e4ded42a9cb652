"use client";

import { ChevronLeft, ChevronRight, Trash2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { ShownDocument } from "@/server/onboarding/documents/queries";

type DocumentPagesProps = {
  document: ShownDocument;
  disabled: boolean;
  /** The pages that stay, in their new order; none when the last one goes. */
  onArrange: (pageIds: string[]) => void;
};

/** The pages of a document as the server keeps them, in order: looked at, moved, taken away. */
export function DocumentPages({ document, disabled, onArrange }: DocumentPagesProps) {
  const words = useTranslations("onboarding.upload");
  const common = useTranslations("common");
  const [opened, setOpened] = useState<number | null>(null);
  const ids = document.sheets.map(({ id }) => id);
  // Pages change place: the address names the page too, so that no older picture is shown for it.
  const address = (index: number, size: string) =>
    `/api/documents/${document.id}?page=${index + 1}&of=${ids[index]}${size}`;

  function move(index: number, by: 1 | -1): void {
    const next = [...ids];
    const [taken = ""] = next.splice(index, 1);
    next.splice(index + by, 0, taken);
    onArrange(next);
  }

  return (
    <>
      <ol className="mt-3 grid grid-cols-2 gap-3 sm:grid-cols-3">
        {document.sheets.map((sheet, index) => (
          <li key={sheet.id} className="min-w-0 rounded border border-line bg-paper p-2">
            <button
              type="button"
              className="block w-full"
              aria-label={words("openPage", { page: index + 1 })}
              onClick={() => setOpened(index)}
            >
              {/* biome-ignore lint/performance/noImgElement: a private picture that no optimiser may keep */}
              <img
                src={address(index, "&size=small")}
                alt={words("page", { page: index + 1, name: document.fileName })}
                className="aspect-[3/4] w-full rounded-sm bg-surface object-contain"
              />
            </button>
            {sheet.warnings.length > 0 ? (
              <ul className="mt-1 text-xs text-amber">
                {sheet.warnings.map((warning) => (
                  <li key={warning} className="flex gap-1">
                    <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                    {words(`warning.${warning}`)}
                  </li>
                ))}
              </ul>
            ) : null}
            <div className="mt-1 flex items-center justify-between">
              <Tool
                label={words("earlier", { page: index + 1 })}
                disabled={disabled || index === 0}
                onPress={() => move(index, -1)}
              >
                <ChevronLeft aria-hidden />
              </Tool>
              <Tool
                label={words("removePage", { page: index + 1 })}
                disabled={disabled}
                onPress={() => onArrange(ids.filter((id) => id !== sheet.id))}
              >
                <Trash2 aria-hidden />
              </Tool>
              <Tool
                label={words("later", { page: index + 1 })}
                disabled={disabled || index === ids.length - 1}
                onPress={() => move(index, 1)}
              >
                <ChevronRight aria-hidden />
              </Tool>
            </div>
          </li>
        ))}
      </ol>
      <Dialog
        open={opened !== null}
        onOpenChange={() => setOpened(null)}
        title={words("view", { name: document.fileName })}
        closeLabel={common("close")}
      >
        {opened === null ? null : (
          // biome-ignore lint/performance/noImgElement: a private picture that no optimiser may keep
          <img
            src={address(opened, "")}
            alt={words("page", { page: opened + 1, name: document.fileName })}
            className="mx-auto max-h-[70dvh] max-w-full object-contain"
          />
        )}
      </Dialog>
    </>
  );
}

type ToolProps = { label: string; disabled: boolean; onPress: () => void; children: ReactNode };

function Tool({ label, disabled, onPress, children }: ToolProps) {
  return (
    <Button
      variant="quiet"
      size="icon-sm"
      className="min-h-11 min-w-11"
      aria-label={label}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}
