"use client";

import { useLocale, useTranslations } from "next-intl";
import { PayerAmount } from "@/app/_components/payments/payer-amount";
import { paymentMoment, shownLast4 } from "@/app/_components/payments/payment-tone";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { instant } from "@/server/kernel/calendar";
import { formatMoney, jpy, type Money as MoneyValue } from "@/server/kernel/money";
import type { PaymentSummary } from "@/server/payments/queries";

/** A payment that has just come in, to be read from an arm's length away. The ring closes within two seconds. */
export function PaidFace({ payment }: { payment: PaymentSummary }) {
  const words = useTranslations("merchant.counter");
  const locale = useLocale();
  const amount = jpy(payment.amountMinor);
  return (
    <div className="grid w-full justify-items-center gap-3">
      <svg aria-hidden="true" viewBox="0 0 100 100" className="size-28 -rotate-90">
        <circle cx="50" cy="50" r="44" className="fill-none stroke-black/10 stroke-6" />
        <circle
          cx="50"
          cy="50"
          r="44"
          pathLength={100}
          className="animate-ring fill-none stroke-green stroke-6 [stroke-dasharray:100]"
        />
        <path
          d="M32 52l13 13 24-28"
          transform="rotate(90 50 50)"
          className="fill-none stroke-green stroke-8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <p className="text-2xl font-bold text-green">{words("paid")}</p>
      <p className="text-counter font-bold tracking-tight" style={{ fontSize: widthFilling(amount) }}>
        <Money value={amount} />
      </p>
      <p className="text-3xl">
        {words("last4")} <span className="tabular font-mono font-bold">{shownLast4(payment)}</span>
      </p>
      <p className="text-xl text-black/70">
        <PayerAmount payment={payment} />
      </p>
      <DateTime
        value={instant(paymentMoment(payment))}
        locale={locale}
        show="seconds"
        className="text-xl text-black/70"
      />
    </div>
  );
}

const LARGEST = "9rem";
const SIDE_SPACE = "2.25rem";
/** How wide a character of an amount is on average, in hundredths of its height. */
const CHARACTER_WIDTH = 52;

/** As large as the screen is wide: 96 px and more for amounts below ¥100,000 on the smallest phone. */
function widthFilling(amount: MoneyValue): string {
  const widthEm = (formatMoney(amount).length * CHARACTER_WIDTH) / 100;
  return `min(${LARGEST}, calc((100vw - ${SIDE_SPACE}) / ${widthEm}))`;
}
