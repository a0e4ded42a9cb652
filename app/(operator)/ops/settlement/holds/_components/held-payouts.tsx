"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { StopPayouts } from "@/app/_components/settlement/stop-payouts";
import { useTRPC } from "@/app/_trpc/client";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { Money } from "@/app/_ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import { toHoldReason } from "@/server/settlement/rules";

/** Payouts that wait, with why and until when. */
export function HeldPayouts({ after, mayHold }: { after: string | undefined; mayHold: boolean }) {
  const words = useTranslations("terms.holds");
  const reasons = useTranslations("settlement.holdReason");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.holds.list.queryOptions({ after }));
  if (data.held.length === 0)
    return (
      <Card>
        <EmptyState illustration="purse" title={words("none")} />
      </Card>
    );
  return (
    <div className="grid grid-cols-1 gap-4">
      <Table label={words("title")}>
        <TableHead>
          <tr>
            <TableHeader>{words("merchant")}</TableHeader>
            <TableHeader align="end">{words("amount")}</TableHeader>
            <TableHeader>{words("reason")}</TableHeader>
            <TableHeader>{words("until")}</TableHeader>
            {mayHold ? <TableHeader>{words("action")}</TableHeader> : null}
          </tr>
        </TableHead>
        <TableBody>
          {data.held.map((one) => (
            <TableRow key={one.id}>
              <TableCell>
                <TextLink href={`/ops/merchants/${one.merchantId}`}>{one.merchantName}</TextLink>
              </TableCell>
              <TableCell figures>
                <Money value={jpy(one.amountMinor)} />
              </TableCell>
              <TableCell>
                {reasons(toHoldReason(one.heldReason) ?? "stopped")}
                {one.stopReason === null ? null : (
                  <span className="block text-xs text-muted">{one.stopReason}</span>
                )}
              </TableCell>
              <TableCell>
                {one.heldUntil ? <DateTime value={one.heldUntil} locale={locale} /> : null}
              </TableCell>
              {mayHold ? (
                <TableCell>
                  <StopPayouts group={{ id: one.payoutGroupId, stopReason: one.stopReason }} />
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {data.next === null ? null : (
        <LinkButton
          variant="secondary"
          className="justify-self-start"
          href={`/ops/settlement/holds?after=${data.next}`}
        >
          {words("more")}
        </LinkButton>
      )}
    </div>
  );
}
