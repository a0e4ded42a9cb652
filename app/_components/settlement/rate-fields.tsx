"use client";

import { useTranslations } from "next-intl";
import { useCategoryNames } from "@/app/_components/directory/place-names";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import type { Day } from "@/server/kernel/calendar";
import type { RateKind } from "@/server/settlement/contracts/schema";
import type { TypedRate } from "./typed-rate";

type RateFieldsProps = {
  typed: TypedRate;
  onChange: (typed: TypedRate) => void;
  kinds: readonly RateKind[];
  wallets: readonly { readonly id: string; readonly name: string }[];
  brands: readonly { readonly id: string; readonly name: string }[];
  today: Day;
  /** The fields that do not say what a rate needs. */
  wrong: readonly (keyof TypedRate)[];
};

/** Whom a rate is for, how high it is and when it holds. */
export function RateFields({ typed, onChange, kinds, wallets, brands, today, wrong }: RateFieldsProps) {
  const words = useTranslations("terms");
  const common = useTranslations("common");
  const categories = useCategoryNames();
  const put = (name: keyof TypedRate) => (event: { target: { value: string } }) =>
    onChange({ ...typed, [name]: event.target.value });
  const errorOf = (name: keyof TypedRate, text: string) => (wrong.includes(name) ? text : undefined);
  const required = { mark: common("required"), required: true };
  const isOwn = typed.rateKind === "own";
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Field label={words("column.kind")}>
        {(control) => (
          <Select
            {...control}
            value={typed.rateKind}
            onChange={put("rateKind")}
            options={kinds.map((value) => ({ value, label: words(`rateKind.${value}`) }))}
          />
        )}
      </Field>
      <Field label={words("name")} {...required} error={errorOf("name", common("required"))}>
        {(control) => <Input {...control} maxLength={80} value={typed.name} onChange={put("name")} />}
      </Field>
      {isOwn ? null : (
        <Field label={words("category")} error={errorOf("mcc", words("scopeWrong"))}>
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
      )}
      <Field
        label={words("wallet")}
        {...(isOwn && required)}
        error={errorOf("walletId", words("walletWrong"))}
      >
        {(control) => (
          <Select
            {...control}
            value={typed.walletId}
            onChange={put("walletId")}
            prompt={words(isOwn ? "chooseWallet" : "allWallets")}
            options={wallets.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      {typed.rateKind !== "list" || brands.length === 0 ? null : (
        <Field label={words("brand")}>
          {(control) => (
            <Select
              {...control}
              value={typed.brandId}
              onChange={put("brandId")}
              prompt={words("allBrands")}
              options={brands.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
      <Field
        label={words("rate")}
        {...required}
        example={words("rateExample")}
        error={errorOf("rate", words("rateWrong"))}
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
      <Field label={words("validFrom")} {...required} error={errorOf("from", words("dayWrong"))}>
        {(control) => (
          <Input {...control} type="date" min={today} value={typed.from} onChange={put("from")} />
        )}
      </Field>
      <Field
        label={words("validThrough")}
        {...(typed.rateKind === "campaign" && required)}
        error={errorOf("through", words("dayWrong"))}
      >
        {(control) => (
          <Input {...control} type="date" min={typed.from} value={typed.through} onChange={put("through")} />
        )}
      </Field>
    </div>
  );
}
