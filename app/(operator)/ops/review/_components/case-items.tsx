"use client";

import { Check, CircleSlash, CornerDownLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Marks } from "@/app/_components/onboarding/return-dialog";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { STEPS } from "@/server/onboarding/fields/rules";
import { mayJudge, type Requirement } from "@/server/onboarding/requirements/rules";
import type { Case } from "./case";
import { useDeskWords } from "./desk-words";

export type CaseItemsProps = {
  found: Case;
  /** Everything that is judged, in the order in which the keys walk through it. */
  items: readonly Requirement[];
  chosen: number;
  marks: Marks;
  /** May items be ticked off, may they be marked to go back? */
  reviewing: boolean;
  returning: boolean;
  onChoose: (index: number) => void;
  onToggle: (item: Requirement) => void;
  onAsk: (what: "return" | "waive", item: Requirement) => void;
};

/** The items of an application, screen by screen, as the applicant entered them and as they will be kept. */
export function CaseItems(props: CaseItemsProps) {
  const words = useTranslations("onboarding.step");
  return STEPS.map((step) => {
    const items = props.items
      .map((item, index) => ({ item, index }))
      .filter(({ item }) => item.step === step && item.kind !== "check");
    if (items.length === 0) return null;
    return (
      <section key={step} className="overflow-hidden rounded border border-line bg-surface">
        <h3 className="border-b border-line px-4 py-2 text-sm">{words(step)}</h3>
        <ul className="divide-y divide-line">
          {items.map(({ item, index }) => (
            <Item key={item.key} item={item} index={index} {...props} />
          ))}
        </ul>
      </section>
    );
  });
}

function Item({
  item,
  index,
  found,
  chosen,
  marks,
  reviewing,
  returning,
  onChoose,
  onToggle,
  onAsk,
}: CaseItemsProps & { item: Requirement; index: number }) {
  const words = useTranslations("review.case");
  const { nameOf } = useDeskWords();
  const accepted = item.state === "accepted";
  const marked = marks[item.key] !== undefined;
  return (
    <li
      id={`item-${index}`}
      aria-current={index === chosen ? "true" : undefined}
      onPointerDown={() => onChoose(index)}
      className={cn(
        "flex min-h-10 items-center gap-3 border-l-4 px-3 py-1.5 text-sm",
        index === chosen ? "border-indigo-600 bg-indigo-50" : "border-transparent",
      )}
    >
      <span className="w-28 shrink-0 text-muted 2xl:w-44">{nameOf(item)}</span>
      <ItemValue item={item} found={found} />
      {item.answered ? <Badge tone="info">{words("answered")}</Badge> : null}
      {marked ? <Badge tone="attention">{words("marked")}</Badge> : null}
      {item.level === "recommended" && item.state === "missing" ? (
        <Badge>{words("recommendedItem")}</Badge>
      ) : null}
      {item.state === "waived" ? <Badge tone="waiting">{words("waived")}</Badge> : null}
      {item.state === "expired" ? <Badge tone="attention">{words("expired")}</Badge> : null}
      {accepted && !reviewing ? <Badge tone="good">{words("accepted")}</Badge> : null}
      {reviewing || returning ? (
        <span className="flex shrink-0 gap-1">
          {reviewing ? (
            <Button
              variant={accepted ? "soft" : "quiet"}
              size="icon-sm"
              aria-label={`${nameOf(item)}: ${words("accept")}`}
              aria-pressed={accepted}
              disabled={!mayJudge(item, "accepted")}
              onClick={() => onToggle(item)}
            >
              <Check aria-hidden className={accepted ? "text-green" : ""} />
            </Button>
          ) : null}
          {reviewing && !mayJudge(item, "accepted") ? (
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`${nameOf(item)}: ${words("waive")}`}
              onClick={() => onAsk("waive", item)}
            >
              <CircleSlash aria-hidden />
            </Button>
          ) : null}
          {returning ? (
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`${nameOf(item)}: ${words("returnItem")}`}
              onClick={() => onAsk("return", item)}
            >
              <CornerDownLeft aria-hidden className={marked ? "text-vermilion" : ""} />
            </Button>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}

function ItemValue({ item, found }: { item: Requirement; found: Case }) {
  const words = useTranslations("review.case");
  const { shownValue } = useDeskWords();
  if (item.documentKind !== null) {
    const file = found.documents.find(({ kind }) => kind === item.documentKind);
    return <span className="min-w-0 grow truncate">{file?.fileName ?? words("missing")}</span>;
  }
  const field = found.fields.find(({ key }) => key === item.field);
  if (!field || field.typed === "") return <span className="min-w-0 grow text-muted">{words("empty")}</span>;
  const differs = field.checked !== null && field.checked !== field.typed;
  return (
    <span className="min-w-0 grow break-words">
      {shownValue(field.key, field.checked ?? field.typed, found)}
      {differs ? (
        <span className="block text-xs text-muted">{words("typed", { value: field.typed })}</span>
      ) : null}
    </span>
  );
}
