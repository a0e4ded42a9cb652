"use client";

import { Volume2, VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { useSound } from "./use-sound";

/** Turns the sound of payments on and off, and says when the browser still holds it back. */
export function SoundToggle({ withHint = true }: { withHint?: boolean }) {
  const words = useTranslations("merchant.sound");
  const { isOn, isBlocked, isChanging, toggle } = useSound();
  return (
    <div className="flex min-w-0 flex-wrap items-center justify-end gap-x-3">
      {isBlocked && withHint ? <span className="text-xs text-amber-700">{words("blocked")}</span> : null}
      <Button
        variant="quiet"
        size="sm"
        aria-pressed={isOn}
        aria-label={isOn ? words("turnOff") : words("turnOn")}
        aria-disabled={isChanging || undefined}
        onClick={toggle}
      >
        {isOn ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
        {isOn ? words("on") : words("off")}
      </Button>
    </div>
  );
}
