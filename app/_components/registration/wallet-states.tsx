"use client";

import { useTranslations } from "next-intl";
import { StateBadge } from "@/app/_ui/state-badge";
import type { Tone } from "@/app/_ui/tone";
import type { Registration } from "@/server/registration/queries";
import type { RegistrationState } from "@/server/registration/rules";

const TONES: Readonly<Record<RegistrationState, Tone>> = {
  waiting: "waiting",
  sent: "waiting",
  unknown: "waiting",
  approved: "good",
  rejected: "attention",
};

/** The wallets of one store, each with how far its registration is. */
export function WalletStates({ registrations }: { registrations: readonly Registration[] }) {
  const words = useTranslations("merchant.registration");
  const stores = useTranslations("merchant.stores");
  if (registrations.length === 0) return <span className="text-muted">{stores("noWallets")}</span>;
  return (
    <ul className="grid gap-2">
      {registrations.map(({ walletId, walletName, state, renewing, reason }) => (
        <li key={walletId} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span>{walletName}</span>
          {renewing ? (
            <StateBadge tone="good">{words("renewing")}</StateBadge>
          ) : (
            <StateBadge tone={TONES[state]}>{words(state)}</StateBadge>
          )}
          {state === "rejected" && reason !== null && reason !== "" ? (
            <span className="w-full text-sm text-muted">{reason}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
