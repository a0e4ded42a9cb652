import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/app/_ui/money";
import { applyBasisPoints, jpy, type Money as MoneyValue } from "@/server/kernel/money";
import { STANDARD_TERMS } from "@/server/merchants/rules";
import { Device } from "./device";
import { percent } from "./percent";

const PAID = jpy(1_280n);
const PAID_BY_SHOPPER: MoneyValue = { minor: 6_123n, currency: "CNY" };
const SALES_MINOR = 100_000n;

/** The shopper's phone: the shop's name, the amount in yen, what it is in their own money. */
export function ShopperScreen() {
  const words = useTranslations("publicPages.screens");
  return (
    <Device>
      <p className="border-b border-line bg-surface px-4 py-3 text-center text-sm font-bold">
        {words("shop")}
      </p>
      <div className="grid grow content-center justify-items-center gap-1 px-4">
        <Money value={PAID} className="text-4xl font-bold" />
        <Money value={PAID_BY_SHOPPER} className="text-sm text-muted" />
        <p className="mt-3 rounded-full bg-indigo-50 px-3 py-1 text-xs whitespace-nowrap text-indigo-600">
          日本語 · EN · 中文 · 한국어
        </p>
      </div>
      <p className="m-3 rounded bg-indigo-600 py-2.5 text-center font-bold text-on-indigo">{words("pay")}</p>
    </Device>
  );
}

/** The till: this amount has arrived, and these are the digits to compare. */
export function TillScreen() {
  const words = useTranslations("publicPages.screens");
  return (
    <Device>
      <div className="grid grow content-center justify-items-center gap-2 px-4">
        <span className="inline-flex size-14 items-center justify-center rounded-full bg-green-50 text-green ring-4 ring-green">
          <Check className="size-8" strokeWidth={3} />
        </span>
        <p className="font-bold text-green">{words("arrived")}</p>
        <Money value={PAID} className="text-5xl font-bold" />
        <p className="tabular text-sm">
          {words("last4")} <span className="text-2xl font-bold">4821</span>
        </p>
        <p className="text-xs text-muted">
          Alipay <Money value={PAID_BY_SHOPPER} />
        </p>
      </div>
    </Device>
  );
}

/** A statement whose lines visibly sum to the amount that reaches the bank. */
export function StatementScreen() {
  const words = useTranslations("publicPages");
  const locale = useLocale();
  const { feeBasisPoints, taxBasisPoints, feeRoundingMode, taxRoundingMode } = STANDARD_TERMS;
  const feeMinor = applyBasisPoints(SALES_MINOR, feeBasisPoints, feeRoundingMode);
  const taxMinor = applyBasisPoints(feeMinor, taxBasisPoints, taxRoundingMode);
  const lines = [
    { id: "sales", label: words("fees.sales"), minor: SALES_MINOR },
    { id: "fee", label: words("fees.fee", { rate: percent(feeBasisPoints, locale) }), minor: -feeMinor },
    { id: "tax", label: words("fees.tax", { rate: percent(taxBasisPoints, locale) }), minor: -taxMinor },
  ];
  return (
    <Device>
      <div className="grid grow content-center gap-3 px-4 text-xs">
        {lines.map((line) => (
          <p key={line.id} className="flex justify-between gap-2 border-b border-line pb-2">
            <span>{line.label}</span>
            <Money value={jpy(line.minor)} />
          </p>
        ))}
        <p className="border-t-4 border-double border-ink pt-2">{words("fees.received")}</p>
        <Money value={jpy(SALES_MINOR - feeMinor - taxMinor)} className="text-right text-3xl font-bold" />
        <p className="flex items-center justify-end gap-1 font-bold text-green">
          <Check className="size-4" strokeWidth={3} />
          {words("screens.match")}
        </p>
      </div>
    </Device>
  );
}
