import { useLocale, useTranslations } from "next-intl";
import { merchantsAddress } from "@/app/_components/directory/address";
import { MerchantBadge } from "@/app/_components/directory/merchant-badge";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { DirectoryPage, DirectoryRow } from "@/server/directory/queries";
import type { DirectoryFilters } from "@/server/directory/schema";

type MerchantTableProps = { filters: DirectoryFilters; page: DirectoryPage };

/** One page of merchants, newest first, and the way to the pages beside it. */
export function MerchantTable({ filters, page }: MerchantTableProps) {
  const words = useTranslations("directory");
  const common = useTranslations("common");
  if (page.rows.length === 0) {
    const isFiltered = Object.values(filters).some((value) => value !== undefined && value !== "");
    return (
      <Card>
        <EmptyState
          illustration="lens"
          title={words(isFiltered ? "noneTitle" : "emptyTitle")}
          body={words(isFiltered ? "noneBody" : "emptyBody")}
        />
      </Card>
    );
  }
  const { olderThan, newerThan } = page;
  return (
    <>
      <Table label={words("title")} frameClassName="max-h-[calc(100dvh-20rem)] min-h-80">
        <TableHead>
          <tr>
            <TableHeader>{words("column.name")}</TableHeader>
            <TableHeader>{words("column.legalName")}</TableHeader>
            <TableHeader>{words("column.place")}</TableHeader>
            <TableHeader>{words("column.category")}</TableHeader>
            <TableHeader align="end">{words("column.stores")}</TableHeader>
            <TableHeader align="end">{words("column.wallets")}</TableHeader>
            <TableHeader>{words("column.state")}</TableHeader>
            <TableHeader align="end">{words("column.approvedOn")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {page.rows.map((row) => (
            <MerchantLine key={row.merchantId} row={row} />
          ))}
        </TableBody>
      </Table>
      <Pagination
        className="mt-3"
        labels={{ nav: words("pages"), previous: common("previousPage"), next: common("nextPage") }}
        previousHref={newerThan === null ? undefined : merchantsAddress(filters, { newerThan })}
        nextHref={olderThan === null ? undefined : merchantsAddress(filters, { olderThan })}
      />
    </>
  );
}

function MerchantLine({ row }: { row: DirectoryRow }) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const categories = useCategoryNames();
  return (
    <TableRow>
      <TableCell className="max-w-52 truncate font-bold" title={row.tradeName}>
        <TextLink href={`/ops/merchants/${row.merchantId}`}>{row.tradeName}</TextLink>
      </TableCell>
      <TableCell className="max-w-44 truncate" title={row.legalName}>
        {row.legalName}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {row.prefecture}
        {row.city}
      </TableCell>
      <TableCell className="max-w-32 truncate" title={categories.get(row.mcc)}>
        {categories.get(row.mcc) ?? row.mcc}
      </TableCell>
      <TableCell figures>{row.stores.toLocaleString(locale)}</TableCell>
      <TableCell figures>
        {words("walletsOf", { approved: row.registrationsApproved, all: row.registrations })}
      </TableCell>
      <TableCell>
        <MerchantBadge state={row.state} />
      </TableCell>
      <TableCell align="end">
        {row.approvedAt === null ? null : <DateTime value={row.approvedAt} locale={locale} show="dated" />}
      </TableCell>
    </TableRow>
  );
}
