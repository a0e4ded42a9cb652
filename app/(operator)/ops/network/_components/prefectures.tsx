"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { merchantsAddress } from "@/app/_components/directory/address";
import { usePrefectureNames } from "@/app/_components/directory/place-names";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Select } from "@/app/_ui/select";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { Network } from "@/server/directory/network/queries";
import { ChartExport } from "./chart-export";
import { JapanMap } from "./japan-map";
import { MarketDialog } from "./market-dialog";
import { PlanDialog } from "./plan-dialog";
import { yenText } from "./yen-text";

type Prefecture = Network["prefectures"][number];
type PrefecturesProps = {
  prefectures: Network["prefectures"];
  assumption: Network["assumption"];
  mayPlan: boolean;
  today: string;
};

const METRICS = ["active", "activation", "volume", "density"] as const;
type Metric = (typeof METRICS)[number];

function metricOf(one: Prefecture, metric: Metric): number {
  const all = one.active + one.suspended;
  if (metric === "activation") return all === 0 ? 0 : one.paid / all;
  // Only how dark the map is: the table says the amount itself.
  const thousands = one.amountMinor / 1_000n;
  if (metric === "volume") return Number(thousands);
  return metric === "density" ? one.density / 100 : one.active;
}

/** The map beside the table that says the same in numbers. */
export function Prefectures({ prefectures, assumption, mayPlan, today }: PrefecturesProps) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const names = usePrefectureNames();
  const [metric, setMetric] = useState<Metric>("active");
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumSignificantDigits: 2 });
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const number = (value: number) => value.toLocaleString(locale);
  const say = (one: Prefecture | undefined) => {
    if (one === undefined) return "";
    const value = metricOf(one, metric);
    if (metric === "activation") return percent.format(value);
    if (metric === "volume") return yenText(one.amountMinor, locale);
    return metric === "density" ? decimal.format(value) : number(value);
  };
  const byCode = new Map<string, Prefecture>(prefectures.map((one) => [one.code, one]));
  const values = new Map<string, number>(prefectures.map((one) => [one.code, metricOf(one, metric)]));
  const hrefOf = (code: string) => `/ops/network?place=${code}#places`;
  return (
    <Card id="prefectures">
      <CardHeader
        className="flex-wrap"
        title={words("map")}
        support={words("assumed", {
          share: percent.format(assumption.cashlessBasisPoints / 10_000),
          spending: yenText(assumption.spendingMinor, locale),
        })}
        action={
          <div className="flex flex-wrap justify-end gap-2">
            {mayPlan ? <MarketDialog assumption={assumption} /> : null}
            <ChartExport of="prefectures" />
          </div>
        }
      />
      <CardBody className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <figure>
          <Select
            dense
            aria-label={words("metric")}
            value={metric}
            options={METRICS.map((value) => ({ value, label: words(`metrics.${value}`) }))}
            onChange={(event) => setMetric(METRICS.find((one) => one === event.target.value) ?? "active")}
          />
          <JapanMap values={values} text={(code) => say(byCode.get(code))} hrefOf={hrefOf} />
          <figcaption className="mt-2 text-xs text-muted">{words("mapCredit")}</figcaption>
        </figure>
        <Table label={words("map")} frameClassName="max-h-128">
          <TableHead>
            <tr>
              <TableHeader>{words("prefecture")}</TableHeader>
              <TableHeader align="end">{words("active")}</TableHeader>
              <TableHeader align="end">{words("target")}</TableHeader>
              <TableHeader align="end">{words("activation")}</TableHeader>
              <TableHeader align="end">{words("volume")}</TableHeader>
              <TableHeader align="end">{words("density")}</TableHeader>
              <TableHeader align="end">{words("cashlessShare")}</TableHeader>
              <TableHeader align="end">{words("suspended")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {prefectures.map((one) => (
              <TableRow key={one.code}>
                <TableCell>
                  <TextLink href={hrefOf(one.code)}>{names.get(one.code) ?? one.code}</TextLink>
                </TableCell>
                <TableCell figures>
                  <TextLink href={merchantsAddress({ prefectureCode: one.code, state: "active" })}>
                    {number(one.active)}
                  </TextLink>
                </TableCell>
                <TableCell figures>
                  <PlanDialog
                    scope="prefecture"
                    subject={one.code}
                    name={names.get(one.code) ?? one.code}
                    target={one.target}
                    now={one.active}
                    today={today}
                    mayPlan={mayPlan}
                  />
                </TableCell>
                <TableCell figures>{percent.format(metricOf(one, "activation"))}</TableCell>
                <TableCell figures>{yenText(one.amountMinor, locale)}</TableCell>
                <TableCell figures>{decimal.format(one.density / 100)}</TableCell>
                <TableCell figures>{share.format(one.cashlessShare / 1_000_000)}</TableCell>
                <TableCell figures>
                  <TextLink href={merchantsAddress({ prefectureCode: one.code, state: "suspended" })}>
                    {number(one.suspended)}
                  </TextLink>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
