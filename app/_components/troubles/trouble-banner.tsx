"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { DateTime } from "@/app/_ui/date-time";
import { instant } from "@/server/kernel/calendar";

/** Asked for by itself too: when the way to the browser is in trouble, nothing is told. */
const AGAIN_MS = 60_000;

/** What does not work now, since when, and what still does. Nothing while all is well. */
export function TroubleBanner({ className }: { className?: string }) {
  const words = useTranslations("troubles");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data = [] } = useQuery({ ...trpc.troubles.current.queryOptions(), refetchInterval: AGAIN_MS });
  // What calls have found and what an operator says of the whole network is one trouble to whoever reads it.
  const network = data.filter(({ walletId }) => walletId === null);
  const wallets = data.filter(({ walletId }) => walletId !== null);
  const told = [...network.slice(0, 1), ...wallets];
  const networkNote = network.map(({ note }) => note).find((note) => note !== "") ?? "";
  return (
    <div aria-live="polite" className={told.length === 0 ? undefined : className}>
      {told.map(({ troubleId, walletId, walletName, note, beganAtMs }) => {
        const what = walletId === null ? "network" : "wallet";
        const time = () => <DateTime value={instant(beganAtMs)} locale={locale} />;
        const said = walletId === null ? networkNote : note;
        return (
          <Alert
            key={troubleId}
            tone="attention"
            className="mb-3 last:mb-0"
            what={words.rich(`${what}What`, { wallet: walletName ?? "", time })}
            why={
              <>
                {words(`${what}Works`)}
                {said === "" ? null : <span className="mt-1 block font-bold">{said}</span>}
              </>
            }
            todo={words(`${what}Todo`)}
          />
        );
      })}
    </div>
  );
}
