"use client";

import { Check, CircleSlash } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { cn } from "@/app/_ui/cn";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ReviewCheck, Twin } from "@/server/onboarding/checks/rules";
import { IDENTIFICATION_METHODS } from "@/server/onboarding/identification/rules";
import type { Requirement } from "@/server/onboarding/requirements/rules";
import type { CaseItemsProps } from "./case-items";

const TONES = { agrees: "good", look: "attention", waiting: "waiting", not_applicable: "neutral" } as const;

/** What the machine compared, with what, as evidence; what does not agree is for a person to settle. */
export function CaseChecks(props: CaseItemsProps) {
  const words = useTranslations("review.check");
  const format = useFormatter();
  const { found, items } = props;
  const checks = new Map(found.checks.map((check) => [`check:${check.name}`, check]));
  const left = found.checks.filter(({ outcome }) => outcome === "not_applicable");
  return (
    <section aria-label={words("title")} className="overflow-hidden rounded border border-line bg-surface">
      <h3 className="border-b border-line px-4 py-2 text-sm">{words("title")}</h3>
      <ul className="divide-y divide-line">
        {items.map((item, index) => {
          const check = checks.get(item.key);
          return check ? <Line key={item.key} {...props} item={item} index={index} check={check} /> : null;
        })}
      </ul>
      {left.length === 0 ? null : (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">
          {words("notApplicable", { names: format.list(left.map(({ name }) => words(name))) })}
        </p>
      )}
    </section>
  );
}

type LineProps = CaseItemsProps & { item: Requirement; index: number; check: ReviewCheck };

function Line({ item, index, check, chosen, reviewing, onChoose, onToggle, onAsk }: LineProps) {
  const words = useTranslations("review.check");
  const cases = useTranslations("review.case");
  const settled = check.outcome !== "agrees" && (item.state === "accepted" || item.state === "waived");
  const open = check.outcome !== "agrees" && !settled;
  return (
    <li
      id={`item-${index}`}
      aria-current={index === chosen ? "true" : undefined}
      onPointerDown={() => onChoose(index)}
      className={cn(
        "flex min-h-10 flex-wrap items-start gap-x-3 gap-y-1 border-l-4 px-3 py-2 text-sm sm:flex-nowrap",
        index === chosen ? "border-indigo-600 bg-indigo-50" : "border-transparent",
      )}
    >
      <span className="w-full shrink-0 text-muted sm:w-32 2xl:w-44">{words(check.name)}</span>
      <span className="min-w-0 grow basis-0">
        <Evidence check={check} />
        {item.waiver ? <Waived waiver={item.waiver} /> : null}
      </span>
      <span className="flex shrink-0 items-center gap-1">
        {open && item.level === "blocking" ? <Badge tone="attention">{words("settle")}</Badge> : null}
        <StateBadge tone={settled ? "good" : TONES[check.outcome]}>
          {settled ? cases(item.state === "waived" ? "waived" : "accepted") : words(wordOf(check))}
        </StateBadge>
        {reviewing && check.outcome !== "agrees" ? (
          <>
            <Button
              variant={settled ? "soft" : "quiet"}
              size="icon-sm"
              aria-label={`${words(check.name)}: ${cases("accept")}`}
              aria-pressed={settled}
              onClick={() => onToggle(item)}
            >
              <Check aria-hidden className={settled ? "text-green" : ""} />
            </Button>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`${words(check.name)}: ${cases("waive")}`}
              onClick={() => onAsk("waive", item)}
            >
              <CircleSlash aria-hidden />
            </Button>
          </>
        ) : null}
      </span>
    </li>
  );
}

/** Where others are looked for, finding nobody is not agreement. */
function wordOf({ name, outcome }: ReviewCheck) {
  const seeks = name.startsWith("twin_") || name === "sanctions" || name === "anti_social";
  return seeks && outcome === "agrees" ? "clear" : outcome;
}

/** Why an item was let pass, in the desk's own language. */
export function Waived({ waiver }: { waiver: NonNullable<Requirement["waiver"]> }) {
  const words = useTranslations("review.waiver");
  return (
    <span className="block text-xs text-muted">
      {words(waiver.code)}
      {waiver.text === "" ? "" : `: ${waiver.text}`}
    </span>
  );
}

function Evidence({ check }: { check: ReviewCheck }) {
  const words = useTranslations("review.check");
  const methods = useTranslations("review.identify.method");
  const categories = useCategoryNames();
  const shown = (label: string, value: string): string => {
    if (value === "") return words("nothing");
    if (label === "category") return categories.get(value) ?? value;
    if (label !== "method") return value;
    const [stored = "", day = ""] = value.split(" ");
    const method = IDENTIFICATION_METHODS.find((known) => known === stored);
    return method === undefined ? value : `${methods(method)} ${day}`;
  };
  if (check.name === "identification" && check.compared.length === 0)
    return <span className="text-muted">{words("unidentified")}</span>;
  return (
    <>
      {check.compared.map(({ label, value }) => (
        <span key={`${label}${value}`} className="block break-words">
          <span className="text-xs text-muted">{words(`what.${label}`)} </span>
          {shown(label, value)}
        </span>
      ))}
      {check.matches.map((match) => (
        <span key={`${match.listedId}${match.subjectName}`} className="block">
          <b>{words(match.strength)}</b>{" "}
          {words("match", { subject: match.subjectName, listed: match.listedName, id: match.listedId })}{" "}
          <span className="text-xs text-muted">{words(`why.${match.why}`)}</span>
        </span>
      ))}
      {check.name.startsWith("twin_") ? <Twins twins={check.twins} /> : null}
    </>
  );
}

function Twins({ twins }: { twins: readonly Twin[] }) {
  const words = useTranslations("review");
  const merchants = useTranslations("directory.state");
  if (twins.length === 0) return <span>{words("check.noTwins")}</span>;
  const stateOf = ({ kind, state }: Twin) =>
    kind === "merchant" ? merchants(state) : words(`state.${state}`);
  return (
    <span className="flex flex-wrap gap-x-3">
      {twins.slice(0, 5).map((twin) => (
        <Link
          key={`${twin.kind}${twin.id}`}
          href={twin.kind === "merchant" ? `/ops/merchants/${twin.id}` : `/ops/review?id=${twin.id}`}
          className="text-indigo-600 underline"
        >
          {twin.name} ({stateOf(twin)})
        </Link>
      ))}
      {twins.length > 5 ? <span>{words("check.others", { count: twins.length - 5 })}</span> : null}
    </span>
  );
}
