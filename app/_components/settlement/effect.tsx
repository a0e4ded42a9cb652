"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorAlert } from "@/app/_components/errors/error-alert";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Money } from "@/app/_ui/money";
import { Spinner } from "@/app/_ui/spinner";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/app/_ui/table";
import { jpy } from "@/server/kernel/money";
import type { ContractTerms, ProposalContent, TriedRate } from "@/server/settlement/contracts/schema";

/** What is tried on last month's statements: other terms of one merchant, or a rate. */
export type Tried =
  | { readonly kind: "terms"; readonly merchantId: string; readonly terms: ContractTerms }
  | TriedRate;

/** What of a proposal can be tried; null for an adjustment, which says its own effect. */
export function triedOf(content: ProposalContent): Tried | null {
  if (content.kind === "adjustment") return null;
  if (content.kind === "contract") return { ...content, kind: "terms" };
  return content;
}

const COLUMNS = ["amount", "before", "after", "change"] as const;
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

/** What other terms or rates would have made of last month's statements. */
export function Effect({ tried }: { tried: Tried }) {
  const words = useTranslations("terms");
  const { data, error } = usePreview(tried);
  if (error) return <ErrorAlert error={error} />;
  if (data === undefined) return <Spinner />;
  const title = words("previewTitle", { from: data.fromOn, through: data.throughOn });
  if (data.statements === 0) return <Alert tone="neutral" live what={words("previewNone")} />;
  return (
    <div aria-live="polite">
      <p className="font-bold">{title}</p>
      <p className="mb-2 text-sm text-muted">
        {words("previewCount", { count: data.statements })}
        {tried.kind === "terms" ? null : ` ${words("previewMerchants", { count: data.merchants })}`}
        {data.looked < data.merchants ? ` ${words("previewEstimate", { count: data.looked })}` : null}
      </p>
      <Table label={title} className="max-lg:min-w-0">
        <TableColumns columns={COLUMNS} figures={COLUMNS.slice(1)} labelOf={(column) => words(column)} />
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

function usePreview(tried: Tried) {
  const trpc = useTRPC();
  const { preview, previewRate } = trpc.settlement.terms;
  const ofTerms = useQuery(
    preview.queryOptions(
      tried.kind === "terms" ? { merchantId: tried.merchantId, terms: asText(tried.terms) } : skipToken,
    ),
  );
  const ofRate = useQuery(previewRate.queryOptions(tried.kind === "terms" ? skipToken : rateOf(tried)));
  return tried.kind === "terms" ? ofTerms : ofRate;
}

function rateOf(tried: TriedRate): TriedRate {
  if (tried.kind === "rate_end") return { kind: "rate_end", rateId: tried.rateId };
  const { rateKind, merchantId, mcc, walletId, basisPoints } = tried;
  return { kind: "rate", rateKind, merchantId, mcc, walletId, basisPoints };
}
