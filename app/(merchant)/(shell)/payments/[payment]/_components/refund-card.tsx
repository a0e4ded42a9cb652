"use client";

import { useLocale, useTranslations } from "next-intl";
import { Alert } from "@/app/_ui/alert";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { jstDay } from "@/server/kernel/calendar";
import { formatMoney, jpy } from "@/server/kernel/money";
import type { MerchantRole } from "@/server/kernel/permissions";
import type { PaymentDetail } from "@/server/payments/detail/queries";
import { refundLimitOf } from "@/server/payments/refunds/rules";
import { RefundDialog } from "./refund-dialog";
import { RefundLines } from "./refund-lines";

type RefundCardProps = { detail: PaymentDetail; mayRefund: boolean; role: MerchantRole };

/** The refunds of a payment: what has become of each, this wallet's rule, and only below it the button. */
export function RefundCard({ detail, mayRefund, role }: RefundCardProps) {
  const words = useTranslations("payments.refund");
  const locale = useLocale();
  const { payment, refunds, refundRule, debtMinor } = detail;
  const { standing, maxRefunds, windowDays } = refundRule;
  const { remainingMinor, refundsLeft, closesAtMs } = standing;
  const isForeign = payment.payerCurrency !== null && payment.payerCurrency !== "JPY";
  const hindrance = hindranceOf(detail);
  const limit = mayRefund ? refundLimitOf(role) : null;
  return (
    <Card>
      <CardHeader title={words("title")} />
      <CardBody className="grid gap-4 pt-3">
        {debtMinor === null || debtMinor === 0n ? null : (
          <Alert
            tone="waiting"
            what={words("debt", { debt: formatMoney(jpy(debtMinor)) })}
            why={words("debtWhy")}
          />
        )}
        {refunds.length === 0 ? null : <RefundLines refunds={refunds} />}
        {payment.walletId === null || closesAtMs === null ? null : (
          <div>
            <h3 className="text-sm">{words("rule")}</h3>
            <ul className="mt-1 list-disc pl-5 text-sm marker:text-muted">
              <li>{maxRefunds === 1 ? words("ruleOnce") : words("ruleTimes", { max: maxRefunds })}</li>
              {remainingMinor > 0n && refundsLeft > 0 ? (
                <li className="font-bold">
                  {words("ruleLeft", { left: refundsLeft, remaining: formatMoney(jpy(remainingMinor)) })}
                </li>
              ) : null}
              <li>
                {words.rich("ruleWindow", {
                  days: windowDays,
                  day: () => <CalendarDay value={jstDay(closesAtMs)} locale={locale} show="dated" />,
                })}
              </li>
              {isForeign && payment.payerCurrency !== null ? (
                <li>{words("ruleCurrency", { currency: payment.payerCurrency })}</li>
              ) : null}
              {limit === null ? null : <li>{words("ruleRole", { max: formatMoney(jpy(limit)) })}</li>}
              <li>{words("ruleBooks")}</li>
            </ul>
          </div>
        )}
        {hindrance === null ? null : <p className="text-sm text-muted">{words(hindrance)}</p>}
        {hindrance === null && !mayRefund ? <Alert tone="neutral" what={words("notYours")} /> : null}
      </CardBody>
      {hindrance === null && mayRefund ? (
        <CardFooter>
          <RefundDialog payment={payment} remainingMinor={remainingMinor} refundsShown={refunds.length} />
        </CardFooter>
      ) : null}
    </Card>
  );
}

/** Why nothing can be refunded now, as the key of its words. The window is the server's to judge, by its own clock. */
function hindranceOf({
  payment,
  refundRule,
  dispute,
}: PaymentDetail): "notYet" | "disputed" | "nothingLeft" | "noneLeft" | null {
  if (payment.state !== "succeeded") return "notYet";
  const isOpen = dispute?.state === "opened" || dispute?.state === "answered";
  if (refundRule.standing.remainingMinor <= 0n) return isOpen ? "disputed" : "nothingLeft";
  return refundRule.standing.refundsLeft === 0 ? "noneLeft" : null;
}
