"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/app/_ui/alert";
import { LinkButton } from "@/app/_ui/link-button";
import type { Step } from "@/server/onboarding/fields/rules";
import { useForm } from "./form-context";
import { useOnline } from "./use-online";

/** What happens to what is typed while it cannot be stored, and that one may go on. */
export function ConnectionBanner({ step }: { step: Step }) {
  const words = useTranslations("onboarding.connection");
  const { saveState, unsent } = useForm();
  const online = useOnline();
  if (saveState === "signedOut") {
    return (
      <Alert
        tone="attention"
        live
        className="mt-4"
        what={words("signedOut")}
        why={words("kept", { count: unsent })}
        action={<LinkButton href={`/signin?next=/apply/${step}`}>{words("signIn")}</LinkButton>}
      />
    );
  }
  if (online && saveState !== "waiting") return null;
  return (
    <Alert
      tone="waiting"
      live
      className="mt-4"
      what={words("offline")}
      why={unsent === 0 ? words("goOn") : words("kept", { count: unsent })}
    />
  );
}
