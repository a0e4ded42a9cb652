import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { DateTime } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";
import { jpy } from "@/server/kernel/money";
import { ENTRY_KINDS } from "@/server/ledger/rules";
import type { accountStatementInput } from "@/server/ledger/schema";
import type { AccountLine, AccountStatement } from "@/server/ledger/statement/queries";

const COLUMNS = ["booked", "kind", "reference", "other", "inward", "outward", "balance"] as const;
const FIGURES = ["inward", "outward", "balance"] as const;

type AccountLinesProps = { asked: z.output<typeof accountStatementInput>; statement: AccountStatement };

/** Movements of one account with the balance after each. */
export function AccountLines({ asked, statement }: AccountLinesProps) {
  const words = useTranslations("books.account");
  const base = `/ops/books/account?${new URLSearchParams({ account: asked.account, fromOn: asked.fromOn, throughOn: asked.throughOn })}`;
  const { next } = statement;
  return (
    <div className="grid gap-3">
      <Table label={words("list")}>
        <TableColumns columns={COLUMNS} labelOf={(column) => words(`columns.${column}`)} figures={FIGURES} />
        <TableBody>
          <TableRow>
            <TableCell colSpan={6} className="text-muted">
              {words("opening")}
            </TableCell>
            <TableCell figures>
              <Money value={jpy(statement.openingMinor)} />
            </TableCell>
          </TableRow>
          {statement.lines.length === 0 ? <TableEmpty columns={7}>{words("none")}</TableEmpty> : null}
          {statement.lines.map((line) => (
            <Line key={`${line.entryId} ${line.seq}`} line={line} />
          ))}
        </TableBody>
      </Table>
      <Pagination
        labels={{ nav: words("list"), previous: words("first"), next: words("next") }}
        {...(asked.after !== undefined && { previousHref: base })}
        {...(next !== null && { nextHref: `${base}&entry=${next.entryId}&seq=${next.seq}` })}
      />
    </div>
  );
}

function Line({ line }: { line: AccountLine }) {
  const words = useTranslations("books");
  const locale = useLocale();
  const kind = ENTRY_KINDS.find((known) => known === line.kind);
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">
        <DateTime value={line.bookedAt} locale={locale} />
      </TableCell>
      <TableCell>{kind === undefined ? line.kind : words(`kinds.${kind}`)}</TableCell>
      <TableCell className="max-w-56 font-mono text-xs break-all">{line.reference}</TableCell>
      <TableCell className="max-w-64 font-mono text-xs break-all">{line.otherAccount}</TableCell>
      <TableCell figures>{line.amountMinor > 0n ? <Money value={jpy(line.amountMinor)} /> : ""}</TableCell>
      <TableCell figures>{line.amountMinor < 0n ? <Money value={jpy(-line.amountMinor)} /> : ""}</TableCell>
      <TableCell figures className="font-bold">
        <Money value={jpy(line.balanceMinor)} />
      </TableCell>
    </TableRow>
  );
}
