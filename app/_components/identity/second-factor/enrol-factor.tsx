"use client";

import { Fingerprint, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { EnrolApp } from "./enrol-app";
import { EnrolPasskey } from "./enrol-passkey";
import { RecoveryCodes } from "./recovery-codes";

/** Sets up one factor; with the first come recovery codes to keep. `onDone` follows when they are put away. */
export function EnrolFactor({ onDone }: { onDone: () => void }) {
  const words = useTranslations("security");
  const [way, setWay] = useState<"passkey" | "app" | undefined>(undefined);
  const [codes, setCodes] = useState<readonly string[]>([]);
  function made(recoveryCodes: readonly string[]) {
    if (recoveryCodes.length === 0) onDone();
    else setCodes(recoveryCodes);
  }
  if (codes.length > 0) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (way === "passkey") return <EnrolPasskey onMade={made} onBack={() => setWay(undefined)} />;
  if (way === "app") return <EnrolApp onMade={made} onBack={() => setWay(undefined)} />;
  return (
    <div className="grid gap-3">
      <Button size="lg" wide onClick={() => setWay("passkey")}>
        <Fingerprint aria-hidden />
        {words("addPasskey")}
      </Button>
      <p className="text-sm text-muted">{words("passkeySupport")}</p>
      <Button size="lg" wide variant="secondary" onClick={() => setWay("app")}>
        <Smartphone aria-hidden />
        {words("addApp")}
      </Button>
      <p className="text-sm text-muted">{words("appSupport")}</p>
    </div>
  );
}
