"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useDeskKeys } from "@/app/_components/desk/desk-keys";
import { type Marks, ReturnDialog, withMark } from "@/app/_components/onboarding/return-dialog";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { DateTime } from "@/app/_ui/date-time";
import { TextLink } from "@/app/_ui/text-link";
import { useHotkeys } from "@/app/_ui/use-hotkeys";
import type { DeskChange } from "@/server/onboarding/changes/desk/queries";
import { canChange } from "@/server/onboarding/changes/rules";
import { ChangeActions, type ChangeRights } from "./change-actions";
import { ChangeItems, useChangeItemName } from "./change-items";
import { ChangePapers } from "./change-papers";

/** One change with what it replaces, the papers that show it, and the decision about it. */
export function ChangeCase({ changeId, may }: { changeId: string; may: ChangeRights }) {
  const words = useTranslations("changes");
  const trpc = useTRPC();
  const nameOf = useChangeItemName();
  const [keys] = useDeskKeys();
  const { data } = useSuspenseQuery(trpc.changeReview.one.queryOptions({ changeId }));
  const [chosen, setChosen] = useState(0);
  const [marks, setMarks] = useState<Marks>({});
  const [asking, setAsking] = useState<string | null>(null);
  const decide = useRef<() => void>(() => undefined);
  const items = data.requirements;
  const mayReturn = may.return && canChange(data.state, "return");
  const asked = items.find(({ key }) => key === asking) ?? null;

  function choose(index: number): void {
    const next = Math.min(Math.max(index, 0), items.length - 1);
    setChosen(next);
    document.getElementById(`item-${next}`)?.scrollIntoView({ block: "nearest" });
  }
  useHotkeys(
    {
      j: () => choose(chosen + 1),
      k: () => choose(chosen - 1),
      r: () => mayReturn && setAsking(items[chosen]?.key ?? null),
      o: () => document.getElementById("papers")?.focus(),
      a: () => decide.current(),
    },
    keys,
  );
  return (
    <Card>
      <CardHeader
        title={`${words(`kind.${data.kind}`)}: ${data.tradeName}`}
        action={<Badge>{words(`state.${data.state}`)}</Badge>}
      />
      <CardBody className="grid gap-4">
        <Facts change={data} />
        <h3 className="text-sm text-muted">{words("wanted")}</h3>
        <ChangeItems
          change={data}
          chosen={chosen}
          marks={marks}
          mayReturn={mayReturn}
          onChoose={choose}
          onAsk={({ key }) => setAsking(key)}
        />
        <ChangePapers change={data} />
      </CardBody>
      <CardFooter>
        <ChangeActions
          change={data}
          may={may}
          marks={marks}
          decide={decide}
          onReturned={() => setMarks({})}
        />
      </CardFooter>
      <ReturnDialog
        key={asking}
        item={asked}
        name={asked === null ? "" : nameOf(asked)}
        mark={asking === null ? undefined : marks[asking]}
        onClose={() => setAsking(null)}
        onMark={(mark) => {
          if (asking !== null) setMarks(withMark(marks, asking, mark));
          setAsking(null);
        }}
      />
    </Card>
  );
}

/** Whose change it is, until when it is due, and what holds until it is approved. */
function Facts({ change }: { change: DeskChange }) {
  const words = useTranslations("changes");
  const desk = useTranslations("changeDesk");
  const locale = useLocale();
  const { present, kind } = change;
  const merchant = `${present.legalName}（${present.legalNameKana}） 〒${present.postalCode} ${present.prefecture}${present.city}${present.addressLine}`;
  const account = present.account === null ? words("noAccount") : <AccountLine account={present.account} />;
  return (
    <DataList
      rows={[
        {
          id: "merchant",
          label: desk("merchant"),
          value: <TextLink href={`/ops/merchants/${change.tenantId}`}>{change.tradeName}</TextLink>,
        },
        { id: "by", label: desk("requestedBy"), value: change.requestedBy },
        {
          id: "due",
          label: desk("due"),
          value: change.dueAt === null ? "" : <DateTime value={change.dueAt} locale={locale} />,
        },
        { id: "now", label: words("now"), value: kind === "bank_account" ? account : merchant },
        ...(kind === "bank_account"
          ? [
              {
                id: "twins",
                label: desk("twins"),
                value: desk("twinsValue", { count: change.accountTwins }),
              },
            ]
          : []),
        ...(change.heldUntil === null
          ? []
          : [
              {
                id: "held",
                label: desk("heldUntil"),
                value: <DateTime value={change.heldUntil} locale={locale} />,
              },
            ]),
      ]}
    />
  );
}
