"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { MerchantBadge } from "@/app/_components/directory/merchant-badge";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { Card, CardBody, CardFooter, CardHeader } from "@/app/_ui/card";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { groupCode, toCodeState } from "@/server/codes/rules";
import { RegistrationLine } from "./registration-line";
import { StoreStanding } from "./standing";
import { StoreSearch } from "./store-search";

const COLUMNS = ["name", "codes", "wallets", "state"] as const;

type StoresProps = {
  merchantId: string;
  /** Where the page begins and what the stores are narrowed by. */
  page: { readonly afterId?: string | undefined; readonly text?: string | undefined } | undefined;
  maySuspend: boolean;
  mayCorrect: boolean;
};

/** A page of the merchant's stores with what hangs at their counters and where they are registered. */
export function Stores({ merchantId, page = {}, maySuspend, mayCorrect }: StoresProps) {
  const words = useTranslations("directory");
  const codes = useTranslations("codes.state");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.stores.queryOptions({ merchantId, ...page }));
  const { afterId, text } = page;
  const all = `/ops/merchants/${merchantId}`;
  const isWhole = data.nextAfterId === null && afterId === undefined;
  const address = (after: { afterId?: string }) => {
    const query = new URLSearchParams({ ...(text && { text }), ...after });
    return query.size === 0 ? all : `${all}?${query}`;
  };
  return (
    <Card>
      <CardHeader title={words("stores")} />
      <CardBody>
        {isWhole && text === undefined ? null : <StoreSearch all={all} text={text} />}
        <Table label={words("stores")}>
          <TableColumns columns={COLUMNS} labelOf={(column) => words(`storeColumn.${column}`)} />
          <TableBody>
            {data.stores.length === 0 ? (
              <TableEmpty columns={COLUMNS.length}>
                {text === undefined ? words("noStores") : words("storeSearch.none", { text })}
              </TableEmpty>
            ) : null}
            {data.stores.map((store) => (
              <TableRow key={store.id}>
                <TableCell className="min-w-48">
                  <span className="font-bold">{store.name}</span>{" "}
                  <span className="tabular text-xs text-muted">{store.storeNumber}</span>
                  <span className="block text-xs text-muted">
                    {store.prefecture}
                    {store.city}
                    {store.addressLine}
                  </span>
                </TableCell>
                <TableCell>
                  {store.codes.length === 0 ? words("noCode") : null}
                  {store.codes.map((code) => (
                    <span key={code.id} className="flex items-center gap-2 py-0.5 whitespace-nowrap">
                      <span className="font-mono">{groupCode(code.id)}</span>
                      <Badge>{codes(toCodeState(code.state))}</Badge>
                    </span>
                  ))}
                </TableCell>
                <TableCell>
                  {store.registrations.map((registration) => (
                    <RegistrationLine
                      key={registration.walletId}
                      registration={registration}
                      mayCorrect={mayCorrect}
                    />
                  ))}
                </TableCell>
                <TableCell>
                  <MerchantBadge state={store.state} />
                  {(store.terminatedReason ?? store.suspendedReason) ? (
                    <span className="block max-w-64 text-xs text-muted">
                      {store.terminatedReason ?? store.suspendedReason}
                    </span>
                  ) : null}
                  {maySuspend ? <StoreStanding storeId={store.id} state={store.state} /> : null}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
      {isWhole ? null : (
        <CardFooter>
          {afterId === undefined ? null : <TextLink href={address({})}>{words("firstStores")}</TextLink>}
          {data.nextAfterId === null ? null : (
            <TextLink href={address({ afterId: data.nextAfterId })}>{words("moreStores")}</TextLink>
          )}
        </CardFooter>
      )}
    </Card>
  );
}
