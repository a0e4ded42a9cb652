import { useLocale, useTranslations } from "next-intl";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { StateBadge } from "@/app/_ui/state-badge";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import type { listDisputes } from "@/server/payments/disputes/queries";
import type { ListDisputesInput } from "@/server/payments/disputes/schema";
import { DESK_TONES } from "./desk-tone";

const COLUMNS = ["payment", "merchant", "wallet", "amount", "stage", "due", "state"] as const;

type DisputeTableProps = { page: Awaited<ReturnType<typeof listDisputes>>; asked: ListDisputesInput };

/** Disputes of the network, newest first. */
export function DisputeTable({ page, asked }: DisputeTableProps) {
  const words = useTranslations("riskDesk.disputes");
  const locale = useLocale();
  const state = asked.state === undefined ? "" : `state=${asked.state}`;
  return (
    <>
      <Table label={words("list")}>
        <TableColumns columns={COLUMNS} labelOf={(column) => words(column)} figures={["amount"]} />
        <TableBody>
          {page.disputes.length === 0 ? <TableEmpty columns={7}>{words("none")}</TableEmpty> : null}
          {page.disputes.map((dispute) => (
            <TableRow key={dispute.disputeId}>
              <TableCell className="tabular font-bold">
                <TextLink href={`/ops/risk/disputes/${dispute.disputeId}`}>{dispute.last4}</TextLink>
              </TableCell>
              <TableCell>
                {dispute.merchantName}
                <span className="block text-xs text-muted">{dispute.storeName}</span>
              </TableCell>
              <TableCell>{dispute.walletName}</TableCell>
              <TableCell figures>
                <Money value={jpy(dispute.amountMinor)} />
              </TableCell>
              <TableCell>{words(`stages.${dispute.stage}`)}</TableCell>
              <TableCell className="whitespace-nowrap">
                <DateTime value={new Date(dispute.dueAtMs)} locale={locale} />
              </TableCell>
              <TableCell>
                <StateBadge tone={DESK_TONES[dispute.state]}>{words(`states.${dispute.state}`)}</StateBadge>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Pagination
        className="mt-3"
        labels={{ nav: words("list"), previous: words("newest"), next: words("older") }}
        previousHref={asked.olderThan === undefined ? undefined : `/ops/risk/disputes?${state}`}
        nextHref={
          page.olderThan === null ? undefined : `/ops/risk/disputes?${state}&olderThan=${page.olderThan}`
        }
      />
    </>
  );
}
