"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { canTransition } from "@/server/onboarding/rules";
import type { Case, DeskRights } from "./case";
import { useDeskWords } from "./desk-words";
import { ReasonDialog } from "./reason-dialog";
import type { Marks } from "./return-dialog";

type CaseActionsProps = { found: Case; may: DeskRights; marks: Marks; onDone: () => void };
type Asking = "approve" | "reject" | "sendBack" | null;

/** What can be done with the application now, by this person; and if not, why not. */
export function CaseActions({ found, may, marks, onDone }: CaseActionsProps) {
  const words = useTranslations("review.action");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { moment } = useDeskWords();
  const [asking, setAsking] = useState<Asking>(null);
  const onSettled = async () => {
    setAsking(null);
    onDone();
    await queries.invalidateQueries({ queryKey: trpc.review.pathKey() });
  };
  const recommend = useMutation(trpc.review.recommend.mutationOptions({ onSettled }));
  const approve = useMutation(trpc.review.approve.mutationOptions({ onSettled }));
  const giveBack = useMutation(trpc.review.return.mutationOptions({ onSettled }));
  const reject = useMutation(trpc.review.reject.mutationOptions({ onSettled }));
  const sendBack = useMutation(trpc.review.sendBack.mutationOptions({ onSettled }));
  const all = [recommend, approve, giveBack, reject, sendBack];
  const verdict = { applicationId: found.id, contentHash: found.contentHash };
  const items = Object.entries(marks).map(([itemKey, mark]) => ({ itemKey, ...mark }));
  const isMaker = found.recommendation?.isOwn ?? false;
  const can = {
    recommend: canTransition(found.state, "recommend") && may.recommend,
    approve: canTransition(found.state, "approve"),
    return: canTransition(found.state, "return") && may.return,
  };
  const why = whyNot();

  function whyNot(): string | null {
    if (!may.return) return words("whyReadOnly");
    if (can.approve && isMaker) return words("whyMaker");
    if (can.approve && !may.approve) return words("whyRole");
    return can.recommend && items.length > 0 ? words("whyReturns") : null;
  }

  if (!can.recommend && !can.approve && !can.return) return null;
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
              onClick={() => giveBack.mutate({ applicationId: found.id, items })}
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
        <span className="grow" />
        {can.recommend ? (
          <Button
            disabled={items.length > 0}
            pending={recommend.isPending}
            onClick={() => recommend.mutate(verdict)}
          >
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
        pending={approve.isPending || reject.isPending || sendBack.isPending}
        onClose={() => setAsking(null)}
        onConfirm={(reason) => {
          if (asking === "approve") approve.mutate(verdict);
          if (asking === "reject") reject.mutate({ applicationId: found.id, reason });
          if (asking === "sendBack") sendBack.mutate({ applicationId: found.id, reason });
        }}
      />
    </footer>
  );
}
