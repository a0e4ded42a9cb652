"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { GiveCode } from "./give-code";
import { GivePasskey } from "./give-passkey";

/** What a person has to prove themselves with. */
export type FactorState = {
  readonly factors: readonly { readonly kind: "passkey" | "app" }[];
  readonly recoveryCodes: number;
  readonly sandboxCode: string | null;
};

type GiveFactorProps = { state: FactorState; onGiven: () => void };

/** Passkey, code of an app, or recovery code: what the person has, the easiest first. */
export function GiveFactor({ state, onGiven }: GiveFactorProps) {
  const words = useTranslations("security");
  const [isRecovering, setRecovering] = useState(false);
  const hasPasskey = state.factors.some(({ kind }) => kind === "passkey");
  const hasApp = state.factors.some(({ kind }) => kind === "app");
  if (isRecovering) {
    return (
      <div className="grid gap-4">
        <GiveCode kind="recovery" onGiven={onGiven} />
        <Button variant="quiet" onClick={() => setRecovering(false)}>
          {words("otherWay")}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      {hasPasskey ? <GivePasskey onGiven={onGiven} /> : null}
      {hasApp ? <GiveCode kind="app" hint={state.sandboxCode} onGiven={onGiven} /> : null}
      {state.recoveryCodes === 0 ? null : (
        <Button variant="quiet" onClick={() => setRecovering(true)}>
          {words("useRecovery")}
        </Button>
      )}
    </div>
  );
}
