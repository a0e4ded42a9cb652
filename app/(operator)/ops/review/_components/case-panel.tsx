"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { StateBadge } from "@/app/_ui/state-badge";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import { canTransition } from "@/server/onboarding/rules";
import type { Case, DeskRights } from "./case";
import { CaseActions } from "./case-actions";
import { CaseChecks } from "./case-checks";
import { CaseItems } from "./case-items";
import { stateTone, useDeskWords } from "./desk-words";
import { type Marks, ReturnDialog } from "./return-dialog";
import { Viewer } from "./viewer";

/** One application: its items with their evidence in the middle, its documents at the right. */
export function CasePanel({ found, may }: { found: Case; may: DeskRights }) {
  const words = useTranslations("review");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { moment } = useDeskWords();
  const [chosen, setChosen] = useState(0);
  const [marks, setMarks] = useState<Marks>({});
  const [asking, setAsking] = useState<string | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.review.pathKey() });
  const open = useMutation(trpc.review.open.mutationOptions({ onSettled: refresh }));
  const accept = useMutation(trpc.review.accept.mutationOptions({ onSettled: refresh }));
  const item = found.requirements[chosen];
  const reviewing = canTransition(found.state, "recommend") && may.recommend;
  const returning = canTransition(found.state, "return") && may.return;

  function move(by: 1 | -1): void {
    const next = Math.min(Math.max(chosen + by, 0), found.requirements.length - 1);
    setChosen(next);
    document.getElementById(`item-${next}`)?.scrollIntoView({ block: "nearest" });
  }

  function toggle(key: string, accepted: boolean): void {
    accept.mutate({ applicationId: found.id, itemKey: key, accepted });
  }

  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    e: () => {
      if (item && reviewing && item.state !== "missing") toggle(item.key, item.state !== "accepted");
    },
    r: () => {
      if (item && returning) setAsking(item.key);
    },
  });
  return (
    <div className="grid min-w-0 xl:grid-cols-[minmax(0,1fr)_minmax(18rem,38%)]">
      <div className="flex min-w-0 flex-col border-r border-line">
        <header className="flex flex-wrap items-center gap-3 border-b border-line bg-surface px-4 py-3">
          <h2 className="min-w-0 truncate text-lg">{found.tradeName}</h2>
          <StateBadge tone={stateTone(found.state)}>{words(`state.${found.state}`)}</StateBadge>
          <p className="text-xs text-muted">
            {found.submittedAt ? words("case.submitted", { time: moment(found.submittedAt) }) : null}
            {found.assignedTo ? ` ・ ${words("case.assigned", { name: found.assignedTo.name })}` : null}
          </p>
          {canTransition(found.state, "open") && may.recommend ? (
            <Button
              size="sm"
              className="ml-auto"
              pending={open.isPending}
              onClick={() => open.mutate({ applicationId: found.id })}
            >
              {words("case.begin")}
            </Button>
          ) : null}
        </header>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 pb-10">
          <ErrorAlert error={open.error ?? accept.error} />
          <CaseChecks checks={found.checks} />
          <CaseItems
            found={found}
            chosen={chosen}
            marks={marks}
            reviewing={reviewing}
            returning={returning}
            onChoose={setChosen}
            onAccept={toggle}
            onReturn={setAsking}
          />
        </div>
        <CaseActions found={found} may={may} marks={marks} onDone={() => setMarks({})} />
      </div>
      <Viewer documents={found.documents} chosenKind={item?.documentKind ?? null} />
      <ReturnDialog
        key={asking}
        item={found.requirements.find(({ key }) => key === asking) ?? null}
        mark={asking === null ? undefined : marks[asking]}
        onClose={() => setAsking(null)}
        onMark={(mark) => {
          if (asking !== null) setMarks(withMark(marks, asking, mark));
          setAsking(null);
        }}
      />
    </div>
  );
}

function withMark(marks: Marks, key: string, mark: Marks[string] | null): Marks {
  const { [key]: _former, ...rest } = marks;
  return mark === null ? rest : { ...rest, [key]: mark };
}
