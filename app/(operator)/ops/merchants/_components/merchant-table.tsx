"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useListKeys } from "@/app/_components/desk/use-list-keys";
import { merchantsAddress } from "@/app/_components/directory/address";
import { MerchantBadge } from "@/app/_components/directory/merchant-badge";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { DirectoryPage, DirectoryRow } from "@/server/directory/queries";
import type { DirectoryFilters } from "@/server/directory/schema";
import { SEARCH_ID } from "./search-id";

type MerchantTableProps = {
  filters: DirectoryFilters;
  page: DirectoryPage;
  /** Those that are marked; null where nothing can be done to them. */
  chosen: ReadonlySet<string> | null;
  onChoose: (merchantIds: readonly string[], isOn: boolean) => void;
};

/** One page of merchants and the way to the pages beside it. */
export function MerchantTable({ filters, page, chosen, onChoose }: MerchantTableProps) {
  const words = useTranslations("directory");
  const common = useTranslations("common");
  const router = useRouter();
  const list = useListKeys(page.rows, (row) => ({
    "/": () => document.getElementById(SEARCH_ID)?.focus(),
    x: () => row && chosen && onChoose([row.merchantId], !chosen.has(row.merchantId)),
    enter: () => row && router.push(`/ops/merchants/${row.merchantId}`),
  }));
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
  const ids = page.rows.map(({ merchantId }) => merchantId);
  return (
    <>
      <Table label={words("title")} frameClassName="max-h-[calc(100dvh-20rem)] min-h-80">
        <TableHead>
          <tr>
            {chosen === null ? null : (
              <TableHeader>
                <Mark
                  label={words("bulk.markAll")}
                  checked={ids.every((id) => chosen.has(id))}
                  onMark={(isOn) => onChoose(ids, isOn)}
                />
              </TableHeader>
            )}
            <TableHeader>{words("column.name")}</TableHeader>
            <TableHeader className="max-2xl:hidden">{words("column.legalName")}</TableHeader>
            <TableHeader>{words("column.place")}</TableHeader>
            <TableHeader>{words("column.category")}</TableHeader>
            <TableHeader align="end">{words("column.stores")}</TableHeader>
            <TableHeader align="end">{words("column.wallets")}</TableHeader>
            <TableHeader>{words("column.state")}</TableHeader>
            <TableHeader>{words("column.manager")}</TableHeader>
            <TableHeader>{words("column.lastPaid")}</TableHeader>
            <TableHeader align="end" className="max-2xl:hidden">
              {words("column.approvedOn")}
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {page.rows.map((row) => (
            <MerchantLine
              key={row.merchantId}
              row={row}
              selected={row === list.chosen}
              chosen={chosen}
              onChoose={onChoose}
            />
          ))}
        </TableBody>
      </Table>
      <p className="mt-3 text-sm text-muted max-lg:hidden">{words("keys")}</p>
      <Pagination
        className="mt-3"
        labels={{ nav: words("pages"), previous: common("previousPage"), next: common("nextPage") }}
        previousHref={newerThan === null ? undefined : merchantsAddress(filters, { newerThan })}
        nextHref={olderThan === null ? undefined : merchantsAddress(filters, { olderThan })}
      />
    </>
  );
}

/** A box in a row of 40 px; the cell around it is the target. */
function Mark({
  label,
  checked,
  onMark,
}: {
  label: string;
  checked: boolean;
  onMark: (isOn: boolean) => void;
}) {
  return (
    <label className="-mx-3 flex h-10 w-10 items-center justify-center">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onMark(event.target.checked)}
        className="size-5 accent-indigo-600"
      />
    </label>
  );
}

type LineProps = { row: DirectoryRow; selected: boolean } & Pick<MerchantTableProps, "chosen" | "onChoose">;

function MerchantLine({ row, selected, chosen, onChoose }: LineProps) {
  const words = useTranslations("directory");
  const locale = useLocale();
  const categories = useCategoryNames();
  return (
    <TableRow
      selected={selected}
      data-marked={chosen?.has(row.merchantId) || undefined}
      className="data-marked:bg-indigo-50"
    >
      {chosen === null ? null : (
        <TableCell>
          <Mark
            label={words("bulk.mark", { name: row.tradeName })}
            checked={chosen.has(row.merchantId)}
            onMark={(isOn) => onChoose([row.merchantId], isOn)}
          />
        </TableCell>
      )}
      <TableCell className="max-w-52 truncate font-bold" title={row.tradeName}>
        <TextLink href={`/ops/merchants/${row.merchantId}`}>{row.tradeName}</TextLink>
        {row.tags.map((tag) => (
          <Badge key={tag} className="ml-2 font-normal">
            {tag}
          </Badge>
        ))}
      </TableCell>
      <TableCell className="max-w-44 truncate max-2xl:hidden" title={row.legalName}>
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
      <TableCell className="max-w-28 truncate" title={row.managerName ?? undefined}>
        {row.managerName}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {row.lastPaidAt === null ? (
          <span className="text-muted">{words("activity.unpaid")}</span>
        ) : (
          <DateTime value={row.lastPaidAt} locale={locale} show="dated" />
        )}
        {row.activity === "dormant" ? <span className="text-muted"> {words("activity.dormant")}</span> : null}
      </TableCell>
      <TableCell align="end" className="max-2xl:hidden">
        {row.approvedAt === null ? null : <DateTime value={row.approvedAt} locale={locale} show="dated" />}
      </TableCell>
    </TableRow>
  );
}
