"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import type { Marks } from "@/app/_components/onboarding/return-dialog";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";
import type { DeskChange } from "@/server/onboarding/changes/desk/queries";
import { canChange } from "@/server/onboarding/changes/rules";

export type ChangeRights = {
  readonly recommend: boolean;
  readonly approve: boolean;
  readonly return: boolean;
};

type ChangeActionsProps = {
  change: DeskChange;
  may: ChangeRights;
  marks: Marks;
  /** What the decision key does now. */
  decide: RefObject<() => void>;
  onReturned: () => void;
};

/** What may be decided about a change now, by this person; marked items make it a return. */
export function ChangeActions({ change, may, marks, decide, onReturned }: ChangeActionsProps) {
  const words = useTranslations("changeDesk");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const onSuccess = async () => {
    await queries.invalidateQueries(trpc.changeReview.pathFilter());
    show({ tone: "good", title: words("done") });
  };
  const recommend = useMutation(trpc.changeReview.recommend.mutationOptions({ onSuccess }));
  const approve = useMutation(trpc.changeReview.approve.mutationOptions({ onSuccess }));
  const giveBack = useMutation(
    trpc.changeReview.return.mutationOptions({
      onSuccess: () => {
        onReturned();
        return onSuccess();
      },
    }),
  );
  const sendBack = useMutation(trpc.changeReview.sendBack.mutationOptions({ onSuccess }));
  const reject = useMutation(trpc.changeReview.reject.mutationOptions({ onSuccess }));
  const { id: changeId, contentHash, state, recommendation } = change;
  const reasoned = { label: words("reason"), wrong: words("reasonWrong") };
  const items = Object.entries(marks).map(([itemKey, mark]) => ({ itemKey, ...mark }));
  const decision =
    items.length > 0
      ? {
          label: words("returnMarked", { count: items.length }),
          mutation: giveBack,
          act: () => giveBack.mutate({ changeId, items }),
        }
      : may.recommend && canChange(state, "recommend") && !change.isOwn
        ? {
            label: words("recommend"),
            mutation: recommend,
            act: () => recommend.mutate({ changeId, contentHash }),
          }
        : may.approve && canChange(state, "approve") && recommendation && !recommendation.isOwn
          ? {
              label: words("approve"),
              mutation: approve,
              act: () => approve.mutate({ changeId, contentHash }),
            }
          : null;
  const button = useRef<HTMLButtonElement>(null);
  // What cannot be taken back is pressed by hand: the key leads to it.
  const byKey = decision?.mutation === approve ? () => button.current?.focus() : decision?.act;
  useEffect(() => {
    decide.current = () => {
      if (decision?.mutation.isPending === false) byKey?.();
    };
  });
  return (
    <div className="grid w-full gap-3">
      {recommendation ? (
        <p className="text-sm">
          {words("recommendedBy", { name: recommendation.makerName })}
          {recommendation.isOwn ? ` ${words("ownRecommendation")}` : ""}
        </p>
      ) : null}
      <ErrorAlert error={recommend.error ?? approve.error ?? giveBack.error} />
      <div className="flex flex-wrap justify-end gap-2">
        {may.approve && canChange(state, "reject") ? (
          <ReasonDialog
            {...reasoned}
            trigger={<Button variant="quiet">{words("reject")}</Button>}
            title={words("reject")}
            explain={words("explain.reject")}
            action={words("reject")}
            pending={reject.isPending}
            error={reject.error}
            onConfirm={(reason) => reject.mutateAsync({ changeId, reason })}
          />
        ) : null}
        {may.approve && canChange(state, "send_back") ? (
          <ReasonDialog
            {...reasoned}
            trigger={<Button variant="quiet">{words("sendBack")}</Button>}
            title={words("sendBack")}
            explain={words("explain.sendBack")}
            action={words("sendBack")}
            pending={sendBack.isPending}
            error={sendBack.error}
            onConfirm={(reason) => sendBack.mutateAsync({ changeId, reason })}
          />
        ) : null}
        {decision === null ? null : (
          <Button ref={button} pending={decision.mutation.isPending} onClick={decision.act}>
            {decision.label}
          </Button>
        )}
      </div>
    </div>
  );
}
