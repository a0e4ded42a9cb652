"use client";

import { useTranslations } from "next-intl";
import { LANGUAGE_NAMES } from "@/app/_components/merchants/language-names";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { POSTER_FORMATS } from "@/server/codes/poster/rules";
import { PERSON_LOCALES } from "@/server/identity/rules";
import type { BrandChange } from "@/server/merchants/brands/schema";

export type BrandDraft = {
  readonly name: string;
  readonly color: string;
  readonly mark: string;
  readonly posterFormat: string;
  readonly language: string;
};

/** What a draft says, as the command takes it; what is left open is the product's own. */
export function looksOf(draft: BrandDraft): Omit<BrandChange, "brandId"> {
  return {
    name: draft.name,
    color: draft.color === "" ? null : draft.color,
    mark: draft.mark === "" ? null : draft.mark,
    posterFormat: POSTER_FORMATS.find((known) => known === draft.posterFormat) ?? null,
    language: PERSON_LOCALES.find((known) => known === draft.language) ?? null,
  };
}

type BrandFieldsProps = { draft: BrandDraft; onChange: (change: Partial<BrandDraft>) => void };

/** What a signboard is called, how its posters look, and what its stores do unless they say otherwise. */
export function BrandFields({ draft, onChange }: BrandFieldsProps) {
  const words = useTranslations("ops.brands");
  const common = useTranslations("common");
  const codes = useTranslations("codes.paperName");
  return (
    <>
      {(["name", "color", "mark"] as const).map((field) => {
        const isFree = field !== "name";
        const Control = field === "mark" ? Textarea : Input;
        return (
          <Field
            key={field}
            label={words(field)}
            mark={isFree ? common("optional") : common("required")}
            required={!isFree}
            support={words(`${field}Help`)}
          >
            {(control) => (
              <Control
                {...control}
                spellCheck={false}
                value={draft[field]}
                onChange={(event) => onChange({ [field]: event.target.value.trimStart() })}
              />
            )}
          </Field>
        );
      })}
      <Field label={words("posterFormat")} mark={common("optional")} support={words("settingHelp")}>
        {(control) => (
          <Select
            {...control}
            value={draft.posterFormat}
            prompt={words("standard")}
            options={POSTER_FORMATS.map((value) => ({ value, label: codes(value) }))}
            onChange={(event) => onChange({ posterFormat: event.target.value })}
          />
        )}
      </Field>
      <Field label={words("language")} mark={common("optional")}>
        {(control) => (
          <Select
            {...control}
            value={draft.language}
            prompt={words("standard")}
            options={PERSON_LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            onChange={(event) => onChange({ language: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
