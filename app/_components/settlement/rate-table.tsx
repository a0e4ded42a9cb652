"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ReasonDialog } from "@/app/_components/reason/reason-dialog";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import type { Day } from "@/server/kernel/calendar";
import { percentText } from "@/server/kernel/money";
import { useCategoryNames } from "../directory/place-names";

export type ShownRate = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly mcc: string | null;
  readonly walletId: string | null;
  /** The signboard or the area that it is for. */
  readonly chain?: string | undefined;
  readonly basisPoints: number;
  readonly validFromOn: string;
  readonly validThroughOn: string | null;
};

type RateTableProps = {
  label: string;
  rates: readonly ShownRate[];
  /** The last day on which a rate that ends now still holds; null for whoever may not propose it. */
  endOn: Day | null;
};

/** Rates beside the contracts' own, with the way to propose the end of one. */
export function RateTable({ label, rates, endOn }: RateTableProps) {
  const words = useTranslations("terms");
  const categories = useCategoryNames();
  const kindOf = (kind: string) =>
    kind === "list" || kind === "own" || kind === "campaign" ? words(`rateKind.${kind}`) : kind;
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <TableHeader>{words("column.kind")}</TableHeader>
          <TableHeader>{words("column.name")}</TableHeader>
          <TableHeader>{words("column.whose")}</TableHeader>
          <TableHeader align="end">{words("column.rate")}</TableHeader>
          <TableHeader>{words("column.valid")}</TableHeader>
          {endOn === null ? null : <TableHeader>{words("endRate")}</TableHeader>}
        </tr>
      </TableHead>
      <TableBody>
        {rates.map((rate) => (
          <TableRow key={rate.id}>
            <TableCell>{kindOf(rate.kind)}</TableCell>
            <TableCell>{rate.name}</TableCell>
            <TableCell>
              {rate.chain === undefined ? null : `${rate.chain} · `}
              {rate.mcc === null ? words("allCategories") : (categories.get(rate.mcc) ?? rate.mcc)} ·{" "}
              {rate.walletId ?? words("allWallets")}
            </TableCell>
            <TableCell figures>{percentText(rate.basisPoints)}%</TableCell>
            <TableCell>
              <span className="tabular whitespace-nowrap">
                {rate.validThroughOn === null
                  ? words("from", { day: rate.validFromOn })
                  : words("span", { from: rate.validFromOn, through: rate.validThroughOn })}
              </span>
            </TableCell>
            {endOn === null ? null : (
              <TableCell>
                <EndRate rate={rate} endOn={endOn} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function EndRate({ rate, endOn }: { rate: ShownRate; endOn: Day }) {
  const words = useTranslations("terms");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const show = useToast();
  const propose = useMutation(
    trpc.settlement.terms.propose.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.settlement.terms.pathFilter());
        show({ tone: "good", title: words("proposed") });
      },
    }),
  );
  if (rate.validFromOn > endOn || (rate.validThroughOn !== null && rate.validThroughOn <= endOn)) return null;
  return (
    <ReasonDialog
      trigger={
        <Button variant="quiet" size="sm">
          {words("endRate")}
        </Button>
      }
      title={words("endRate")}
      explain={words("endExplain")}
      label={words("reason")}
      wrong={words("wrong")}
      action={words("propose")}
      pending={propose.isPending}
      error={propose.error}
      onConfirm={(reason) =>
        propose.mutateAsync({ content: { kind: "rate_end", rateId: rate.id, validThroughOn: endOn }, reason })
      }
    />
  );
}
