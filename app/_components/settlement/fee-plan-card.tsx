"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/app/_ui/table";
import { percentText } from "@/server/kernel/money";
import type { AreaPlan, FeePlan } from "@/server/settlement/fees/plan/queries";

const COLUMNS = ["area", "wallets", "rate", "from"] as const;

type FeePlanCardProps = {
  plan: FeePlan;
  /** What can be done with the rate of an area, such as proposing another. */
  actionOf?: (area: AreaPlan) => ReactNode;
};

/** Today's rates by area and wallet, each with where it comes from. */
export function FeePlanCard({ plan, actionOf }: FeePlanCardProps) {
  const words = useTranslations("chain.fee");
  const { list } = useFormatter();
  return (
    <Card>
      <CardHeader title={words("title")} support={words("lead")} />
      <CardBody className="grid gap-3">
        {plan.followsPriceList ? null : <p className="text-sm">{words("contractOnly")}</p>}
        <Table label={words("title")}>
          <TableColumns columns={COLUMNS} figures={["rate"]} labelOf={(column) => words(column)} />
          <TableBody>
            {plan.areas.flatMap((area) =>
              area.rates.map((rate, at) => (
                <TableRow key={`${area.areaId} ${rate.wallets[0]}`}>
                  <TableCell>
                    {at > 0 ? null : (
                      <span className="flex flex-wrap items-center gap-2">
                        {area.name ?? words("noArea")}
                        {actionOf?.(area)}
                      </span>
                    )}
                  </TableCell>
                  <TableCell>{list(rate.wallets)}</TableCell>
                  <TableCell figures>{percentText(rate.basisPoints)}%</TableCell>
                  <TableCell>
                    {words(`source.${rate.source}`, { brand: plan.brandName ?? "" })}
                    {rate.campaignBasisPoints === null ? null : (
                      <span className="block text-xs text-muted">
                        {words("campaign", { rate: percentText(rate.campaignBasisPoints) })}
                      </span>
                    )}
                  </TableCell>
                </TableRow>
              )),
            )}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
