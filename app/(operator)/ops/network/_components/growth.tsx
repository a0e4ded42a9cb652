import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { dayText } from "@/app/_components/directory/day-text";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { Network } from "@/server/directory/network/queries";
import { ChartExport } from "./chart-export";
import { GrowthChart } from "./growth-chart";

/** The line of the network beside the line of the target, and the same figures as a table whose numbers open. */
export function Growth({ network, plan }: { network: Network; plan: React.ReactNode }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const { growth: weeks, forecast, target } = network;
  const { reachedOn } = forecast;
  return (
    <Card id="growth">
      <CardHeader
        className="flex-wrap"
        title={words("growth")}
        support={
          reachedOn === null
            ? words("notReached", { target: target.endShops.toLocaleString(locale) })
            : words("reached", {
                target: target.endShops.toLocaleString(locale),
                day: dayText(reachedOn, locale),
              })
        }
        action={
          <div className="flex flex-wrap justify-end gap-2">
            {plan}
            <ChartExport of="growth" />
          </div>
        }
      />
      <CardBody>
        <GrowthChart weeks={weeks} forecast={forecast.weeks} target={target} />
        <details className="mt-4">
          <summary className="inline-flex min-h-11 items-center text-sm text-indigo-600 underline underline-offset-4">
            {words("growthTable")}
          </summary>
          <Table label={words("growth")} frameClassName="mt-2 max-h-96">
            <TableHead>
              <tr>
                <TableHeader>{words("week")}</TableHeader>
                <TableHeader align="end">{words("newShops")}</TableHeader>
                <TableHeader align="end">{words("shops")}</TableHeader>
                <TableHeader align="end">{words("target")}</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {[...weeks].reverse().map((week) => (
                <TableRow key={week.fromOn}>
                  <TableCell>
                    <CalendarDay value={week.fromOn} locale={locale} show="dated" />
                  </TableCell>
                  <TableCell figures>
                    <TextLink
                      href={merchantsAddress({
                        approvedFromOn: week.fromOn,
                        approvedThroughOn: week.throughOn,
                      })}
                    >
                      {week.joined.toLocaleString(locale)}
                    </TextLink>
                  </TableCell>
                  <TableCell figures>{week.shops.toLocaleString(locale)}</TableCell>
                  <TableCell figures>{week.target?.toLocaleString(locale) ?? ""}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </details>
      </CardBody>
    </Card>
  );
}
