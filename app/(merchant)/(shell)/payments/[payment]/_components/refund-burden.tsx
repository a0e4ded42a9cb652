"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { formatMoney, jpy } from "@/server/kernel/money";
import { burdenOfRefund } from "@/server/payments/refunds/rules";

/** An amount whose minus stays with it at the end of a line. */
function unbroken(minor: bigint): string {
  return formatMoney(jpy(minor)).replace("−", "−\u2060");
}

type RefundBurdenProps = { paymentId: string; amountMinor: bigint | null };

const TONES = { covered: "neutral", debt: "waiting", held: "waiting" } as const;

/** What the refund is taken from, before the button is pressed: unpaid sales, later ones, or nothing for now. */
export function RefundBurden({ paymentId, amountMinor }: RefundBurdenProps) {
  const words = useTranslations("payments.burden");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.payments.refundPreview.queryOptions({ paymentId }));
  if (data === undefined || amountMinor === null) return null;
  const { owedMinor } = data.balance;
  const burden = burdenOfRefund(data.balance, amountMinor);
  const amounts = {
    owed: unbroken(owedMinor),
    after: unbroken(owedMinor - amountMinor),
    debt: unbroken(-owedMinor),
  };
  const why = burden === "held" && owedMinor < 0n ? "heldDebtWhy" : (`${burden}Why` as const);
  return <Alert tone={TONES[burden]} what={words(burden, amounts)} why={words(why, amounts)} />;
}
