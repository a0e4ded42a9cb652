"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { localeOf } from "@/server/identity/rules";
import { formatDay, jstDay, toDay } from "@/server/kernel/calendar";
import { GRANT_LEVELS, toGrantLevel } from "@/server/merchants/franchise/rules";

/** What the head office of one's signboard may see of one's sales: agreed to by the owner, and taken back at any time. */
export function DisclosureSetting() {
  const words = useTranslations("chain.disclosure");
  const levels = useTranslations("chain.franchise.levels");
  const locale = localeOf(useLocale());
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const { data } = useSuspenseQuery(trpc.franchise.own.queryOptions());
  const [level, setLevel] = useState(data?.grant?.level ?? GRANT_LEVELS[0]);
  const [fromOn, setFromOn] = useState(data?.grant?.fromOn ?? jstDay(Date.now()));
  const done = (title: string) => async () => {
    await queries.invalidateQueries(trpc.franchise.pathFilter());
    show({ tone: "good", title });
  };
  const grant = useMutation(trpc.franchise.grant.mutationOptions({ onSuccess: done(words("granted")) }));
  const revoke = useMutation(trpc.franchise.revoke.mutationOptions({ onSuccess: done(words("revoked")) }));
  if (data === null || data.isHeadOffice) return null;
  const { grant: known } = data;
  const dayText = (day: string) => formatDay(toDay(day), locale, { year: true });
  return (
    <Card>
      <CardHeader title={words("title")} support={words("lead", { brand: data.brandName })} />
      <CardBody className="grid gap-4 pt-2">
        <p className="font-bold" aria-live="polite">
          {known === null
            ? words("off")
            : words("on", { day: dayText(known.fromOn), level: levels(known.level) })}
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words("level")}>
            {(control) => (
              <Select
                {...control}
                value={level}
                options={GRANT_LEVELS.map((value) => ({ value, label: levels(value) }))}
                onChange={(event) => setLevel(toGrantLevel(event.target.value))}
              />
            )}
          </Field>
          <Field label={words("fromOn")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={fromOn}
                onChange={(event) => setFromOn(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-3">
          <Button
            variant="secondary"
            pending={grant.isPending}
            onClick={() => grant.mutate({ level, fromOn })}
          >
            {known === null ? words("grant") : words("change")}
          </Button>
          {known === null ? null : (
            <Button variant="quiet" pending={revoke.isPending} onClick={() => revoke.mutate()}>
              {words("revoke")}
            </Button>
          )}
        </div>
        <ErrorAlert error={grant.error ?? revoke.error} what={words("failed")} />
      </CardBody>
    </Card>
  );
}
