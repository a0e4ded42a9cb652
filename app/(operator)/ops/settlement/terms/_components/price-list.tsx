"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RateTable } from "@/app/_components/settlement/rate-table";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";

/** The price list and the campaigns for all. */
export function PriceList({ mayPropose }: { mayPropose: boolean }) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.terms.rates.queryOptions());
  const names = new Map([...data.brands, ...data.areas].map(({ id, name }) => [id, name]));
  return (
    <Card>
      <CardHeader title={words("rates")} support={words("ratesLead")} />
      <CardBody>
        {data.rates.length === 0 ? <p className="text-muted">{words("noRates")}</p> : null}
        {data.rates.length > 0 ? (
          <RateTable
            label={words("rates")}
            rates={data.rates.map((rate) => ({
              ...rate,
              chain: names.get(rate.areaId ?? rate.brandId ?? ""),
            }))}
            endOn={mayPropose ? data.today : null}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}
