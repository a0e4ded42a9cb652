"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { useToast } from "@/app/_ui/toast";
import { type LevelDraft, LevelFields, levelDraft } from "./level-fields";
import { useInherited } from "./use-inherited";

/** What all stores do unless their area says otherwise, and where that comes from. */
export function StoreSettings({ mayManage }: { mayManage: boolean }) {
  const words = useTranslations("chain.settings");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const { data } = useSuspenseQuery(trpc.areas.settings.queryOptions());
  const [draft, setDraft] = useState<LevelDraft>(() => levelDraft(data.merchant));
  const { paper, language } = useInherited();
  const change = useMutation(
    trpc.areas.changeSettings.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.areas.pathFilter());
        show({ tone: "good", title: words("saved") });
      },
    }),
  );
  return (
    <Card>
      <CardHeader title={words("title")} support={words("lead")} />
      <CardBody className="grid gap-4">
        <p>
          <span className="text-muted">{words("now")}</span> {paper()} · {language()}
        </p>
        {mayManage ? (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <LevelFields draft={draft} onChange={setDraft} />
            </div>
            <Button
              variant="secondary"
              className="justify-self-start"
              pending={change.isPending}
              onClick={() => change.mutate(draft)}
            >
              {words("save")}
            </Button>
            <ErrorAlert error={change.error} what={words("failed")} />
          </>
        ) : null}
      </CardBody>
    </Card>
  );
}
