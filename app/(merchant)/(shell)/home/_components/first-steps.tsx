"use client";

import { useTranslations } from "next-intl";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";

/** Before the first payment: the one thing to do. */
export function FirstSteps() {
  const words = useTranslations("merchant.home");
  return (
    <EmptyState
      illustration="sheet"
      title={words("emptyTitle")}
      body={words("emptyBody")}
      action={<LinkButton href="/codes">{words("emptyAction")}</LinkButton>}
    />
  );
}
