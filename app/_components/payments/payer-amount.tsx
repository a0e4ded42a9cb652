import { Money } from "@/app/_ui/money";
import type { PaymentSummary } from "@/server/payments/queries";

/** The wallet, and what the shopper paid there when it was not yen. */
export function PayerAmount({
  payment,
}: {
  payment: Pick<PaymentSummary, "walletName" | "payerAmountMinor" | "payerCurrency">;
}) {
  const { walletName, payerAmountMinor, payerCurrency } = payment;
  const isForeign = payerAmountMinor !== null && payerCurrency !== null && payerCurrency !== "JPY";
  return (
    <>
      {walletName}
      {isForeign ? (
        <>
          {" "}
          <Money value={{ minor: payerAmountMinor, currency: payerCurrency }} />
        </>
      ) : null}
    </>
  );
}
