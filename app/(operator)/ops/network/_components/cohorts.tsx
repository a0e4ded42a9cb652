import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { Network } from "@/server/directory/network/queries";
import { monthEnd, toDay } from "@/server/kernel/calendar";
import { ChartExport } from "./chart-export";

/** Merchants by the month of their approval: how soon they took a first payment, and whether they stayed. */
export function Cohorts({ cohorts }: { cohorts: Network["cohorts"] }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  // A share is final once the youngest of the month is old enough; before that it is still growing.
  const share = (count: number, of: number, isFinal: boolean) =>
    `${of === 0 ? "–" : percent.format(count / of)}${isFinal || of === 0 ? "" : "…"}`;
  return (
    <Card id="cohorts">
      <CardHeader
        className="flex-wrap"
        title={words("cohorts")}
        support={words("cohortsSupport")}
        action={<ChartExport of="cohorts" picture={false} />}
      />
      <CardBody>
        <Table label={words("cohorts")} frameClassName="max-h-128">
          <TableHead>
            <tr>
              <TableHeader>{words("month")}</TableHeader>
              <TableHeader align="end">{words("newShops")}</TableHeader>
              <TableHeader align="end">{words("within7")}</TableHeader>
              <TableHeader align="end">{words("within30")}</TableHeader>
              <TableHeader align="end">{words("after90")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {[...cohorts].reverse().map((one) => (
              <TableRow key={one.month}>
                <TableCell className="tabular">{one.month}</TableCell>
                <TableCell figures>
                  <TextLink
                    href={merchantsAddress({
                      approvedFromOn: `${one.month}-01`,
                      approvedThroughOn: monthEnd(toDay(`${one.month}-01`)),
                    })}
                  >
                    {one.joined.toLocaleString(locale)}
                  </TextLink>
                </TableCell>
                <TableCell figures>{share(one.within7, one.joined, one.isOld7)}</TableCell>
                <TableCell figures>{share(one.within30, one.joined, one.isOld30)}</TableCell>
                <TableCell figures>{share(one.after90, one.joined, one.isOld90)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
