"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Spinner } from "@/app/_ui/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { formatMoney, jpy } from "@/server/kernel/money";

/** What closing a day would make, beside the last run, and what to look at before it is final. */
export function RunPreview({ throughOn }: { throughOn: string }) {
  const words = useTranslations("terms.run");
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.settlement.preview.queryOptions({ throughOn }));
  if (error) return <ErrorAlert error={error} />;
  if (data === undefined) return <Spinner />;
  const { totals, last, anomalies } = data;
  const yen = (minor: bigint) => formatMoney(jpy(minor));
  const negatives = (of: { negatives: number; negativeMinor: bigint }) =>
    `${of.negatives} (${yen(of.negativeMinor)})`;
  const rows = [
    [words("statements"), String(totals.statements), last && String(last.statements)],
    [words("payouts"), String(totals.payouts), last && String(last.payouts)],
    [words("total"), yen(totals.payoutTotalMinor), last && yen(last.payoutTotalMinor)],
    [words("fees"), yen(totals.feesMinor), last && yen(last.feesMinor)],
    [words("tax"), yen(totals.taxMinor), last && yen(last.taxMinor)],
    [words("negatives"), negatives(totals), last && negatives(last)],
  ] as const;
  return (
    <div className="grid grid-cols-1 gap-4">
      <section>
        <h3 className="text-base">{words("anomalies")}</h3>
        {anomalies.length === 0 ? <p className="text-muted">{words("noAnomalies")}</p> : null}
        <ul className="grid gap-1">
          {anomalies.map((one) => (
            <li key={one.groupId} className="flex flex-wrap justify-between gap-x-4">
              <span>
                <TextLink href={`/ops/merchants/${one.merchantId}`}>{one.merchantName}</TextLink>{" "}
                <span className="text-sm text-muted">{words(`anomaly.${one.kind}`)}</span>
              </span>
              <span className="tabular">{yen(one.amountMinor)}</span>
            </li>
          ))}
        </ul>
      </section>
      <Table label={words("title")} className="max-lg:min-w-0">
        <TableHead>
          <tr>
            <TableHeader>{words("title")}</TableHeader>
            <TableHeader align="end">{words("now")}</TableHeader>
            {last ? <TableHeader align="end">{words("last", { day: last.throughOn })}</TableHeader> : null}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map(([label, value, before]) => (
            <TableRow key={label}>
              <TableCell>{label}</TableCell>
              <TableCell figures>{value}</TableCell>
              {last ? <TableCell figures>{before}</TableCell> : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
