import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/app/_ui/card";
import { DateTime } from "@/app/_ui/date-time";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { DeskPage } from "@/server/privacy/requests/queries";

const COLUMNS = ["kind", "person", "merchant", "requested", "due", "state"] as const;

type RequestTableProps = { page: DeskPage; state: "open" | "closed"; cursor: string | undefined };

/** Requests about personal data; of the open ones, what is due first stands first. */
export function RequestTable({ page, state, cursor }: RequestTableProps) {
  const words = useTranslations("ops.privacy");
  const common = useTranslations("privacy.request");
  const locale = useLocale();
  const address = (next?: string) => `/ops/privacy?state=${state}${next ? `&cursor=${next}` : ""}`;
  if (page.requests.length === 0) {
    return (
      <Card>
        <EmptyState illustration="tray" title={words("noneTitle")} body={words("noneBody")} />
      </Card>
    );
  }
  return (
    <>
      <Table label={words("list")}>
        <TableColumns columns={COLUMNS} labelOf={(column) => words(column)} />
        <TableBody>
          {page.requests.map((request) => (
            <TableRow key={request.id}>
              <TableCell className="font-bold">
                <TextLink href={`/ops/privacy/${request.id}`}>{common(`kinds.${request.kind}`)}</TextLink>
              </TableCell>
              <TableCell>{request.personName === "" ? request.email : request.personName}</TableCell>
              <TableCell>{request.merchantName === "" ? "—" : request.merchantName}</TableCell>
              <TableCell>
                <DateTime value={request.requestedAt} locale={locale} />
              </TableCell>
              <TableCell>
                <DateTime value={request.dueAt} locale={locale} show="day" />
              </TableCell>
              <TableCell>{words(`states.${request.state === "open" ? "open" : "closed"}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Pagination
        className="mt-3"
        labels={{ nav: words("list"), previous: words("first"), next: words("next") }}
        previousHref={cursor ? address() : undefined}
        nextHref={page.nextCursor ? address(page.nextCursor) : undefined}
      />
    </>
  );
}
