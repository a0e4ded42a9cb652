"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { LinkButton } from "@/app/_ui/link-button";

const NAME = "noren.security-offer";
const listeners = new Set<() => void>();

function listen(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

/** Offers a second factor to an owner who has none; whoever wants it later is not asked again on this device. */
export function SecurityOffer() {
  const words = useTranslations("merchant.home.secure");
  const isOffered = useSyncExternalStore(
    listen,
    () => window.localStorage.getItem(NAME) !== "later",
    () => true,
  );
  if (!isOffered) return null;
  const later = () => {
    window.localStorage.setItem(NAME, "later");
    for (const told of listeners) told();
  };
  return (
    <Card className="px-5 py-4">
      <h2 className="flex items-center gap-2 text-base">
        <ShieldCheck aria-hidden className="size-5 shrink-0 text-indigo-600" />
        {words("title")}
      </h2>
      <p className="mt-1 text-sm text-muted">{words("body")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton href="/settings#security" variant="secondary" size="sm">
          {words("action")}
        </LinkButton>
        <Button variant="quiet" size="sm" onClick={later}>
          {words("later")}
        </Button>
      </div>
    </Card>
  );
}
