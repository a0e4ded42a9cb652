"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Timeline, type TimelineState } from "@/app/_ui/timeline";
import { canTransition } from "@/server/onboarding/rules";
import { momentText } from "./moment-text";
import { Withdraw } from "./withdraw";

const POLL_MS = 15_000;
/** How many of the four stages are over in each state. */
const PASSED: Readonly<Record<string, number>> = { submitted: 1, in_review: 1, recommended: 2, approved: 4 };
const STAGES = ["submitted", "review", "approve", "register"] as const;

/** After the submission: who acts next and by when, or how it ended. */
export function Status() {
  const words = useTranslations("onboarding.timeline");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.applications.current.queryOptions(undefined, { refetchInterval: POLL_MS }),
  );
  if (data.state === "rejected" || data.state === "withdrawn" || data.state === "expired")
    return <Closed state={data.state} />;
  const approved = data.state === "approved";
  return (
    <div className="mx-auto grid max-w-2xl gap-6 px-4 py-8">
      <h1 className="text-2xl">{words("title")}</h1>
      {approved ? (
        <Alert
          tone="good"
          what={words("approvedTitle")}
          why={words("approvedBody")}
          action={<LinkButton href="/home">{words("toHome")}</LinkButton>}
        />
      ) : (
        <p className="text-muted">{words("mail", { email: data.fields["business.contactEmail"] ?? "" })}</p>
      )}
      <Stages />
      {approved ? null : <Withdraw />}
    </div>
  );
}

function Stages() {
  const words = useTranslations("onboarding.timeline");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const passed = PASSED[data.state] ?? 0;
  const due = data.dueAt ? words("by", { time: momentText(data.dueAt, locale) }) : undefined;
  const stateOf = (index: number): TimelineState => {
    if (index < passed) return "done";
    return index === passed ? "current" : "upcoming";
  };
  const labels = {
    done: words("done"),
    current: words("now"),
    attention: words("now"),
    upcoming: words("next"),
  };
  return (
    <Timeline
      items={STAGES.map((stage, index) => ({
        id: stage,
        state: stateOf(index),
        stateLabel: labels[stateOf(index)],
        title: words(stage),
        detail: index === passed ? [words("reviewing"), due].filter(Boolean).join(" ") : undefined,
        time:
          stage === "submitted" && data.submittedAt ? (
            <DateTime value={data.submittedAt} locale={locale} />
          ) : undefined,
      }))}
    />
  );
}

function Closed({ state }: { state: "rejected" | "withdrawn" | "expired" }) {
  const words = useTranslations("onboarding.timeline");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const again = useMutation(
    trpc.applications.start.mutationOptions({ onSuccess: () => window.location.assign("/apply/business") }),
  );
  const queries = useQueryClient();
  const reopen = useMutation(
    trpc.applications.reopen.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() }),
    }),
  );
  const mayReopen = canTransition(state, "take_up");
  const body = data.rejectionReason ? words("rejectedWhy", { reason: data.rejectionReason }) : undefined;
  return (
    <div className="mx-auto max-w-2xl px-4 py-8">
      <h1 className="sr-only">{words("title")}</h1>
      <EmptyState
        title={words(`ended.${state}`)}
        body={
          <>
            {body}
            {mayReopen ? words("reopenBody") : null}
            {state === "rejected" ? <span className="block">{words("rejectedTodo")}</span> : null}
          </>
        }
        action={
          <div className="flex flex-wrap justify-center gap-3">
            {mayReopen ? (
              <Button pending={reopen.isPending} onClick={() => reopen.mutate({ applicationId: data.id })}>
                {words("reopen")}
              </Button>
            ) : null}
            <Button
              variant={mayReopen ? "secondary" : "primary"}
              pending={again.isPending}
              onClick={() => again.mutate()}
            >
              {words("again")}
            </Button>
          </div>
        }
      />
      <ErrorAlert error={again.error ?? reopen.error} />
    </div>
  );
}
