"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Freshness } from "@/app/_components/directory/freshness";
import { Hours } from "@/app/_components/directory/hours";
import { useTRPC } from "@/app/_trpc/client";
import { Badge } from "@/app/_ui/badge";
import { DateTime } from "@/app/_ui/date-time";
import { Pagination } from "@/app/_ui/pagination";
import { Table, TableBody, TableCell, TableColumns, TableEmpty, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import type { WatchedCode } from "@/server/directory/watch/queries";
import type { WatchedCodesInput } from "@/server/directory/watch/schema";
import { codesAddress } from "./address";
import { NoteCode } from "./note-code";

const COLUMNS = ["code", "reasons", "lastScan", "lastPaid", "usual", "contact", "actions"] as const;

/** Codes to look at: why, what they usually do, when they were last heard of, and what can be done. */
export function WatchedCodes({ input, mayNote }: { input: WatchedCodesInput; mayNote: boolean }) {
  const words = useTranslations("ops.codes");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.directory.watch.list.queryOptions(input));
  return (
    <div className="grid gap-4">
      <p className="text-sm text-muted">
        {data.watchedAt === null
          ? words("notYet")
          : words.rich("watchedAt", {
              time: () => (data.watchedAt ? <DateTime value={data.watchedAt} locale={locale} /> : null),
            })}{" "}
        {words("honest")}
      </p>
      <Freshness />
      <Table label={words("title")}>
        <TableColumns columns={COLUMNS} labelOf={(column) => words(`column.${column}`)} />
        <TableBody>
          {data.codes.length === 0 ? <TableEmpty columns={COLUMNS.length}>{words("none")}</TableEmpty> : null}
          {data.codes.map((code) => (
            <CodeRow key={code.codeId} code={code} mayNote={mayNote} />
          ))}
        </TableBody>
      </Table>
      {input.after === undefined && data.after === null ? null : (
        <Pagination
          labels={{ nav: words("title"), previous: words("first"), next: words("next") }}
          previousHref={input.after === undefined ? undefined : codesAddress({ ...input, after: undefined })}
          nextHref={data.after === null ? undefined : codesAddress({ ...input, after: data.after })}
        />
      )}
    </div>
  );
}

function CodeRow({ code, mayNote }: { code: WatchedCode; mayNote: boolean }) {
  const words = useTranslations("ops.codes");
  const locale = useLocale();
  const moment = (at: Date | null) => (at === null ? "–" : <DateTime value={at} locale={locale} />);
  return (
    <TableRow>
      <TableCell>
        <TextLink href={`/ops/merchants/${code.merchantId}`}>{code.merchantName}</TextLink>
        <span className="block text-xs text-muted">
          {code.storeName} {code.counterName} <span className="font-mono">{code.codeId}</span>
        </span>
      </TableCell>
      <TableCell>
        <span className="flex flex-wrap gap-1">
          {code.reasons.map((reason) => (
            <Badge key={reason} tone={reason === "silent_long" ? "waiting" : "attention"}>
              {words(`reason.${reason}`)}
            </Badge>
          ))}
        </span>
        {code.note === null ? null : (
          <span className="block max-w-60 text-xs text-muted">
            {code.note} ({code.notedByName})
          </span>
        )}
      </TableCell>
      <TableCell>{moment(code.lastScanAt)}</TableCell>
      <TableCell>{moment(code.lastPaidAt)}</TableCell>
      <TableCell>
        <Hours byHour={code.byHour} />
        {code.usualWeekly === null ? null : (
          <span className="tabular text-xs text-muted">{words("weekly", { count: code.usualWeekly })}</span>
        )}
      </TableCell>
      <TableCell>
        <a className="tabular whitespace-nowrap underline" href={`tel:${code.phone}`}>
          {code.phone}
        </a>
        <span className="block text-xs text-muted">
          {code.prefecture}
          {code.city}
        </span>
      </TableCell>
      <TableCell>{mayNote ? <NoteCode code={code} /> : null}</TableCell>
    </TableRow>
  );
}
