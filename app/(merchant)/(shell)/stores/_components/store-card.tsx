"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { MonitorSmartphone, QrCode, ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { useShownHours } from "@/app/_components/merchants/use-shown-hours";
import { CorrectStore } from "@/app/_components/registration/correct-store";
import { WalletStates } from "@/app/_components/registration/wallet-states";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { LinkButton } from "@/app/_ui/link-button";
import { StateBadge } from "@/app/_ui/state-badge";
import { MERCHANT_STATES, type MerchantState } from "@/server/merchants/rules";

type StoreCardProps = {
  store: {
    readonly id: string;
    readonly name: string;
    readonly nameKana: string;
    readonly nameLatin: string;
    readonly cityLatin: string;
    readonly postalCode: string;
    readonly prefecture: string;
    readonly city: string;
    readonly addressLine: string;
    readonly phone: string;
    readonly openingHours: string;
    readonly state: string;
    readonly suspendedReason: string | null;
    readonly terminatedReason: string | null;
    readonly storeNumber: string | null;
    readonly area: { readonly name: string } | null;
  };
  /** All stores of the page, so that their wallets are asked for at once. */
  pageOfIds: readonly string[];
  mayCorrect: boolean;
};

const TONES = { active: "good", suspended: "attention", terminated: "neutral" } as const;

/** A place where payments are taken: where it is, whether it is open, and which wallets work there. */
export function StoreCard({ store, pageOfIds, mayCorrect }: StoreCardProps) {
  const words = useTranslations("merchant.stores");
  const shownHours = useShownHours();
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.registration.ofStores.queryOptions({ storeIds: [...pageOfIds] }),
    refetchInterval,
  });
  const state: MerchantState = MERCHANT_STATES.find((known) => known === store.state) ?? "terminated";
  const own = data.filter((row) => row.storeId === store.id);
  const { postalCode, prefecture, city, addressLine, phone, openingHours } = store;
  const address = `〒${postalCode.slice(0, 3)}-${postalCode.slice(3)} ${prefecture}${city}${addressLine}`;
  return (
    <Card className="h-full">
      <CardHeader
        title={store.name}
        support={[store.storeNumber, store.nameKana, store.area?.name].filter(Boolean).join(" · ")}
        action={<StateBadge tone={TONES[state]}>{words(`state.${state}`)}</StateBadge>}
      />
      <CardBody className="grid gap-3 pt-3">
        {state === "active" ? null : (
          <p className="text-sm">{store.terminatedReason ?? store.suspendedReason}</p>
        )}
        <DataList
          stacked
          rows={[
            { id: "address", label: words("address"), value: address },
            { id: "phone", label: words("phone"), value: phone },
            ...(openingHours === ""
              ? []
              : [{ id: "hours", label: words("hours"), value: shownHours(openingHours) }]),
          ]}
        />
        <div>
          <h3 className="mb-2 text-sm text-muted">{words("wallets")}</h3>
          <WalletStates registrations={own} />
        </div>
        {mayCorrect && state !== "terminated" ? (
          <div>
            <CorrectStore
              store={store}
              side="merchant"
              refused={own.some((row) => row.state === "rejected")}
            />
          </div>
        ) : null}
      </CardBody>
      <CardFooter className="gap-1">
        <LinkButton href={`/counter/${store.id}`} variant="quiet" size="sm">
          <MonitorSmartphone aria-hidden />
          {words("counter")}
        </LinkButton>
        <LinkButton href={`/codes?store=${store.id}`} variant="quiet" size="sm">
          <QrCode aria-hidden />
          {words("codes")}
        </LinkButton>
        <LinkButton href={`/payments?store=${store.id}`} variant="quiet" size="sm">
          <ReceiptText aria-hidden />
          {words("payments")}
        </LinkButton>
      </CardFooter>
    </Card>
  );
}
