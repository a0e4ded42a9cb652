"use client";

import { useTranslations } from "next-intl";
import { TextLink } from "@/app/_ui/text-link";

/** Nothing has come in: said calmly, with what to do when the customer's screen says otherwise. */
export function WaitingFace({ storeId }: { storeId: string }) {
  const words = useTranslations("merchant.counter");
  return (
    <div className="grid max-w-md justify-items-center gap-4">
      <svg aria-hidden="true" viewBox="0 0 100 100" className="size-24">
        <circle
          cx="50"
          cy="50"
          r="46"
          className="fill-none stroke-black/25 stroke-3 [stroke-dasharray:4_8]"
        />
      </svg>
      <p className="text-3xl font-bold">{words("waiting")}</p>
      <p>{words("waitingBody")}</p>
      <p className="text-sm text-black/70">{words("waitingTodo")}</p>
      <TextLink href={`/payments?store=${storeId}`} className="inline-flex min-h-11 items-center">
        {words("toPayments")}
      </TextLink>
    </div>
  );
}
