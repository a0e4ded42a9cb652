"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { ProposeDialog } from "@/app/_components/settlement/propose-dialog";
import { readRate } from "@/app/_components/settlement/typed-terms";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { parseDay } from "@/server/kernel/calendar";
import type { ProposalContent } from "@/server/settlement/contracts/schema";

const EMPTY = { rateKind: "campaign", name: "", mcc: "", walletId: "", rate: "", from: "", through: "" };

/** A row of the price list or a campaign for all, as a proposal. */
export function NewRate() {
  const words = useTranslations("terms");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.settlement.terms.rates.queryOptions());
  const categories = useCategoryNames();
  const [typed, setTyped] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const put = (name: keyof typeof EMPTY) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [name]: event.target.value });
  const basisPoints = readRate(typed.rate);
  const validFromOn = parseDay(typed.from);
  const validThroughOn = parseDay(typed.through) ?? null;
  const isCampaign = typed.rateKind === "campaign";
  const isSpanWrong = isCampaign && validThroughOn === null;
  const read = (): ProposalContent | null => {
    setTried(true);
    if (basisPoints === null || validFromOn === undefined || isSpanWrong || typed.name.trim() === "")
      return null;
    return {
      kind: "rate",
      rateKind: isCampaign ? "campaign" : "list",
      name: typed.name,
      merchantId: null,
      mcc: typed.mcc === "" ? null : typed.mcc,
      walletId: typed.walletId === "" ? null : typed.walletId,
      basisPoints,
      validFromOn,
      validThroughOn,
    };
  };
  const required = { mark: common("required"), required: true };
  return (
    <ProposeDialog
      trigger={<Button variant="primary">{words("newRate")}</Button>}
      title={words("newRate")}
      lead={words("ratesLead")}
      read={read}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field label={words("column.kind")}>
          {(control) => (
            <Select
              {...control}
              value={typed.rateKind}
              onChange={put("rateKind")}
              options={[
                { value: "campaign", label: words("rateKind.campaign") },
                { value: "list", label: words("rateKind.list") },
              ]}
            />
          )}
        </Field>
        <Field
          label={words("name")}
          {...required}
          error={isTried && typed.name.trim() === "" ? common("required") : undefined}
        >
          {(control) => <Input {...control} maxLength={80} value={typed.name} onChange={put("name")} />}
        </Field>
        <Field label={words("category")}>
          {(control) => (
            <Select
              {...control}
              value={typed.mcc}
              onChange={put("mcc")}
              prompt={words("allCategories")}
              options={[...categories].map(([value, label]) => ({ value, label }))}
            />
          )}
        </Field>
        <Field label={words("wallet")}>
          {(control) => (
            <Select
              {...control}
              value={typed.walletId}
              onChange={put("walletId")}
              prompt={words("allWallets")}
              options={data.wallets.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
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
              onChange={put("rate")}
            />
          )}
        </Field>
        <Field
          label={words("validFrom")}
          {...required}
          error={isTried && validFromOn === undefined ? words("dayWrong") : undefined}
        >
          {(control) => (
            <Input {...control} type="date" min={data.today} value={typed.from} onChange={put("from")} />
          )}
        </Field>
        <Field label={words("validThrough")} error={isTried && isSpanWrong ? words("dayWrong") : undefined}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={typed.from}
              value={typed.through}
              onChange={put("through")}
            />
          )}
        </Field>
      </div>
    </ProposeDialog>
  );
}
