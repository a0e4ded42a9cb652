"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Money } from "@/app/_ui/money";
import { Spinner } from "@/app/_ui/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { jpy } from "@/server/kernel/money";
import type { ContractTerms } from "@/server/settlement/contracts/schema";

const FIGURES = [
  ["fees", "feesMinor"],
  ["tax", "taxMinor"],
  ["transferFee", "transferFeeMinor"],
  ["payout", "payoutMinor"],
] as const;

/** Amounts as text: what a query is kept under has to be plain. */
function asText(terms: ContractTerms) {
  return {
    ...terms,
    minimumPayoutMinor: `${terms.minimumPayoutMinor}`,
    transferFeeMinor: `${terms.transferFeeMinor}`,
    earlyPayoutFeeMinor: terms.earlyPayoutFeeMinor === null ? null : `${terms.earlyPayoutFeeMinor}`,
    negativeLimitMinor: `${terms.negativeLimitMinor}`,
  };
}

/** What other terms would have made of last month's statements. */
export function Effect({ merchantId, terms }: { merchantId: string; terms: ContractTerms }) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.settlement.terms.preview.queryOptions({ merchantId, terms: asText(terms) }),
  );
  if (error) return <ErrorAlert error={error} />;
  if (data === undefined) return <Spinner />;
  const title = words("previewTitle", { from: data.fromOn, through: data.throughOn });
  if (data.statements === 0) return <Alert tone="neutral" live what={words("previewNone")} />;
  return (
    <div aria-live="polite">
      <p className="font-bold">{title}</p>
      <p className="mb-2 text-sm text-muted">{words("previewCount", { count: data.statements })}</p>
      <Table label={title} className="max-lg:min-w-0">
        <TableHead>
          <tr>
            <TableHeader>{words("amount")}</TableHeader>
            <TableHeader align="end">{words("before")}</TableHeader>
            <TableHeader align="end">{words("after")}</TableHeader>
            <TableHeader align="end">{words("change")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {FIGURES.map(([name, key]) => (
            <TableRow key={name}>
              <TableCell>{words(`figure.${name}`)}</TableCell>
              <TableCell figures>
                <Money value={jpy(data.before[key])} />
              </TableCell>
              <TableCell figures>
                <Money value={jpy(data.after[key])} />
              </TableCell>
              <TableCell figures>
                <Money value={jpy(data.after[key] - data.before[key])} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
