import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { DormantMerchant } from "@/server/directory/network/queries";
import { ChartExport } from "./chart-export";

const COLUMNS = 5;

/** Whom to call first: those that fell silent last. */
export function Dormant({ merchants, count }: { merchants: readonly DormantMerchant[]; count: number }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  return (
    <Card id="dormant">
      <CardHeader
        className="flex-wrap"
        title={words("callList")}
        support={
          <TextLink href={merchantsAddress({ activity: "dormant", state: "active" })}>
            {words("dormantCount", { count: count.toLocaleString(locale) })}
          </TextLink>
        }
        action={<ChartExport of="dormant" picture={false} />}
      />
      <CardBody>
        <Table label={words("callList")} frameClassName="max-h-128">
          <TableHead>
            <tr>
              <TableHeader>{words("shop")}</TableHeader>
              <TableHeader>{words("place")}</TableHeader>
              <TableHeader>{words("phone")}</TableHeader>
              <TableHeader>{words("manager")}</TableHeader>
              <TableHeader align="end">{words("lastPaid")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {merchants.length === 0 ? <TableEmpty columns={COLUMNS}>{words("noDormant")}</TableEmpty> : null}
            {merchants.map((one) => (
              <TableRow key={one.merchantId}>
                <TableCell className="max-w-52 truncate font-bold">
                  <TextLink href={`/ops/merchants/${one.merchantId}`}>{one.tradeName}</TextLink>
                </TableCell>
                <TableCell className="max-w-40 truncate">
                  {one.prefecture}
                  {one.city}
                </TableCell>
                <TableCell className="tabular">
                  <TextLink href={`tel:${one.phone}`}>{one.phone}</TextLink>
                </TableCell>
                <TableCell className="whitespace-nowrap">{one.managerName}</TableCell>
                <TableCell align="end">
                  <DateTime value={one.lastPaidAt} locale={locale} show="dated" />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
