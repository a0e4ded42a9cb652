"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useItemName } from "@/app/_components/onboarding/use-item-name";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { LinkButton } from "@/app/_ui/link-button";
import { itemHref } from "./blocker-list";

/** What the reviewer gave back, each with the reason, the field and a way out when nothing is wrong. */
export function ReturnedCards() {
  const words = useTranslations("onboarding");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const nameOf = useItemName();
  const { data } = useSuspenseQuery(trpc.applications.current.queryOptions());
  const keep = useMutation(
    trpc.applications.keepItem.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.applications.current.queryKey() }),
    }),
  );
  const items = data.requirements.filter(({ state }) => state === "returned");
  if (items.length === 0) return null;
  return (
    <section className="grid gap-4">
      <div>
        <h2 className="text-lg">{words("returned.title")}</h2>
        <p className="text-muted">{words("returned.body")}</p>
      </div>
      <ErrorAlert error={keep.error} />
      {items.map((item) => (
        <Card key={item.key} tone="attention">
          <CardHeader level={3} title={nameOf(item)} />
          <CardBody className="grid gap-3">
            <p>{words(`reason.${item.reason?.code ?? "other"}`)}</p>
            {item.reason?.text ? <p>{words("returned.reviewer", { text: item.reason.text })}</p> : null}
            <div className="flex flex-wrap gap-3">
              <LinkButton href={itemHref(item)}>{words("returned.open")}</LinkButton>
              <Button
                variant="quiet"
                pending={keep.isPending && keep.variables.itemKey === item.key}
                onClick={() => keep.mutate({ applicationId: data.id, itemKey: item.key })}
              >
                {words("returned.keep")}
              </Button>
            </div>
          </CardBody>
        </Card>
      ))}
    </section>
  );
}
