"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useLiveInterval } from "@/app/_components/live/live-provider";
import { WalletStates } from "@/app/_components/registration/wallet-states";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";

type WalletProgressProps = { stores: readonly { id: string; name: string }[] };

/** How far the wallets are, shown until every one of them can be used. */
export function WalletProgress({ stores }: WalletProgressProps) {
  const words = useTranslations("merchant.home");
  const trpc = useTRPC();
  const refetchInterval = useLiveInterval();
  const { data } = useSuspenseQuery({
    ...trpc.registration.ofStores.queryOptions({ storeIds: stores.map((store) => store.id) }),
    refetchInterval,
  });
  const open = stores.filter((store) =>
    data.some((row) => row.storeId === store.id && row.state !== "approved"),
  );
  if (open.length === 0) return null;
  return (
    <Card tone="info" className="px-5 py-4">
      <h2 className="text-base">{words("preparing")}</h2>
      <p className="text-sm text-muted">{words("preparingLead")}</p>
      {open.slice(0, 3).map((store) => (
        <div key={store.id} className="mt-3">
          {stores.length === 1 ? null : <h3 className="text-sm">{store.name}</h3>}
          <WalletStates registrations={data.filter((row) => row.storeId === store.id)} />
        </div>
      ))}
    </Card>
  );
}
