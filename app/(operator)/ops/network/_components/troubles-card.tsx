"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { instant } from "@/server/kernel/calendar";
import { NOTE_MAX } from "@/server/wallet-network/troubles/rules";

/** What everybody is told of the network and the wallets, and the way to say something or to take it back. */
export function TroublesCard({ wallets }: { wallets: readonly { id: string; name: string }[] }) {
  const words = useTranslations("ops.troubles");
  const locale = useLocale();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: troubles } = useSuspenseQuery(trpc.troubles.current.queryOptions());
  const end = useMutation(
    trpc.troubles.end.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.troubles.pathFilter()),
    }),
  );
  return (
    <Card>
      <CardHeader title={words("title")} support={words("support")} />
      <CardBody className="grid gap-3 pt-3">
        {troubles.length === 0 ? <p className="text-sm text-muted">{words("none")}</p> : null}
        <ul className="divide-y divide-line">
          {troubles.map(({ troubleId, walletName, note, beganAtMs, source }) => (
            <li key={troubleId} className="flex flex-wrap items-center justify-between gap-3 py-2">
              <p className="min-w-0">
                <strong>{walletName ?? words("network")}</strong>{" "}
                <DateTime value={instant(beganAtMs)} locale={locale} className="text-sm text-muted" />
                <span className="block text-sm text-muted">{source === "calls" ? words("found") : note}</span>
              </p>
              <Button
                variant="secondary"
                size="sm"
                pending={end.isPending}
                onClick={() => end.mutate({ troubleId })}
              >
                {words("end")}
              </Button>
            </li>
          ))}
        </ul>
        <ErrorAlert error={end.error} what={words("failed")} />
        <Announce wallets={wallets} />
      </CardBody>
    </Card>
  );
}

function Announce({ wallets }: { wallets: readonly { id: string; name: string }[] }) {
  const words = useTranslations("ops.troubles");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const announce = useMutation(
    trpc.troubles.announce.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.troubles.pathFilter());
        setIsOpen(false);
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const walletId = String(form.get("walletId"));
    if (!announce.isPending)
      announce.mutate({ walletId: walletId === "" ? null : walletId, note: String(form.get("note")) });
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        announce.reset();
        setIsOpen(open);
      }}
      trigger={
        <Button variant="secondary" className="justify-self-start">
          <Megaphone aria-hidden />
          {words("announce")}
        </Button>
      }
      title={words("announce")}
      description={words("announceLead")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="grid gap-5">
        <Field label={words("which")}>
          {(control) => (
            <Select
              {...control}
              name="walletId"
              options={[
                ...wallets.map(({ id, name }) => ({ value: id, label: name })),
                { value: "", label: words("network") },
              ]}
            />
          )}
        </Field>
        <Field label={words("note")} support={words("noteSupport")}>
          {(control) => <Input {...control} name="note" maxLength={NOTE_MAX} autoComplete="off" />}
        </Field>
        <ErrorAlert error={announce.error} what={words("failed")} />
        <Button type="submit" pending={announce.isPending}>
          {words("announce")}
        </Button>
      </form>
    </Dialog>
  );
}
