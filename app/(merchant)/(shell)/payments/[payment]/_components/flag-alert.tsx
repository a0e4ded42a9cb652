"use client";

import { useTranslations } from "next-intl";
import { Alert } from "@/app/_ui/alert";
import type { PaymentFlag } from "@/server/payments/flags/rules";

/** What a clerk should look at while the shopper is still there, and why. */
export function FlagAlert({ flags }: { flags: readonly PaymentFlag[] }) {
  const names = useTranslations("payments.flag");
  const hints = useTranslations("payments.flagHint");
  return flags.map((flag) => <Alert key={flag} tone="attention" live what={names(flag)} why={hints(flag)} />);
}
