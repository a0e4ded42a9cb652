"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import type { Marks } from "@/app/_components/onboarding/return-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { blockersOf } from "@/server/onboarding/requirements/rules";
import { canTransition } from "@/server/onboarding/rules";
import type { Case, DeskRights } from "./case";
import { useDeskWords } from "./desk-words";
import { ReasonDialog } from "./reason-dialog";

/** What the one key for decisions does now. */
export type Decide = () => void;

type CaseActionsProps = {
  found: Case;
  may: DeskRights;
  marks: Marks;
  /** Filled with what the decision key does now. */
  decide: RefObject<Decide>;
  onBegin: () => void;
  /** Something blocking is not settled yet: shows it. */
  onBlocked: (itemKey: string) => void;
  onDecided: () => void;
};
type Asking = "approve" | "reject" | "sendBack" | "reopen" | null;

/** What can be done with the application now, by this person; and if not, why not. */
export function CaseActions(props: CaseActionsProps) {
  const { found, may, marks, decide, onBegin, onBlocked, onDecided } = props;
  const words = useTranslations("review.action");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { moment } = useDeskWords();
  const [asking, setAsking] = useState<Asking>(null);
  const onSettled = async () => {
    setAsking(null);
    await queries.invalidateQueries({ queryKey: trpc.review.pathKey() });
  };
  const decided = { onSettled, onSuccess: onDecided };
  const recommend = useMutation(trpc.review.recommend.mutationOptions(decided));
  const approve = useMutation(trpc.review.approve.mutationOptions(decided));
  const giveBack = useMutation(trpc.review.return.mutationOptions(decided));
  const reject = useMutation(trpc.review.reject.mutationOptions(decided));
  const sendBack = useMutation(trpc.review.sendBack.mutationOptions({ onSettled }));
  const reopen = useMutation(trpc.review.reopen.mutationOptions({ onSettled }));
  const all = [recommend, approve, giveBack, reject, sendBack, reopen];
  const verdict = { applicationId: found.id, contentHash: found.contentHash };
  const items = Object.entries(marks).map(([itemKey, mark]) => ({ itemKey, ...mark }));
  const isMaker = found.recommendation?.isOwn ?? false;
  const can = {
    recommend: canTransition(found.state, "recommend") && may.recommend,
    approve: canTransition(found.state, "approve"),
    return: canTransition(found.state, "return") && may.return,
    reopen: canTransition(found.state, "reopen") && may.approve,
  };
  const [blocker] = blockersOf(found.requirements, "recommend");
  const why = whyNot();
  const giveBackMarked = () => giveBack.mutate({ applicationId: found.id, items });

  function act(): void {
    if (all.some(({ isPending }) => isPending)) return;
    if (canTransition(found.state, "open") && may.recommend) onBegin();
    else if (can.return && items.length > 0) giveBackMarked();
    else if (can.recommend && blocker) onBlocked(blocker.key);
    else if (can.recommend) recommend.mutate(verdict);
    else if (can.approve && may.approve && !isMaker) setAsking("approve");
  }
  useEffect(() => {
    decide.current = act;
  });

  function whyNot(): string | null {
    if (!may.return) return words("whyReadOnly");
    if (can.reopen) return null;
    if (can.approve && isMaker) return words("whyMaker");
    if (can.approve && !may.approve) return words("whyRole");
    if (can.recommend && items.length > 0) return words("whyReturns");
    return can.recommend && blocker ? words("whyBlocked") : null;
  }

  if (!can.recommend && !can.approve && !can.return && !can.reopen) return null;
  return (
    <footer className="sticky bottom-0 mt-auto grid gap-2 border-t border-line bg-surface px-4 py-3">
      <ErrorAlert error={all.find(({ error }) => error !== null)?.error} />
      {found.recommendation ? (
        <p className="text-sm text-muted">
          {words("waitingFor", {
            name: found.recommendation.makerName,
            time: moment(found.recommendation.madeAt),
          })}
        </p>
      ) : null}
      {why === null ? null : <p className="text-sm font-bold text-amber-700">{why}</p>}
      <div className="flex flex-wrap items-center gap-2">
        {can.return ? (
          <>
            <Button variant="quiet" size="sm" onClick={() => setAsking("reject")}>
              {words("reject")}
            </Button>
            <Button
              variant="secondary"
              size="sm"
              disabled={items.length === 0}
              pending={giveBack.isPending}
              onClick={giveBackMarked}
            >
              {words("return", { count: items.length })}
            </Button>
          </>
        ) : null}
        {can.approve && may.approve && !isMaker ? (
          <Button variant="secondary" size="sm" onClick={() => setAsking("sendBack")}>
            {words("sendBack")}
          </Button>
        ) : null}
        {can.reopen ? (
          <Button variant="secondary" size="sm" onClick={() => setAsking("reopen")}>
            {words("reopen")}
          </Button>
        ) : null}
        <span className="grow" />
        {can.recommend ? (
          <Button disabled={items.length > 0} pending={recommend.isPending} onClick={act}>
            {words("recommend")}
          </Button>
        ) : null}
        {can.approve ? (
          <Button disabled={isMaker || !may.approve} onClick={() => setAsking("approve")}>
            {words("approve")}
          </Button>
        ) : null}
      </div>
      <ReasonDialog
        kind={asking}
        pending={approve.isPending || reject.isPending || sendBack.isPending || reopen.isPending}
        onClose={() => setAsking(null)}
        onConfirm={({ reason, coolDownDays }) => {
          if (asking === "approve") approve.mutate(verdict);
          if (asking === "reject") reject.mutate({ applicationId: found.id, reason, coolDownDays });
          if (asking === "reopen") reopen.mutate({ applicationId: found.id, reason });
          if (asking === "sendBack") sendBack.mutate({ applicationId: found.id, reason });
        }}
      />
    </footer>
  );
}
