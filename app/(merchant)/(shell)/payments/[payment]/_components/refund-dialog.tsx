"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownLast4 } from "@/app/_components/payments/payment-tone";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { PaymentSummary } from "@/server/payments/queries";
import { refundRequestId } from "@/server/payments/refunds/rules";
import { RefundForm } from "./refund-form";

type RefundDialogProps = { payment: PaymentSummary; remainingMinor: bigint; refundsShown: number };

/** Asks how much to give back. The request is named by what the screen shows when the dialog opens, so that however
 * often the button is pressed, in two tabs or after a reload, it stays one refund. */
export function RefundDialog({ payment, remainingMinor, refundsShown }: RefundDialogProps) {
  const words = useTranslations("payments.refund");
  const common = useTranslations("common");
  const [requestId, setRequestId] = useState<string | null>(null);
  return (
    <Dialog
      open={requestId !== null}
      onOpenChange={(isOpen) =>
        setRequestId(isOpen ? refundRequestId(payment.paymentId, refundsShown) : null)
      }
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
