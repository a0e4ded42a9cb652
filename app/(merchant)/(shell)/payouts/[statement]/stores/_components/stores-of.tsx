"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { Pagination } from "@/app/_ui/pagination";
import { hrefOf } from "@/app/(merchant)/_components/query-text";
import { SumList } from "../../../_components/sum-list";

type Input = {
  readonly statementId: string;
  readonly afterMinor: bigint | undefined;
  readonly afterStore: string | undefined;
};

/** All stores of a statement, the largest first; each opens its lines. */
export function StoresOf({ input }: { input: Input }) {
  const words = useTranslations("payouts");
  const entries = useTranslations("payouts.entries");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.statement.stores.queryOptions(input));
  const path = `/payouts/${input.statementId}/stores`;
  const { next } = data;
  return (
    <>
      <Card className="overflow-hidden [&>ul]:mt-0 [&>ul]:border-t-0">
        <SumList
          lines={data.stores.map(({ storeId, storeName, ...sum }) => ({
            id: storeId,
            name: storeName,
            href: `/payouts/${input.statementId}/lines?store=${storeId}`,
            ...sum,
          }))}
        />
      </Card>
      {input.afterStore === undefined && next === null ? null : (
        <Pagination
          className="mt-4"
          labels={{ nav: words("byStore"), previous: entries("first"), next: entries("more") }}
          previousHref={input.afterStore === undefined ? undefined : path}
          nextHref={next === null ? undefined : hrefOf(path, { after: `${next.minor} ${next.store}` })}
        />
      )}
    </>
  );
}
