"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "@/app/_ui/link-button";
import type { SelectOption } from "@/app/_ui/select";
import { AddCode } from "./add-code";

type CodesActionsProps = { stores: readonly SelectOption[]; storeId: string | undefined; many: boolean };

/** What a manager does here: a code more, and where there are several, all their posters at once. */
export function CodesActions({ stores, storeId, many }: CodesActionsProps) {
  const words = useTranslations("codes.batch");
  const orders = useTranslations("printing");
  return (
    <div className="flex flex-wrap items-center gap-2 sm:gap-3">
      {many ? (
        <LinkButton variant="quiet" size="sm" href="/codes/print">
          {words("open")}
        </LinkButton>
      ) : null}
      <LinkButton variant="quiet" size="sm" href="/codes/orders">
        {orders("title")}
      </LinkButton>
      <div className="order-first sm:order-none">
        <AddCode stores={stores} storeId={storeId} />
      </div>
    </div>
  );
}
