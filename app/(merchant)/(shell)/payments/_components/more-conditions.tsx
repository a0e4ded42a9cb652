"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select, type SelectOption } from "@/app/_ui/select";
import { type Filter, isNarrowedMore } from "./filter";

/** The conditions of a rarer question, folded away until one of them is set: amount, time, wallet, account, bill. */
export function MoreConditions({ filter, wallets }: { filter: Filter; wallets: readonly SelectOption[] }) {
  const words = useTranslations("payments.list");
  const { input, typed, wrong } = filter;
  return (
    <details open={isNarrowedMore(filter)} className="group col-span-full">
      <summary className="flex min-h-11 w-fit cursor-pointer list-none items-center gap-1 text-sm font-bold text-indigo-600 [&::-webkit-details-marker]:hidden">
        <ChevronDown aria-hidden className="size-4 group-open:rotate-180" />
        {words("more")}
      </summary>
      <div className="mt-2 grid grid-cols-2 items-start gap-3 lg:grid-cols-5">
        <Field label={words("amount")} error={wrong.includes("amount") ? words("amountInvalid") : undefined}>
          {(control) => (
            <Input
              {...control}
              name="amount"
              inputMode="numeric"
              autoComplete="off"
              prefix="¥"
              figures
              defaultValue={typed.amount}
            />
          )}
        </Field>
        <Field label={words("around")} error={wrong.includes("around") ? words("aroundInvalid") : undefined}>
          {(control) => <Input {...control} type="time" name="around" defaultValue={typed.around} />}
        </Field>
        <Field label={words("wallet")}>
          {(control) => (
            <Select
              {...control}
              name="wallet"
              prompt={words("allWallets")}
              defaultValue={input.walletId ?? ""}
              options={wallets}
            />
          )}
        </Field>
        <Field label={words("bill")}>
          {(control) => (
            <Input {...control} name="bill" autoComplete="off" maxLength={40} defaultValue={typed.bill} />
          )}
        </Field>
        <Field
          label={words("account")}
          support={words("accountSupport")}
          className="col-span-2 lg:col-span-1"
        >
          {(control) => (
            <Input
              {...control}
              name="account"
              autoComplete="off"
              maxLength={64}
              defaultValue={typed.account}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
