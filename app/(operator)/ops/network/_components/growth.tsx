import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { GrowthWeek } from "@/server/directory/network/queries";
import { GrowthChart } from "./growth-chart";

/** The line of the network beside the line of the target, and the same figures as a table whose numbers open. */
export function Growth({ weeks }: { weeks: readonly GrowthWeek[] }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  return (
    <Card>
      <CardHeader title={words("growth")} />
      <CardBody>
        <GrowthChart weeks={weeks} />
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
