"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProposeDialog } from "@/app/_components/settlement/propose-dialog";
import { readRate } from "@/app/_components/settlement/typed-terms";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { parseDay } from "@/server/kernel/calendar";
import type { ProposalContent } from "@/server/settlement/contracts/schema";

type AreaRateProps = { merchantId: string; areaId: string; name: string };

/** A rate for the stores of one area, as a proposal. */
export function AreaRate({ merchantId, areaId, name }: AreaRateProps) {
  const words = useTranslations("terms");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.terms.merchant.queryOptions({ merchantId }));
  const [typed, setTyped] = useState({ rate: "", from: "" });
  const [isTried, setTried] = useState(false);
  const basisPoints = readRate(typed.rate);
  const validFromOn = parseDay(typed.from);
  const read = (): ProposalContent | null => {
    setTried(true);
    if (basisPoints === null || validFromOn === undefined) return null;
    const everywhere = { merchantId: null, mcc: null, walletId: null, brandId: null, validThroughOn: null };
    return { kind: "rate", rateKind: "list", name, areaId, basisPoints, validFromOn, ...everywhere };
  };
  const required = { mark: common("required"), required: true };
  return (
    <ProposeDialog
      trigger={
        <Button size="sm" variant="quiet">
          {words("areaRate")}
        </Button>
      }
      title={`${words("areaRate")}: ${name}`}
      lead={words("areaRateLead")}
      read={read}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field
          label={words("rate")}
          {...required}
          example={words("rateExample")}
          error={isTried && basisPoints === null ? words("rateWrong") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              figures
              inputMode="decimal"
              suffix="%"
              value={typed.rate}
              onChange={(event) => setTyped({ ...typed, rate: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={words("validFrom")}
          {...required}
          error={isTried && validFromOn === undefined ? words("dayWrong") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              min={data.today}
              value={typed.from}
              onChange={(event) => setTyped({ ...typed, from: event.target.value })}
            />
          )}
        </Field>
      </div>
    </ProposeDialog>
  );
}
