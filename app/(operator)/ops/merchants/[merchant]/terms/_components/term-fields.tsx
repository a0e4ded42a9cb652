"use client";

import { useTranslations } from "next-intl";
import { TERM_NAMES } from "@/app/_components/settlement/term-text";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { ROUNDING_MODES } from "@/server/kernel/money";
import { HOLIDAY_DIRECTIONS } from "@/server/settlement/calendar/rules";
import { CYCLES, ROUNDING_UNITS, TAX_CLASSES } from "@/server/settlement/rules";
import type { TypedName, TypedTerms } from "./typed-version";

type TermFieldsProps = {
  typed: TypedTerms;
  onChange: (typed: TypedTerms) => void;
  /** The fields that say something which no contract can. */
  wrong: readonly string[];
};

const TYPED_NAMES = TERM_NAMES.filter((name): name is TypedName => name !== "negativeLimitMinor");

/** The terms of a contract, each with a control of its kind. */
export function TermFields({ typed, onChange, wrong }: TermFieldsProps) {
  const words = useTranslations("terms");
  const choices = useChoices();
  const put = (name: TypedName) => (event: { target: { value: string } }) =>
    onChange({ ...typed, [name]: event.target.value });
  const isRate = (name: TypedName) => name === "feeBasisPoints" || name === "taxBasisPoints";
  const isAmount = (name: TypedName) => name.endsWith("Minor");
  const errorOf = (name: TypedName) => {
    if (!wrong.includes(name)) return undefined;
    return isRate(name) ? words("rateWrong") : words("yenWrong");
  };
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {TYPED_NAMES.map((name) => {
        const options = choices[name];
        return (
          <Field key={name} label={words(`term.${name}`)} error={errorOf(name)}>
            {(control) =>
              options ? (
                <Select {...control} value={typed[name]} onChange={put(name)} options={options} />
              ) : (
                <Input
                  {...control}
                  figures
                  inputMode={isRate(name) ? "decimal" : "numeric"}
                  prefix={isAmount(name) ? "¥" : undefined}
                  suffix={isRate(name) ? "%" : undefined}
                  value={typed[name]}
                  onChange={put(name)}
                />
              )
            }
          </Field>
        );
      })}
    </div>
  );
}

type Options = readonly { readonly value: string; readonly label: string }[];

function useChoices(): Partial<Record<TypedName, Options>> {
  const words = useTranslations("terms");
  const yesNo = [
    { value: "true", label: words("yes") },
    { value: "false", label: words("no") },
  ];
  const modes = ROUNDING_MODES.map((value) => ({ value, label: words(`mode.${value}`) }));
  const days = Array.from({ length: 31 }, (_, index) => ({
    value: String(index + 1),
    label: words("dayOfMonth", { day: index + 1 }),
  }));
  return {
    followsPriceList: yesNo,
    holdsForDisputes: yesNo,
    feeRoundingMode: modes,
    taxRoundingMode: modes,
    feeRoundingUnit: ROUNDING_UNITS.map((value) => ({ value, label: words(`unit.${value}`) })),
    taxClass: TAX_CLASSES.map((value) => ({ value, label: words(`tax.${value}`) })),
    cycle: CYCLES.map((value) => ({ value, label: words(`cycle.${value}`) })),
    payDayOfMonth: [{ value: "", label: words("byOffset") }, ...days],
    holidayDirection: HOLIDAY_DIRECTIONS.map((value) => ({ value, label: words(`direction.${value}`) })),
    transferFeeBearer: [
      { value: "merchant", label: words("bearer.merchant") },
      { value: "acquirer", label: words("bearer.acquirer") },
    ],
  };
}
