"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { LinkButton } from "@/app/_ui/link-button";
import { STEPS } from "@/server/onboarding/fields/rules";
import { blockersOf } from "@/server/onboarding/requirements/rules";
import { BlockerList } from "./blocker-list";
import { Declarations } from "./declarations";
import { useForm } from "./form-context";
import { followTo } from "./go-to";
import { Summary } from "./summary";

/** What is missing is read out and shown as soon as it appears; a stable function, so only then. */
function focusOnce(node: HTMLElement | null): void {
  node?.focus();
}

/** Everything at a glance, the declarations, and the one button that hands it in. */
export function ConfirmStep() {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const form = useForm();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const [asked, setAsked] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() });
  const submit = useMutation(
    trpc.applications.submit.mutationOptions({
      onSuccess: async () => {
        await refresh();
        router.push("/apply");
      },
      onError: refresh,
    }),
  );
  const blockers = blockersOf(form.requirements);

  async function send(): Promise<void> {
    setAsked(true);
    setUnsaved(false);
    form.showAll(STEPS);
    // What another load of the page has left is sent first: it may be just what is missing.
    if (!(await form.flush())) return setUnsaved(true);
    if (form.storedBlockers().length > 0) return document.getElementById("blockers")?.focus();
    submit.mutate({ applicationId: data.id });
  }

  return (
    <>
      <Summary />
      <Declarations />
      {asked && blockers.length > 0 ? (
        <Card tone="attention" id="blockers" tabIndex={-1} ref={focusOnce}>
          <CardHeader title={words("confirm.notReady")} />
          <CardBody>
            <BlockerList blockers={blockers} />
          </CardBody>
        </Card>
      ) : null}
      {unsaved ? <Alert tone="waiting" live what={words("confirm.unsaved")} /> : null}
      <ErrorAlert error={submit.error} onRetry={() => void send()} />
      <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
        <div className="mx-auto flex max-w-2xl gap-3 px-4 py-3">
          <LinkButton href="/apply/documents" onClick={followTo} variant="secondary" size="lg">
            {common("back")}
          </LinkButton>
          <Button size="lg" className="grow" pending={submit.isPending} onClick={() => void send()}>
            {submit.isPending ? words("confirm.submitting") : words("confirm.submit")}
          </Button>
        </div>
      </div>
    </>
  );
}
