"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { CorrectStore } from "@/app/_components/registration/correct-store";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { Table, TableBody, TableCell, TableEmpty, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { RefusedRow } from "@/server/registration/desk/queries";
import type { RefusedPage } from "@/server/registration/desk/schema";
import { SendAgain } from "./send-again";

/** What wallets have refused, newest first: put right and told anew, or sent again as it is. */
export function RefusedList({ page, mayCorrect }: { page: RefusedPage; mayCorrect: boolean }) {
  const words = useTranslations("ops.registrations");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.registration.refused.queryOptions(page));
  const address = (older: string | null) => {
    const query = new URLSearchParams({
      ...(page.walletId && { wallet: page.walletId }),
      ...(page.reason !== undefined && { reason: page.reason }),
      ...(older && { older }),
    });
    return `/ops/registrations?${query}`;
  };
  return (
    <Card>
      <CardHeader
        title={words("refused")}
        action={
          page.walletId === undefined ? undefined : (
            <TextLink href="/ops/registrations">{words("showAll")}</TextLink>
          )
        }
      />
      <CardBody>
        <Table label={words("refused")}>
          <TableHead>
            <tr>
              <TableHeader>{words("store")}</TableHeader>
              <TableHeader>{words("wallet")}</TableHeader>
              <TableHeader>{words("reason")}</TableHeader>
              <TableHeader>{words("since")}</TableHeader>
              <TableHeader>
                <span className="sr-only">{words("again")}</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {data.rows.length === 0 ? <TableEmpty columns={5}>{words("noneRefused")}</TableEmpty> : null}
            {data.rows.map((row) => (
              <RefusedLine key={row.id} row={row} mayCorrect={mayCorrect} />
            ))}
          </TableBody>
        </Table>
      </CardBody>
      {data.olderThan === null && page.olderThan === undefined ? null : (
        <CardFooter>
          {page.olderThan === undefined ? null : <TextLink href={address(null)}>{words("newest")}</TextLink>}
          {data.olderThan === null ? null : (
            <TextLink href={address(data.olderThan)}>{words("older")}</TextLink>
          )}
        </CardFooter>
      )}
    </Card>
  );
}

function RefusedLine({ row, mayCorrect }: { row: RefusedRow; mayCorrect: boolean }) {
  const words = useTranslations("ops.registrations");
  const locale = useLocale();
  const { store, storeId, walletId, walletName, merchantId, merchantName, reason, settledAt } = row;
  return (
    <TableRow>
      <TableCell className="min-w-56">
        <TextLink href={`/ops/merchants/${merchantId}`} className="font-bold">
          {store.name}
        </TextLink>
        <span className="block text-xs text-muted">
          {merchantName} · {store.prefecture}
          {store.city}
          {store.addressLine}
        </span>
      </TableCell>
      <TableCell>{walletName}</TableCell>
      <TableCell className="max-w-72 whitespace-normal">
        {reason === "" ? words("noReason") : reason}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {settledAt === null ? null : <DateTime value={settledAt} locale={locale} />}
      </TableCell>
      <TableCell>
        {mayCorrect ? (
          <span className="flex flex-wrap items-center gap-2">
            <CorrectStore store={store} side="operator" refused={false} />
            <SendAgain storeId={storeId} walletId={walletId} />
          </span>
        ) : null}
      </TableCell>
    </TableRow>
  );
}
