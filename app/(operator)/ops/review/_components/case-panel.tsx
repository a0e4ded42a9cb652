"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { useDeskKeys } from "@/app/_components/desk/desk-keys";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { type Marks, ReturnDialog, withMark } from "@/app/_components/onboarding/return-dialog";
import { useItemName } from "@/app/_components/onboarding/use-item-name";
import { usePaletteCommands } from "@/app/_components/palette/palette-commands";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import { isReturnable, mayJudge, type Requirement } from "@/server/onboarding/requirements/rules";
import { canTransition } from "@/server/onboarding/rules";
import type { Case, DeskRights, Me } from "./case";
import { CaseActions, type Decide } from "./case-actions";
import { CaseChecks } from "./case-checks";
import { CaseHead } from "./case-head";
import { CaseItems } from "./case-items";
import { Identifications } from "./identifications";
import { useCaseChanges } from "./use-case-changes";
import { Viewer } from "./viewer";
import { WaiveDialog } from "./waive-dialog";

type CasePanelProps = {
  found: Case;
  me: Me;
  may: DeskRights;
  /** Called when a decision has sent the case on: the desk shows the next one. */
  onDecided: () => void;
  help: ReactNode;
};

/** One application: its checks and items with their evidence in the middle, its documents at the right. */
export function CasePanel({ found, me, may, onDecided, help }: CasePanelProps) {
  const words = useTranslations("review");
  const nameOf = useItemName();
  const [keys] = useDeskKeys();
  const [chosen, setChosen] = useState(0);
  const [marks, setMarks] = useState<Marks>({});
  const [asking, setAsking] = useState<{ what: "return" | "waive"; key: string } | null>(null);
  const [identifying, setIdentifying] = useState(false);
  const decide = useRef<Decide>(() => undefined);
  const changes = useCaseChanges(found.id);
  const items = inOrder(found.requirements);
  const item = items[chosen];
  const reviewing = canTransition(found.state, "recommend") && may.recommend;
  const returning = canTransition(found.state, "return") && may.return;

  function choose(index: number): void {
    const next = Math.min(Math.max(index, 0), items.length - 1);
    setChosen(next);
    document.getElementById(`item-${next}`)?.scrollIntoView({ block: "nearest" });
  }
  function toggle(one: Requirement): void {
    if (!reviewing || !mayJudge(one, "accepted")) return;
    const accepted = one.state !== "accepted" && one.state !== "waived";
    changes.accept.mutate({ applicationId: found.id, itemKeys: [one.key], accepted });
  }
  function acceptAll(): void {
    const itemKeys = items.filter(({ state, kind }) => state === "provided" && kind !== "check");
    if (!reviewing || itemKeys.length === 0) return;
    const keysOf = itemKeys.map(({ key }) => key);
    changes.accept.mutate({ applicationId: found.id, itemKeys: keysOf, accepted: true });
  }
  function ask(what: "return" | "waive", one: Requirement): void {
    const may = what === "return" ? returning && isReturnable(one) : reviewing && mayJudge(one, "waived");
    if (may) setAsking({ what, key: one.key });
  }
  function openPaper(): void {
    const paper = item?.documentKind ? chosen : items.findIndex((one) => one.documentKind !== null);
    if (paper !== -1) choose(paper);
    document.getElementById("papers")?.focus();
  }

  useHotkeys(
    {
      j: () => choose(chosen + 1),
      k: () => choose(chosen - 1),
      e: () => {
        if (item) toggle(item);
        choose(chosen + 1);
      },
      E: acceptAll,
      r: () => item && ask("return", item),
      w: () => item && ask("waive", item),
      o: openPaper,
      i: () => reviewing && setIdentifying(true),
      a: () => decide.current(),
      enter: () => decide.current(),
    },
    keys,
  );
  usePaletteCommands({
    heading: found.tradeName,
    commands: [
      { id: "case-decide", label: words("keys.decide"), shortcut: "a", onSelect: () => decide.current() },
      { id: "case-all", label: words("keys.acceptAll"), shortcut: "E", onSelect: acceptAll },
      { id: "case-paper", label: words("keys.openDocument"), shortcut: "o", onSelect: openPaper },
      {
        id: "case-identify",
        label: words("keys.identify"),
        shortcut: "i",
        onSelect: () => setIdentifying(true),
      },
    ],
  });
  const asked = items.find(({ key }) => key === asking?.key) ?? null;
  const list = {
    found,
    items,
    chosen,
    marks,
    reviewing,
    returning,
    onChoose: choose,
    onToggle: toggle,
    onAsk: ask,
  };
  return (
    <div className="grid min-w-0 xl:grid-cols-[minmax(0,1fr)_minmax(18rem,38%)]">
      <div className="flex min-w-0 flex-col border-r border-line">
        <CaseHead found={found} me={me} may={may} open={changes.open} help={help} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 pb-10">
          <ErrorAlert error={changes.error} />
          <CaseChecks {...list} />
          <Identifications
            found={found}
            mayChange={reviewing}
            open={identifying}
            onOpenChange={setIdentifying}
          />
          <CaseItems {...list} />
        </div>
        <CaseActions
          found={found}
          may={may}
          marks={marks}
          decide={decide}
          onBegin={() => changes.open.mutate({ applicationId: found.id })}
          onBlocked={(key) => choose(items.findIndex((one) => one.key === key))}
          onDecided={() => {
            setMarks({});
            onDecided();
          }}
        />
      </div>
      <div id="papers" tabIndex={-1} className="min-w-0 bg-paper outline-offset-[-2px]">
        <Viewer documents={found.documents} chosenKind={item?.documentKind ?? null} />
      </div>
      <ReturnDialog
        key={`return ${asking?.key}`}
        item={asking?.what === "return" ? asked : null}
        name={asked === null ? "" : nameOf(asked)}
        mark={asking === null ? undefined : marks[asking.key]}
        onClose={() => setAsking(null)}
        onMark={(mark) => {
          if (asking !== null) setMarks(withMark(marks, asking.key, mark));
          setAsking(null);
        }}
      />
      <WaiveDialog
        key={`waive ${asking?.key}`}
        item={asking?.what === "waive" ? asked : null}
        onClose={() => setAsking(null)}
        onWaive={(given) => {
          if (asking !== null)
            changes.waive.mutate({ applicationId: found.id, itemKey: asking.key, ...given });
          setAsking(null);
        }}
      />
    </div>
  );
}

/** Checks first, as the panel shows them: what does not agree before what does; then the applicant's items. */
function inOrder(requirements: Case["requirements"]): Requirement[] {
  const checks = requirements.filter(({ kind }) => kind === "check");
  const isOpen = ({ state }: Requirement) => state !== "accepted" && state !== "waived";
  return [
    ...checks.filter(isOpen),
    ...checks.filter((one) => !isOpen(one)),
    ...requirements.filter(({ kind }) => kind !== "check"),
  ];
}
