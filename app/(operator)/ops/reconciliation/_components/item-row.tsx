"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { StateBadge } from "@/app/_ui/state-badge";
import { TableCell, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import type { ReconciliationItem } from "@/server/settlement/reconciliation/items/queries";
import { isItemKind } from "@/server/settlement/reconciliation/rules";
import { ItemActions } from "./item-actions";

type ItemRowProps = {
  item: ReconciliationItem;
  selected: boolean;
  maySettle: boolean;
  isMine: boolean;
  isMyProposal: boolean;
  onChoose: () => void;
  onTakeOn: () => void;
};

/** One difference: what it is, where, how much, and what helps. */
export function ItemRow(props: ItemRowProps) {
  const { item, selected, maySettle, isMine, isMyProposal, onChoose, onTakeOn } = props;
  const words = useTranslations("reconciliation");
  const locale = useLocale();
  return (
    <TableRow selected={selected} onClick={onChoose}>
      <TableCell className="min-w-44">
        <span className="font-bold">{words(`kinds.${item.kind}`)}</span>
        {item.fields.length > 1 ? (
          <span className="text-xs text-muted">
            {" "}
            +{" "}
            {item.fields
              .slice(1)
              .map((field) => (isItemKind(field) ? words(`kinds.${field}`) : field))
              .join(", ")}
          </span>
        ) : null}
        <span className="block text-xs text-muted">
          {item.state === "resolved" ? item.note : words(`suggestions.${item.suggestion}`)}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <CalendarDay value={item.clearingOn} locale={locale} />
        <span className="block text-xs text-muted">{words("age", { days: item.ageDays })}</span>
      </TableCell>
      <TableCell className="min-w-44">
        <Subject item={item} />
      </TableCell>
      <TableCell figures>
        <Amount minor={item.ownMinor} fee={item.ownFeeMinor} />
      </TableCell>
      <TableCell figures>
        <Amount minor={item.reportedMinor} fee={item.reportedFeeMinor} />
      </TableCell>
      <TableCell figures className="font-bold">
        <Money value={jpy(item.standsMinor)} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Holder item={item} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {maySettle && item.state !== "resolved" ? (
          <div className="grid justify-items-start">
            <Button variant="quiet" size="sm" onClick={onTakeOn}>
              {words(isMine ? "giveBack" : "takeOn")}
            </Button>
            <ItemActions item={item} isMyProposal={isMyProposal} />
          </div>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

function Subject({ item }: { item: ReconciliationItem }) {
  const words = useTranslations("reconciliation");
  return (
    <>
      <span className="block font-mono text-xs break-all">{item.networkId ?? item.ownId ?? item.detail}</span>
      {item.fileName === null ? null : (
        <span className="block text-xs break-all text-muted">
          {item.row === null ? item.fileName : words("fileRow", { file: item.fileName, row: item.row })}
        </span>
      )}
      {item.merchantName === null ? null : (
        <TextLink href={`/ops/merchants/${item.merchantId}`}>{item.merchantName}</TextLink>
      )}
      {item.networkId !== null && item.detail !== "" ? (
        <span className="block text-xs">{item.detail}</span>
      ) : null}
    </>
  );
}

function Amount({ minor, fee }: { minor: bigint; fee: bigint }) {
  const words = useTranslations("reconciliation");
  return (
    <>
      <Money value={jpy(minor)} />
      {fee === 0n ? null : (
        <span className="block text-xs text-muted">
          {words("fee")} <Money value={jpy(fee)} />
        </span>
      )}
    </>
  );
}

function Holder({ item }: { item: ReconciliationItem }) {
  const words = useTranslations("reconciliation");
  if (item.state === "resolved")
    return <StateBadge tone="good">{words(`outcomes.${item.outcome ?? "gone"}`)}</StateBadge>;
  return (
    <>
      {item.ownerName ?? <span className="text-muted">{words("nobody")}</span>}
      {item.state === "proposed" ? (
        <span className="mt-1 block">
          <StateBadge tone="waiting">{words("proposedBy", { name: item.proposedByName ?? "—" })}</StateBadge>
        </span>
      ) : null}
    </>
  );
}
