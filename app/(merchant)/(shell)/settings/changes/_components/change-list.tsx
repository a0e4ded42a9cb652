"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { AccountLine } from "@/app/_components/settlement/account-line";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { StateBadge } from "@/app/_ui/state-badge";
import { TextLink } from "@/app/_ui/text-link";
import type { Tone } from "@/app/_ui/tone";
import { type ChangeKind, type ChangeState, OPEN_STATES } from "@/server/onboarding/changes/rules";

const TONES: Readonly<Record<ChangeState, Tone>> = {
  draft: "neutral",
  submitted: "waiting",
  returned: "attention",
  recommended: "waiting",
  approved: "good",
  rejected: "attention",
  withdrawn: "neutral",
};

/** What may be changed, what is under way, and what was asked for before. */
export function ChangeList() {
  const words = useTranslations("changes");
  const trpc = useTRPC();
  const router = useRouter();
  const { data } = useSuspenseQuery(trpc.changes.overview.queryOptions());
  const open = ({ changeId }: { changeId: string }) => router.push(`/settings/changes/${changeId}`);
  const begin = useMutation(trpc.changes.begin.mutationOptions({ onSuccess: open }));
  const beginAccount = useMutation(trpc.changes.beginAccount.mutationOptions({ onSuccess: open }));
  const pending = begin.isPending || beginAccount.isPending;
  const running = (kind: ChangeKind, groupId?: string) =>
    data.changes.find(
      (change) =>
        change.kind === kind &&
        OPEN_STATES.includes(change.state) &&
        (groupId === undefined || change.payoutGroupId === groupId),
    );
  const line = (kind: ChangeKind, group?: (typeof data.groups)[number]) => {
    const known = running(kind, group?.id);
    return (
      <li
        key={`${kind}${group?.id ?? ""}`}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 py-3"
      >
        <span className="min-w-0">
          <b>{words(`kind.${kind}`)}</b>
          {group === undefined ? null : (
            <span className="block text-sm text-muted">
              {data.groups.length > 1 ? `${group.name} ` : null}
              {group.account === null ? words("noAccount") : <AccountLine account={group.account} />}
            </span>
          )}
        </span>
        {known ? (
          <span className="flex items-center gap-3">
            <StateBadge tone={TONES[known.state]}>{words(`state.${known.state}`)}</StateBadge>
            <TextLink href={`/settings/changes/${known.id}`}>{words("go")}</TextLink>
          </span>
        ) : (
          <Button
            size="sm"
            variant="secondary"
            pending={pending}
            aria-label={`${words("start")} ${words(`kind.${kind}`)}`}
            onClick={() =>
              kind === "bank_account"
                ? beginAccount.mutate({ payoutGroupId: group?.id })
                : begin.mutate({ kind })
            }
          >
            {words("start")}
          </Button>
        )}
      </li>
    );
  };
  const closed = data.changes.filter(({ state }) => !OPEN_STATES.includes(state));
  return (
    <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
      <Card>
        <CardBody>
          <ErrorAlert error={begin.error ?? beginAccount.error} />
          <ul className="divide-y divide-line">
            {data.groups.map((group) => line("bank_account", group))}
            {data.kinds.filter((kind) => kind !== "bank_account").map((kind) => line(kind))}
          </ul>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={words("history")} />
        <CardBody>
          {closed.length === 0 ? <p className="text-muted">{words("none")}</p> : null}
          <ul className="divide-y divide-line">
            {closed.map((change) => (
              <li key={change.id} className="flex items-center justify-between gap-3 py-1">
                <TextLink
                  href={`/settings/changes/${change.id}`}
                  className="inline-flex min-h-11 items-center"
                >
                  {words(`kind.${change.kind}`)}
                </TextLink>
                <StateBadge tone={TONES[change.state]}>{words(`state.${change.state}`)}</StateBadge>
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
    </div>
  );
}
