import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { listSuspended } from "@/server/directory/risk/queries";
import { DIRECTORY_PAGE } from "@/server/directory/rules";

type SuspendedProps = { suspended: Awaited<ReturnType<typeof listSuspended>> };

/** The merchants that take no payments now, and why. */
export function Suspended({ suspended }: SuspendedProps) {
  const words = useTranslations("ops.risk");
  const locale = useLocale();
  const { found, merchants } = suspended;
  const isMore = found > DIRECTORY_PAGE.countBound;
  const count = Math.min(found, DIRECTORY_PAGE.countBound).toLocaleString(locale);
  return (
    <Card>
      <CardHeader
        title={words("suspended")}
        action={
          <TextLink href={merchantsAddress({ state: "suspended" })}>
            {words(isMore ? "seeAllMore" : "seeAll", { count })}
          </TextLink>
        }
      />
      <CardBody>
        <Table label={words("suspended")} frameClassName="max-h-96">
          <TableHead>
            <tr>
              <TableHeader>{words("merchant")}</TableHeader>
              <TableHeader>{words("place")}</TableHeader>
              <TableHeader>{words("reason")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {merchants.length === 0 ? <TableEmpty columns={3}>{words("noSuspended")}</TableEmpty> : null}
            {merchants.map((merchant) => (
              <TableRow key={merchant.id}>
                <TableCell className="font-bold">
                  <TextLink href={`/ops/merchants/${merchant.id}`}>{merchant.tradeName}</TextLink>
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  {merchant.prefecture}
                  {merchant.city}
                </TableCell>
                <TableCell>{merchant.suspendedReason || words("noReason")}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
