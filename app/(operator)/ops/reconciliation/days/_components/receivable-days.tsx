import { useLocale, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { ReceivableDay } from "@/server/directory/clearing/queries";
import { jpy } from "@/server/kernel/money";

type ReceivableDaysProps = {
  days: readonly ReceivableDay[];
  wallets: readonly { walletId: string; walletName: string }[];
};

/** What moved on each wallet's receivable, business day by business day. */
export function ReceivableDays({ days, wallets }: ReceivableDaysProps) {
  const words = useTranslations("ops.reconciliation");
  const locale = useLocale();
  const names = new Map(wallets.map(({ walletId, walletName }) => [walletId, walletName]));
  return (
    <Card>
      <CardHeader title={words("days")} />
      <CardBody>
        <Table label={words("days")}>
          <TableHead>
            <tr>
              <TableHeader>{words("day")}</TableHeader>
              <TableHeader>{words("wallet")}</TableHeader>
              <TableHeader align="end">{words("increased")}</TableHeader>
              <TableHeader align="end">{words("decreased")}</TableHeader>
              <TableHeader align="end">{words("net")}</TableHeader>
              <TableHeader align="end">{words("postings")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {days.length === 0 ? <TableEmpty columns={6}>{words("none")}</TableEmpty> : null}
            {days.map((day) => (
              <TableRow key={`${day.dayOn} ${day.walletId}`}>
                <TableCell>
                  <CalendarDay value={day.dayOn} locale={locale} />
                </TableCell>
                <TableCell>{names.get(day.walletId) ?? day.walletId}</TableCell>
                <TableCell figures>
                  <Money value={jpy(day.increasedMinor)} />
                </TableCell>
                <TableCell figures>
                  <Money value={jpy(-day.decreasedMinor)} />
                </TableCell>
                <TableCell figures className="font-bold">
                  <Money value={jpy(day.increasedMinor - day.decreasedMinor)} />
                </TableCell>
                <TableCell figures>{day.postings.toLocaleString(locale)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
