"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePrefectureNames } from "@/app/_components/directory/place-names";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import type { Network } from "@/server/directory/network/queries";

/** What is assumed of the market, of all Japan or of one prefecture. */
export function MarketDialog({ assumption }: { assumption: Network["assumption"] }) {
  const words = useTranslations("directory.network");
  const common = useTranslations("common");
  const prefectures = usePrefectureNames();
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState("JP");
  const [share, setShare] = useState(String(assumption.cashlessBasisPoints / 100));
  const [spending, setSpending] = useState(String(assumption.spendingMinor));
  const set = useMutation(
    trpc.directory.growth.setAssumption.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    }),
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="quiet">
          {words("market")}
        </Button>
      }
      title={words("marketTitle")}
      description={words("marketSupport")}
      closeLabel={common("close")}
      footer={
        <Button
          pending={set.isPending}
          onClick={() =>
            set.mutate({
              key: place,
              cashlessBasisPoints: Math.round(Number(share) * 100),
              spendingMinor: spending,
            })
          }
        >
          {words("planSet")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label={words("marketPlace")}>
          {(control) => (
            <Select
              {...control}
              value={place}
              options={[
                { value: "JP", label: words("japan") },
                ...[...prefectures].map(([value, label]) => ({ value, label })),
              ]}
              onChange={(event) => setPlace(event.target.value)}
            />
          )}
        </Field>
        <Field label={words("marketShare")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              max={100}
              step={0.1}
              value={share}
              onChange={(event) => setShare(event.target.value)}
            />
          )}
        </Field>
        <Field label={words("marketSpending")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              value={spending}
              onChange={(event) => setSpending(event.target.value)}
            />
          )}
        </Field>
        <ErrorAlert error={set.error} />
      </div>
    </Dialog>
  );
}
