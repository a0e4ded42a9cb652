"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";

/** A first factor is set up right after sign-in alone; this leads back there. */
export function SignInAgain() {
  const words = useTranslations("security");
  async function leave() {
    const { pathname, search } = window.location;
    await fetch("/api/auth/signout", { method: "POST" });
    const next = pathname.startsWith("/signin") ? "" : `?next=${encodeURIComponent(`${pathname}${search}`)}`;
    window.location.assign(`/signin${next}`);
  }
  return (
    <Alert
      tone="waiting"
      what={words("late")}
      why={words("lateWhy")}
      action={<Button onClick={() => void leave()}>{words("lateAction")}</Button>}
    />
  );
}
