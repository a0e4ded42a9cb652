"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { StateBadge } from "@/app/_ui/state-badge";
import { canTransition } from "@/server/onboarding/rules";
import type { Case, DeskRights, Me } from "./case";
import { stateTone, useDeskWords } from "./desk-words";
import type { useCaseChanges } from "./use-case-changes";

type CaseHeadProps = {
  found: Case;
  me: Me;
  may: DeskRights;
  open: ReturnType<typeof useCaseChanges>["open"];
  help: ReactNode;
};

/** Whose application it is, how it stands and with whom it lies. */
export function CaseHead({ found, me, may, open, help }: CaseHeadProps) {
  const words = useTranslations("review");
  const { moment } = useDeskWords();
  const holder = found.assignedTo;
  return (
    <header className="border-b border-line bg-surface px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 truncate text-lg">{found.tradeName}</h2>
        <StateBadge tone={stateTone(found.state)}>{words(`state.${found.state}`)}</StateBadge>
        <span className="ml-auto flex items-center gap-1">
          {help}
          {canTransition(found.state, "open") && may.recommend ? (
            <Button
              size="sm"
              pending={open.isPending}
              onClick={() => open.mutate({ applicationId: found.id })}
            >
              {words("case.begin")}
            </Button>
          ) : null}
        </span>
      </div>
      <p className="tabular text-xs text-muted">
        {found.submittedAt ? words("case.submitted", { time: moment(found.submittedAt) }) : null}
        {found.dueAt ? ` ・ ${words("queue.due", { time: moment(found.dueAt) })}` : null}
        {holder
          ? ` ・ ${words("case.assigned", { name: holder.id === me.id ? words("queue.me") : holder.name })}`
          : null}
      </p>
    </header>
  );
}
