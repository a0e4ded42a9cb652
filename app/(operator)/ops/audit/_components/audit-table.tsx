import { useLocale, useTranslations } from "next-intl";
import { ActionName } from "@/app/_components/audit/action-name";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { AuditLine, AuditPage } from "@/server/audit/queries";
import { type AuditFilters, auditAddress } from "./address";

const KINDS = ["person", "system", "network", "shopper"] as const;
const COLUMNS = ["time", "what", "which", "who", "fields"] as const;

/** One page of the log, newest first. Pressing an id narrows the log to it. */
export function AuditTable({ page, filters }: { page: AuditPage; filters: AuditFilters }) {
  const words = useTranslations("ops.audit");
  if (page.lines.length === 0) {
    return (
      <Card>
        <EmptyState illustration="lens" title={words("noneTitle")} body={words("noneBody")} />
      </Card>
    );
  }
  return (
    <>
      <Table label={words("list")} frameClassName="max-h-[calc(100dvh-22rem)] min-h-80">
        <TableColumns columns={COLUMNS} labelOf={(column) => words(column)} />
        <TableBody>
          {page.lines.map((line) => (
            <AuditRow key={line.id} line={line} filters={filters} />
          ))}
        </TableBody>
      </Table>
      <Pagination
        className="mt-3"
        labels={{ nav: words("list"), previous: words("newest"), next: words("older") }}
        previousHref={filters.cursor ? auditAddress({ ...filters, cursor: undefined }) : undefined}
        nextHref={page.nextCursor ? auditAddress({ ...filters, cursor: page.nextCursor }) : undefined}
      />
    </>
  );
}

function AuditRow({ line, filters }: { line: AuditLine; filters: AuditFilters }) {
  const words = useTranslations("ops.audit");
  const locale = useLocale();
  const kind = KINDS.find((one) => one === line.actorKind);
  const narrowed = (change: Partial<AuditFilters>) =>
    auditAddress({ ...filters, ...change, cursor: undefined });
  return (
    <TableRow>
      <TableCell>
        <DateTime value={line.occurredAt} locale={locale} />
      </TableCell>
      <TableCell className="font-bold whitespace-nowrap">
        <TextLink href={`/ops/audit/${line.id}`}>
          <ActionName action={line.action} stacked />
        </TextLink>
      </TableCell>
      <TableCell className="font-mono text-xs">
        <TextLink href={narrowed({ subjectId: line.subjectId })}>{line.subjectId}</TextLink>
      </TableCell>
      <TableCell className="text-xs">
        {kind === undefined ? line.actorKind : words(`kind.${kind}`)}{" "}
        <TextLink href={narrowed({ actor: line.actorId })} className={line.actorName ? "" : "font-mono"}>
          {line.actorName ?? line.actorId}
        </TextLink>
      </TableCell>
      <TableCell className="max-w-80 truncate text-xs text-muted" title={line.changedFields.join(", ")}>
        {line.changedFields.join(", ")}
      </TableCell>
    </TableRow>
  );
}
