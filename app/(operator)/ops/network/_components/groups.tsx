import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { Card, CardBody, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { Network } from "@/server/directory/network/queries";
import type { DirectoryFilters } from "@/server/directory/schema";
import { ChartExport } from "./chart-export";
import { PlanDialog } from "./plan-dialog";
import { yenText } from "./yen-text";

type GroupsProps = {
  of: "categories" | "managers";
  network: Network;
  mayPlan: boolean;
};

/** Merchants by category, or the portfolios of managers; every number opens its list. */
export function Groups({ of, network, mayPlan }: GroupsProps) {
  const words = useTranslations("directory.network");
  const more = useTranslations("directory.more");
  const locale = useLocale();
  const categories = useCategoryNames();
  const number = (value: number) => value.toLocaleString(locale);
  const isManagers = of === "managers";
  const managers = new Map(network.managers.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => {
    if (!isManagers) return categories.get(key) ?? key;
    return key === "none" ? more("noManager") : (managers.get(key) ?? key);
  };
  const filtersOf = (key: string): DirectoryFilters => (isManagers ? { managerId: key } : { mcc: key });
  return (
    <Card id={of}>
      <CardHeader className="flex-wrap" title={words(of)} action={<ChartExport of={of} picture={false} />} />
      <CardBody>
        <Table label={words(of)} frameClassName="max-h-128">
          <TableHead>
            <tr>
              <TableHeader>{words(isManagers ? "manager" : "category")}</TableHeader>
              <TableHeader align="end">{words("active")}</TableHeader>
              <TableHeader align="end">{words("target")}</TableHeader>
              <TableHeader align="end">{words("joined30")}</TableHeader>
              <TableHeader align="end">{words("neverPaid")}</TableHeader>
              <TableHeader align="end">{words("dormant")}</TableHeader>
              {isManagers ? null : <TableHeader align="end">{words("volume")}</TableHeader>}
            </tr>
          </TableHead>
          <TableBody>
            {network[of].map((one) => (
              <TableRow key={one.key}>
                <TableCell className="max-w-44 truncate" title={nameOf(one.key)}>
                  {nameOf(one.key)}
                </TableCell>
                <TableCell figures>
                  <TextLink href={merchantsAddress({ ...filtersOf(one.key), state: "active" })}>
                    {number(one.active)}
                  </TextLink>
                </TableCell>
                <TableCell figures>
                  <PlanDialog
                    scope={isManagers ? "manager" : "category"}
                    subject={one.key}
                    name={nameOf(one.key)}
                    target={one.target}
                    now={one.active}
                    today={network.today}
                    mayPlan={mayPlan}
                  />
                </TableCell>
                <TableCell figures>{number(one.joined)}</TableCell>
                <TableCell figures>
                  <TextLink
                    href={merchantsAddress({ ...filtersOf(one.key), state: "active", activity: "unpaid" })}
                  >
                    {number(one.never)}
                  </TextLink>
                </TableCell>
                <TableCell figures>
                  <TextLink
                    href={merchantsAddress({ ...filtersOf(one.key), state: "active", activity: "dormant" })}
                  >
                    {number(one.dormant)}
                  </TextLink>
                </TableCell>
                {isManagers ? null : <TableCell figures>{yenText(one.amountMinor, locale)}</TableCell>}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
