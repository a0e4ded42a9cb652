import { useLocale } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { CalendarDay } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";

type PayDaysProps = {
  periods: readonly { readonly closesOn: string; readonly payOn: string; readonly isProvisional: boolean }[];
  words: { label: string; closes: string; pays: string; provisional: string };
};

/** When periods close and are paid. */
export function PayDays({ periods, words }: PayDaysProps) {
  const locale = useLocale();
  return (
    <Table label={words.label} frameClassName="max-h-[36rem]" className="max-lg:min-w-0">
      <TableHead>
        <tr>
          <TableHeader>{words.closes}</TableHeader>
          <TableHeader>{words.pays}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {periods.map((period) => (
          <TableRow key={period.closesOn}>
            <TableCell>
              <CalendarDay value={period.closesOn} locale={locale} />
            </TableCell>
            <TableCell>
              <CalendarDay value={period.payOn} locale={locale} />
              {period.isProvisional ? <Badge className="ml-2">{words.provisional}</Badge> : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
