"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFieldName } from "@/app/_components/onboarding/use-item-name";
import { useReturnedWords } from "@/app/_components/onboarding/use-returned-words";
import { useTRPC } from "@/app/_trpc/client";
import { Combobox } from "@/app/_ui/combobox";
import type { ComboboxOption } from "@/app/_ui/combobox-option";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { JAPAN_POST_BANK_CODE, japanPostAccount } from "@/server/kernel/japan-post-bank";
import { PREFECTURES } from "@/server/merchants/categories.data";
import { ACCOUNT_TYPES } from "@/server/merchants/rules";
import type { FieldKey, Fields } from "@/server/onboarding/fields/rules";
import type { Requirement } from "@/server/onboarding/requirements/rules";

type ChangeFieldProps = {
  name: FieldKey;
  fields: Fields;
  disabled: boolean;
  isWrong: boolean;
  requirement: Requirement | undefined;
  onChange: (values: Fields) => void;
};

/** One value of a change, in the control that fits it. */
export function ChangeField({ name, fields, disabled, isWrong, requirement, onChange }: ChangeFieldProps) {
  const words = useTranslations("onboarding");
  const common = useTranslations("common");
  const nameOf = useFieldName();
  const returned = useReturnedWords(requirement);
  const isPost = fields["bank.bankCode"] === JAPAN_POST_BANK_CODE;
  const isFree = name === "bank.postSymbol" || name === "bank.postNumber";
  if (isFree && !isPost) return null;
  const value = fields[name] ?? "";
  const issue = isWrong
    ? words(`issue.${requirement?.issue ?? "required"}`, { characters: requirement?.characters ?? "" })
    : returned;
  const type = (text: string) => {
    const next = { ...fields, [name]: text };
    const account = japanPostAccount({
      symbol: next["bank.postSymbol"] ?? "",
      number: next["bank.postNumber"] ?? "",
    });
    onChange(
      isFree && account.ok
        ? {
            [name]: text,
            "bank.branchCode": account.branchCode,
            "bank.accountType": account.accountType,
            "bank.accountNumber": account.accountNumber,
          }
        : { [name]: text },
    );
  };
  return (
    <Field
      label={nameOf(name)}
      mark={isFree ? common("optional") : common("required")}
      required={!isFree}
      error={issue}
    >
      {(control) => {
        if (name === "bank.bankCode" || name === "bank.branchCode") {
          return (
            <BankChoice {...control} name={name} fields={fields} disabled={disabled} onChange={onChange} />
          );
        }
        if (name === "bank.accountType" || name === "business.prefecture") {
          const options =
            name === "bank.accountType"
              ? ACCOUNT_TYPES.map((one) => ({ value: one, label: words(`choice.${one}`) }))
              : PREFECTURES.map((one) => ({ value: one.name, label: one.name }));
          return (
            <Select
              {...control}
              disabled={disabled}
              value={value}
              prompt="—"
              options={options}
              onChange={(event) => type(event.target.value)}
            />
          );
        }
        return (
          <Input
            {...control}
            readOnly={disabled}
            value={value}
            onChange={(event) => type(event.target.value)}
          />
        );
      }}
    </Field>
  );
}

type BankChoiceProps = {
  id: string;
  name: "bank.bankCode" | "bank.branchCode";
  fields: Fields;
  disabled: boolean;
  onChange: (values: Fields) => void;
};

function BankChoice({ name, fields, disabled, onChange, ...control }: BankChoiceProps) {
  const words = useTranslations("onboarding.bank");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const bankCode = fields["bank.bankCode"] ?? "";
  const code = fields[name] ?? "";
  const isBranch = name === "bank.branchCode";
  const remembered = ["change-bank", name, bankCode, code];
  const chosen = queries.getQueryData<ComboboxOption>(remembered);

  async function load(query: string): Promise<readonly ComboboxOption[]> {
    const hits = isBranch
      ? await queries.fetchQuery(trpc.merchants.branches.queryOptions({ bankCode, query }))
      : await queries.fetchQuery(trpc.merchants.banks.queryOptions({ query }));
    return hits.map((hit) => ({ value: hit.code, label: hit.name, support: hit.kana, code: hit.code }));
  }

  function choose(option: ComboboxOption | null): void {
    const value = option?.value ?? "";
    if (option) queries.setQueryData(["change-bank", name, isBranch ? bankCode : value, value], option);
    onChange(isBranch ? { [name]: value } : { [name]: value, "bank.branchCode": "" });
  }

  return (
    <Combobox
      {...control}
      disabled={disabled || (isBranch && bankCode === "")}
      value={code === "" ? null : (chosen ?? { value: code, label: code, code })}
      onValueChange={choose}
      loadOptions={load}
      labels={{
        loading: words("searching"),
        noResults: words("noResults"),
        failed: words("searchFailed"),
        clear: words("clear"),
        found: (count) => words("found", { count }),
      }}
    />
  );
}
