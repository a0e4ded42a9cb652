"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { CODE_TONES } from "@/app/_components/codes/code-tones";
import { RevokeCode } from "@/app/_components/codes/revoke-code";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { DateTime } from "@/app/_ui/date-time";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { canTransition, groupCode } from "@/server/codes/rules";
import { PauseCode } from "./pause-code";
import { RenameCode } from "./rename-code";
import { ReplacePoster } from "./replace-poster";

/** Which code this is, whether it takes money, and what can be done about it. */
export function CodeStanding({ code: id, mayManage }: { code: string; mayManage: boolean }) {
  const words = useTranslations("codes");
  const trpc = useTRPC();
  const { data: code } = useSuspenseQuery(trpc.codes.get.queryOptions({ code: id }));
  const { state, counterName, storeName } = code;
  const isOpen = state === "active" || state === "paused";
  return (
    <>
      <PageHeader
        back={{ href: "/codes", label: words("title") }}
        title={counterName === "" ? storeName : counterName}
        support={
          <>
            {counterName === "" ? null : `${storeName} · `}
            <span className="tabular font-mono">{groupCode(id)}</span>
          </>
        }
        action={<StateBadge tone={CODE_TONES[state]}>{words(`state.${state}`)}</StateBadge>}
      />
      <StateAlert state={state} retireAt={code.retireAt} />
      {mayManage ? (
        <div className="mb-6 flex flex-wrap items-center gap-3">
          {isOpen ? <ReplacePoster code={id} state={state} /> : null}
          {isOpen ? <RenameCode code={code} /> : null}
          {isOpen ? <PauseCode code={id} state={state} /> : null}
          {canTransition(state, "retired") ? <RevokeCode code={id} storeName={storeName} /> : null}
        </div>
      ) : null}
      <Neighbour label={words("replacedBy")} code={code.replacedBy} />
      <Neighbour label={words("replaces")} code={code.replacesCode} />
    </>
  );
}

/** The code before or after this one, where there is one. */
function Neighbour({ label, code }: { label: string; code: string | null }) {
  if (code === null) return null;
  return (
    <p className="mb-6 text-sm">
      {label}{" "}
      <LinkButton variant="quiet" size="sm" className="font-mono" href={`/codes/${code}`}>
        {groupCode(code)}
      </LinkButton>
    </p>
  );
}

type StateAlertProps = { state: keyof typeof CODE_TONES; retireAt: Date | null };

function StateAlert({ state, retireAt }: StateAlertProps) {
  const words = useTranslations("codes.stateHint");
  const locale = useLocale();
  if (state === "active") return null;
  const what =
    state === "retiring" && retireAt !== null
      ? words.rich("retiring", { until: () => <DateTime value={retireAt} locale={locale} /> })
      : words(state === "retiring" ? "active" : state);
  return <Alert tone={CODE_TONES[state]} what={what} className="mb-6" />;
}
