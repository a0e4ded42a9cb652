"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Card, CardHeader } from "@/app/_ui/card";
import { TextLink } from "@/app/_ui/text-link";
import { LineList } from "../../_components/line-list";
import { FIRST_LINES } from "../../_components/page-sizes.data";

/** The first lines of a statement; the rest are a page of their own. */
export function FirstLines({ statementId }: { statementId: string }) {
  const words = useTranslations("payouts");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.settlement.statement.lines.queryOptions({ statementId, limit: FIRST_LINES }),
  );
  return (
    <Card className="print:border-0 print:shadow-none">
      <CardHeader
        title={words("breakdown")}
        support={<span className="print:hidden">{words("breakdownLead")}</span>}
        action={
          data.next === null ? undefined : (
            <TextLink href={`/payouts/${statementId}/lines`} className="print:hidden">
              {words("allLines")}
            </TextLink>
          )
        }
        className="pb-3 print:px-0"
      />
      {data.lines.length === 0 ? (
        <p className="px-5 pb-5 text-muted">{words("noLines")}</p>
      ) : (
        <LineList statementId={statementId} lines={data.lines} />
      )}
    </Card>
  );
}
