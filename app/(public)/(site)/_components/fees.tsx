import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody } from "@/app/_ui/card";
import { DataList } from "@/app/_ui/data-list";
import { Money } from "@/app/_ui/money";
import { Stat } from "@/app/_ui/stat";
import { applyBasisPoints, formatMoney, jpy } from "@/server/kernel/money";
import { STANDARD_TERMS } from "@/server/merchants/rules";
import { percent } from "./percent";
import { Section } from "./section";

const SALES_MINOR = 100_000n;

/** The standard terms as the contract has them, and a day's sales worked through with the same arithmetic. */
export function Fees() {
  const words = useTranslations("publicPages.fees");
  const locale = useLocale();
  const { feeBasisPoints, taxBasisPoints, feeRoundingMode, taxRoundingMode } = STANDARD_TERMS;
  const feeMinor = applyBasisPoints(SALES_MINOR, feeBasisPoints, feeRoundingMode);
  const taxMinor = applyBasisPoints(feeMinor, taxBasisPoints, taxRoundingMode);
  const rate = percent(feeBasisPoints, locale);
  const amount = (minor: bigint) => <Money value={jpy(minor)} />;
  return (
    <Section id="fees" title={words("title")} lead={words("lead")}>
      <div className="grid gap-8 md:grid-cols-2 md:gap-12">
        <div className="grid content-start gap-8 sm:grid-cols-2">
          <Stat label={words("rate")} value={rate} support={words("rateSupport")} />
          <Stat
            label={words("payout")}
            value={words("payoutValue", { days: STANDARD_TERMS.payoutOffsetBankDays })}
            support={words("payoutSupport")}
          />
          <Stat label={words("monthly")} value={formatMoney(jpy(0n))} />
          <Stat label={words("transfer")} value={formatMoney(jpy(STANDARD_TERMS.transferFeeMinor))} />
        </div>
        <Card>
          <CardBody>
            <h3 className="text-lg">{words("exampleTitle", { sales: formatMoney(jpy(SALES_MINOR)) })}</h3>
            <DataList
              figures
              className="mt-3"
              rows={[
                { id: "sales", label: words("sales"), value: amount(SALES_MINOR) },
                { id: "fee", label: words("fee", { rate }), value: amount(-feeMinor) },
                {
                  id: "tax",
                  label: words("tax", { rate: percent(taxBasisPoints, locale) }),
                  value: amount(-taxMinor),
                },
                {
                  id: "received",
                  label: words("received"),
                  value: amount(SALES_MINOR - feeMinor - taxMinor),
                  emphasis: "total",
                },
              ]}
            />
            <p className="mt-3 text-sm text-muted">{words("note")}</p>
          </CardBody>
        </Card>
      </div>
    </Section>
  );
}
