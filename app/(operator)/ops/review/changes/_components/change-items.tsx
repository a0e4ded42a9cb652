"use client";

import { CornerDownLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Marks } from "@/app/_components/onboarding/return-dialog";
import { useFieldName } from "@/app/_components/onboarding/use-item-name";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import type { DeskChange } from "@/server/onboarding/changes/desk/queries";
import { PAPER_KINDS } from "@/server/onboarding/changes/rules";
import type { Requirement } from "@/server/onboarding/requirements/rules";

/** What an item of a change is called: a field by its label, a paper by its kind. */
export function useChangeItemName(): (item: Pick<Requirement, "key" | "field">) => string {
  const papers = useTranslations("changes.paper");
  const nameOf = useFieldName();
  return ({ key, field }) => {
    if (field) return nameOf(field);
    const paper = PAPER_KINDS.find((kind) => key === `document:${kind}`);
    return paper ? papers(paper) : key;
  };
}

type ChangeItemsProps = {
  change: DeskChange;
  chosen: number;
  marks: Marks;
  mayReturn: boolean;
  onChoose: (index: number) => void;
  onAsk: (item: Requirement) => void;
};

/** What is asked for, item by item; each can be marked to go back with a reason of its own. */
export function ChangeItems({ change, chosen, marks, mayReturn, onChoose, onAsk }: ChangeItemsProps) {
  const words = useTranslations("review.case");
  const nameOf = useChangeItemName();
  return (
    <ul className="divide-y divide-line overflow-hidden rounded border border-line">
      {change.requirements.map((item, index) => {
        const marked = marks[item.key] !== undefined;
        return (
          <li
            key={item.key}
            id={`item-${index}`}
            aria-current={index === chosen ? "true" : undefined}
            onPointerDown={() => onChoose(index)}
            className={cn(
              "flex min-h-10 flex-wrap items-center gap-x-3 border-l-4 px-3 py-1.5 text-sm",
              index === chosen ? "border-indigo-600 bg-indigo-50" : "border-transparent",
            )}
          >
            <span className="w-32 shrink-0 text-muted sm:w-44">{nameOf(item)}</span>
            <span className="min-w-0 grow break-words">
              <ItemValue change={change} item={item} />
            </span>
            {item.answered ? <Badge tone="info">{words("answered")}</Badge> : null}
            {marked ? <Badge tone="attention">{words("marked")}</Badge> : null}
            {mayReturn ? (
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={`${nameOf(item)}: ${words("returnItem")}`}
                onClick={() => onAsk(item)}
              >
                <CornerDownLeft aria-hidden className={marked ? "text-vermilion" : ""} />
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function ItemValue({ change, item }: { change: DeskChange; item: Requirement }) {
  const words = useTranslations("changeDesk");
  const cases = useTranslations("review.case");
  if (item.field === null) {
    const paper = change.papers.find(({ kind }) => item.key === `document:${kind}`);
    return paper ? words("pages", { count: paper.pages }) : cases("missing");
  }
  const field = change.fields.find(({ key }) => key === item.field);
  const value = field?.checked ?? field?.typed ?? "";
  const bank = item.field === "bank.bankCode" ? change.bankName : null;
  const branch = item.field === "bank.branchCode" ? change.branchName : null;
  const name = bank ?? branch;
  return value === "" ? cases("empty") : name === null ? value : `${value} ${name}`;
}
