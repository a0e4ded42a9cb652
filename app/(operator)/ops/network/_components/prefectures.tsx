import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { usePrefectureNames } from "@/app/_components/directory/place-names";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { getNetwork } from "@/server/directory/network/queries";
import { JapanMap } from "./japan-map";

type Counts = Awaited<ReturnType<typeof getNetwork>>["prefectures"];

/** The map beside the table that says the same in numbers. */
export function Prefectures({ prefectures }: { prefectures: Counts }) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const names = usePrefectureNames();
  const total = prefectures.reduce((sum, { active }) => sum + active, 0);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const rows = [...prefectures].sort((a, b) => b.active - a.active);
  return (
    <Card>
      <CardHeader title={words("map")} />
      <CardBody className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <figure>
          <JapanMap counts={new Map(prefectures.map(({ code, active }) => [code, active]))} />
          <figcaption className="mt-2 text-xs text-muted">{words("mapCredit")}</figcaption>
        </figure>
        <Table label={words("map")} frameClassName="max-h-128">
          <TableHead>
            <tr>
              <TableHeader>{words("prefecture")}</TableHeader>
              <TableHeader align="end">{words("active")}</TableHeader>
              <TableHeader align="end">{words("share")}</TableHeader>
              <TableHeader align="end">{words("suspended")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {rows.map(({ code, active, suspended }) => (
              <TableRow key={code}>
                <TableCell>{names.get(code) ?? code}</TableCell>
                <TableCell figures>
                  <TextLink href={merchantsAddress({ prefectureCode: code, state: "active" })}>
                    {active.toLocaleString(locale)}
                  </TextLink>
                </TableCell>
                <TableCell figures>{total === 0 ? "" : percent.format(active / total)}</TableCell>
                <TableCell figures>
                  <TextLink href={merchantsAddress({ prefectureCode: code, state: "suspended" })}>
                    {suspended.toLocaleString(locale)}
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
