"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Checkbox } from "@/app/_ui/checkbox";
import { NEWS_GROUPS, type NewsKind, newsForRole, newsRule } from "@/server/alerts/news/rules";
import type { Role } from "@/server/kernel/permissions";

type Line = {
  readonly kind: NewsKind;
  readonly mail: boolean;
  readonly inbox: boolean;
  readonly mandatory: boolean;
};

/** How each kind of news reaches the reader: by mail, in the inbox, both or neither. */
export function DeliverySetting({ role }: { role: Role }) {
  const words = useTranslations("news");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.inbox.deliveries.queryOptions());
  const reaching = newsForRole(role);
  const lines = data.filter(({ kind }) => reaching.includes(kind) && newsRule(kind).group !== "application");
  const always = lines.filter(({ mandatory }) => mandatory);
  return (
    <Card id="notices" className="scroll-mt-24">
      <CardHeader title={words("choice.title")} support={words("choice.lead")} />
      <CardBody className="grid gap-6">
        {NEWS_GROUPS.map((group) => {
          const chosen = lines.filter(({ kind, mandatory }) => !mandatory && newsRule(kind).group === group);
          return chosen.length === 0 ? null : (
            <section key={group}>
              <h3 className="text-sm font-bold text-muted">{words(`group.${group}`)}</h3>
              <ul className="divide-y divide-line">
                {chosen.map((line) => (
                  <DeliveryLine key={line.kind} line={line} />
                ))}
              </ul>
            </section>
          );
        })}
        {always.length === 0 ? null : (
          <section>
            <h3 className="text-sm font-bold text-muted">{words("choice.always")}</h3>
            <p className="text-sm text-muted">{words("choice.alwaysLead")}</p>
            <ul className="mt-2 list-disc pl-5 text-sm">
              {always.map(({ kind }) => (
                <li key={kind}>{words(`title.${kind}`)}</li>
              ))}
            </ul>
          </section>
        )}
      </CardBody>
    </Card>
  );
}

function DeliveryLine({ line }: { line: Line }) {
  const words = useTranslations("news");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const choose = useMutation(
    trpc.inbox.choose.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.inbox.deliveries.queryKey() }),
    }),
  );
  const { kind } = line;
  // What was pressed is shown at once; when it could not be kept, the answer of the server shows again.
  const now = choose.isPending ? choose.variables : line;
  const title = words(`title.${kind}`);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 py-1">
      <span className="min-w-48 grow">{title}</span>
      <span className="flex gap-6">
        {(["mail", "inbox"] as const).map((way) => (
          <Checkbox
            key={way}
            label={words(`choice.${way}`)}
            aria-label={words("choice.each", { title, way: words(`choice.${way}`) })}
            checked={now[way]}
            onChange={(event) =>
              choose.mutate({ kind, mail: now.mail, inbox: now.inbox, [way]: event.target.checked })
            }
          />
        ))}
      </span>
      {choose.error ? (
        <div className="basis-full">
          <ErrorAlert error={choose.error} />
        </div>
      ) : null}
    </li>
  );
}
