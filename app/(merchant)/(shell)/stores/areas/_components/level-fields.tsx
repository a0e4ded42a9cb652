"use client";

import { useTranslations } from "next-intl";
import { LANGUAGE_NAMES } from "@/app/_components/merchants/language-names";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { POSTER_FORMATS } from "@/server/codes/poster/rules";
import { PERSON_LOCALES } from "@/server/identity/rules";
import type { LevelSettings } from "@/server/merchants/settings/queries";
import type { SettingsChange } from "@/server/merchants/settings/schema";

export type LevelDraft = SettingsChange;

/** What a level says now, to be changed. */
export function levelDraft({ posterFormat, language }: LevelSettings): LevelDraft {
  return {
    posterFormat: POSTER_FORMATS.find((known) => known === posterFormat) ?? null,
    language: PERSON_LOCALES.find((known) => known === language) ?? null,
  };
}

type LevelFieldsProps = { draft: LevelDraft; onChange: (draft: LevelDraft) => void };

/** Paper and language of one level; what is left open inherits. */
export function LevelFields({ draft, onChange }: LevelFieldsProps) {
  const words = useTranslations("chain.settings");
  const codes = useTranslations("codes.paperName");
  const inherit = { value: "", label: words("inherit") };
  return (
    <>
      <Field label={words("posterFormat")}>
        {(control) => (
          <Select
            {...control}
            value={draft.posterFormat ?? ""}
            options={[inherit, ...POSTER_FORMATS.map((value) => ({ value, label: codes(value) }))]}
            onChange={({ target }) => onChange(levelDraft({ ...draft, posterFormat: target.value }))}
          />
        )}
      </Field>
      <Field label={words("language")}>
        {(control) => (
          <Select
            {...control}
            value={draft.language ?? ""}
            options={[inherit, ...PERSON_LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))]}
            onChange={({ target }) => onChange(levelDraft({ ...draft, language: target.value }))}
          />
        )}
      </Field>
    </>
  );
}
