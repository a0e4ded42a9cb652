import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { usePrefectureNames } from "@/app/_components/directory/place-names";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { listMunicipalities } from "@/server/directory/network/queries";
import { yenText } from "./yen-text";

type PlacesProps = {
  prefectureCode: string;
  municipalities: Awaited<ReturnType<typeof listMunicipalities>>;
};

/** The municipalities of one prefecture; each opens its merchants. */
export function Places({ prefectureCode, municipalities }: PlacesProps) {
  const words = useTranslations("directory.network");
  const locale = useLocale();
  const name = usePrefectureNames().get(prefectureCode) ?? prefectureCode;
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <Card id="places">
      <CardHeader
        title={words("places", { name })}
        support={words("census")}
        action={<TextLink href="/ops/network#prefectures">{words("allPrefectures")}</TextLink>}
      />
      <CardBody>
        <Table label={words("places", { name })} frameClassName="max-h-96">
          <TableHead>
            <tr>
              <TableHeader>{words("municipality")}</TableHeader>
              <TableHeader align="end">{words("stores")}</TableHeader>
              <TableHeader align="end">{words("inhabitants")}</TableHeader>
              <TableHeader align="end">{words("density")}</TableHeader>
              <TableHeader align="end">{words("activation")}</TableHeader>
              <TableHeader align="end">{words("payments")}</TableHeader>
              <TableHeader align="end">{words("volume")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {municipalities.map((one) => (
              <TableRow key={one.key}>
                <TableCell>
                  <TextLink href={merchantsAddress({ prefectureCode, municipalityCode: one.key })}>
                    {one.name}
                  </TextLink>
                </TableCell>
                <TableCell figures>{one.stores.toLocaleString(locale)}</TableCell>
                <TableCell figures>{one.inhabitants?.toLocaleString(locale) ?? "–"}</TableCell>
                <TableCell figures>
                  {one.density === null ? "–" : decimal.format(one.density / 100)}
                </TableCell>
                <TableCell figures>
                  {one.stores === 0 ? "" : percent.format(one.storesPaid / one.stores)}
                </TableCell>
                <TableCell figures>{one.payments.toLocaleString(locale)}</TableCell>
                <TableCell figures>{yenText(one.amountMinor, locale)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
