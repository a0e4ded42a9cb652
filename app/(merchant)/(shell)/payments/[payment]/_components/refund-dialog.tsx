"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownLast4 } from "@/app/_components/payments/payment-tone";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { PaymentSummary } from "@/server/payments/queries";
import { RefundForm } from "./refund-form";

type RefundDialogProps = { payment: PaymentSummary; remainingMinor: bigint };

/** Asks how much to give back. The request gets its number when the dialog opens, so that however often the button
 * is pressed, or the network repeats it, it stays one refund. */
export function RefundDialog({ payment, remainingMinor }: RefundDialogProps) {
  const words = useTranslations("payments.refund");
  const common = useTranslations("common");
  const [requestId, setRequestId] = useState<string | null>(null);
  return (
    <Dialog
      open={requestId !== null}
      onOpenChange={(isOpen) => setRequestId(isOpen ? crypto.randomUUID() : null)}
      trigger={
        <Button variant="secondary" className="max-sm:w-full">
          <Undo2 aria-hidden />
          {words("open")}
        </Button>
      }
      title={words("dialogTitle")}
      description={words("dialogLead", {
        last4: shownLast4(payment),
        amount: formatMoney(jpy(payment.amountMinor)),
      })}
      closeLabel={common("close")}
    >
      {requestId === null ? null : (
        <RefundForm
          paymentId={payment.paymentId}
          remainingMinor={remainingMinor}
          requestId={requestId}
          onDone={() => setRequestId(null)}
        />
      )}
    </Dialog>
  );
}
