"use client";

import { CircleAlert, CloudCheck, CloudUpload, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/app/_ui/cn";
import { formatJstTime } from "@/server/kernel/calendar";
import { useForm } from "./form-context";

const ICONS = {
  idle: CloudCheck,
  saving: CloudUpload,
  saved: CloudCheck,
  waiting: WifiOff,
  failed: CircleAlert,
  signedOut: CircleAlert,
};

/** What is saved and when. */
export function SaveLine() {
  const words = useTranslations("onboarding.saveState");
  const { saveState, savedAt } = useForm();
  const Icon = ICONS[saveState];
  const calm = saveState === "idle" || saveState === "saving" || saveState === "saved";
  return (
    <p
      role="status"
      className={cn("flex items-center gap-1.5 text-sm", calm ? "text-muted" : "font-bold text-amber-700")}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {saveState === "idle" || saveState === "saved"
        ? words("saved", { time: formatJstTime(savedAt.getTime()) })
        : words(saveState)}
    </p>
  );
}
