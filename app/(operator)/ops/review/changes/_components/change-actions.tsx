"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useFieldName } from "@/app/_components/onboarding/use-item-name";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import type { DeskChange } from "@/server/onboarding/changes/desk/queries";
import { canChange, PAPER_KINDS } from "@/server/onboarding/changes/rules";

export type ChangeRights = {
  readonly recommend: boolean;
  readonly approve: boolean;
  readonly return: boolean;
};

/** What may be decided about a change now, by this person. */
export function ChangeActions({ change, may }: { change: DeskChange; may: ChangeRights }) {
  const words = useTranslations("changeDesk");
  const papers = useTranslations("changes.paper");
  const nameOf = useFieldName();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const [itemKey, setItemKey] = useState(change.requirements[0]?.key ?? "");
  const onSuccess = async () => {
    await queries.invalidateQueries(trpc.changeReview.pathFilter());
    show({ tone: "good", title: words("done") });
  };
  const recommend = useMutation(trpc.changeReview.recommend.mutationOptions({ onSuccess }));
  const approve = useMutation(trpc.changeReview.approve.mutationOptions({ onSuccess }));
  const giveBack = useMutation(trpc.changeReview.return.mutationOptions({ onSuccess }));
  const sendBack = useMutation(trpc.changeReview.sendBack.mutationOptions({ onSuccess }));
  const reject = useMutation(trpc.changeReview.reject.mutationOptions({ onSuccess }));
  const { id: changeId, contentHash, state, recommendation } = change;
  const itemName = (key: string) => {
    const field = change.requirements.find((one) => one.key === key)?.field;
    if (field) return nameOf(field);
    const paper = PAPER_KINDS.find((kind) => key === `document:${kind}`);
    return paper ? papers(paper) : key;
  };
  const reasoned = { label: words("reason"), wrong: words("reasonWrong") };
  return (
    <div className="grid w-full gap-3">
      {recommendation ? (
        <p className="text-sm">
          {words("recommendedBy", { name: recommendation.makerName })}
          {recommendation.isOwn ? ` ${words("ownRecommendation")}` : ""}
        </p>
      ) : null}
      <ErrorAlert error={recommend.error ?? approve.error} />
      <div className="flex flex-wrap justify-end gap-2">
        {may.return && canChange(state, "return") ? (
          <ReasonDialog
            {...reasoned}
            trigger={<Button variant="secondary">{words("return")}</Button>}
            title={words("return")}
            explain={words("explain.return")}
            action={words("return")}
            pending={giveBack.isPending}
            error={giveBack.error}
            onConfirm={(reason) =>
              giveBack.mutateAsync({ changeId, items: [{ itemKey, reasonCode: "other", reason }] })
            }
          >
            <Field label={words("item")}>
              {(control) => (
                <Select
                  {...control}
                  value={itemKey}
                  options={change.requirements.map(({ key }) => ({ value: key, label: itemName(key) }))}
                  onChange={(event) => setItemKey(event.target.value)}
                />
              )}
            </Field>
          </ReasonDialog>
        ) : null}
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
        {may.recommend && canChange(state, "recommend") && !change.isOwn ? (
          <Button pending={recommend.isPending} onClick={() => recommend.mutate({ changeId, contentHash })}>
            {words("recommend")}
          </Button>
        ) : null}
        {may.approve && canChange(state, "approve") && recommendation && !recommendation.isOwn ? (
          <Button pending={approve.isPending} onClick={() => approve.mutate({ changeId, contentHash })}>
            {words("approve")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
