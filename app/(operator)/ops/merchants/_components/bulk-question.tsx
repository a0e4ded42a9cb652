"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { ORDER_COPIES_MAX } from "@/server/codes/orders/rules";
import { POSTER_FORMATS } from "@/server/codes/poster/rules";
import {
  ANNOUNCEMENT_KINDS,
  type AnnouncementKind,
  LANGUAGES,
  type Language,
} from "@/server/directory/announcements/rules";
import type { BulkKind } from "@/server/directory/bulk/rules";

/** What the dialog asks, for every kind of change at once. */
export type BulkAnswer = {
  readonly managerId: string;
  readonly tag: string;
  readonly reason: string;
  readonly format: string;
  readonly copies: string;
  readonly messageKind: AnnouncementKind;
  readonly titles: Readonly<Record<Language, string>>;
  readonly bodies: Readonly<Record<Language, string>>;
};
const NOTHING = { ja: "", en: "", zh: "", ko: "" };
export const NO_ANSWER: BulkAnswer = {
  managerId: "",
  tag: "",
  reason: "",
  format: "a4",
  copies: "1",
  messageKind: "service",
  titles: NOTHING,
  bodies: NOTHING,
};

type BulkQuestionProps = {
  kind: BulkKind;
  answer: BulkAnswer;
  managers: readonly { id: string; name: string }[];
  onAnswer: (answer: BulkAnswer) => void;
};

/** The fields of one kind of change. */
export function BulkQuestion({ kind, answer, managers, onAnswer }: BulkQuestionProps) {
  const words = useTranslations("directory.bulk");
  const set = (part: Partial<BulkAnswer>) => onAnswer({ ...answer, ...part });
  if (kind === "assign")
    return (
      <Field label={words("manager")}>
        {(control) => (
          <Select
            {...control}
            value={answer.managerId}
            prompt={words("nobody")}
            options={managers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => set({ managerId: event.target.value })}
          />
        )}
      </Field>
    );
  if (kind === "tag" || kind === "untag")
    return (
      <Field label={words("tag")}>
        {(control) => (
          <Input
            {...control}
            maxLength={30}
            value={answer.tag}
            onChange={(event) => set({ tag: event.target.value })}
          />
        )}
      </Field>
    );
  if (kind === "suspend")
    return (
      <Field label={words("reason")} support={words("reasonSupport")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={500}
            value={answer.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </Field>
    );
  if (kind === "posters") return <PosterQuestion answer={answer} set={set} />;
  return <MessageQuestion answer={answer} set={set} />;
}

type PartProps = { answer: BulkAnswer; set: (part: Partial<BulkAnswer>) => void };

function PosterQuestion({ answer, set }: PartProps) {
  const words = useTranslations("directory.bulk");
  const formats = useTranslations("codes.paperName");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={words("format")}>
        {(control) => (
          <Select
            {...control}
            value={answer.format}
            options={POSTER_FORMATS.map((value) => ({ value, label: formats(value) }))}
            onChange={(event) => set({ format: event.target.value })}
          />
        )}
      </Field>
      <Field label={words("copies")}>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={1}
            max={ORDER_COPIES_MAX}
            value={answer.copies}
            onChange={(event) => set({ copies: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function MessageQuestion({ answer, set }: PartProps) {
  const words = useTranslations("directory.bulk");
  return (
    <>
      <RadioGroup
        name="message-kind"
        legend={words("messageKind")}
        value={answer.messageKind}
        options={ANNOUNCEMENT_KINDS.map((value) => ({
          value,
          label: words(`messageKinds.${value}`),
          support: words(`messageKindSupport.${value}`),
        }))}
        onValueChange={(value) =>
          set({ messageKind: ANNOUNCEMENT_KINDS.find((one) => one === value) ?? "service" })
        }
      />
      {LANGUAGES.map((language) => (
        <fieldset key={language} className="grid gap-2 rounded border border-line p-3">
          <legend className="px-1 text-sm font-bold">
            {words(`language.${language}`)}
            {language === "ja" ? null : (
              <span className="font-normal text-muted"> {words("orJapanese")}</span>
            )}
          </legend>
          <Input
            aria-label={words("messageTitle", { language: words(`language.${language}`) })}
            placeholder=""
            maxLength={80}
            value={answer.titles[language]}
            onChange={(event) => set({ titles: { ...answer.titles, [language]: event.target.value } })}
          />
          <Textarea
            aria-label={words("messageBody", { language: words(`language.${language}`) })}
            rows={3}
            maxLength={1000}
            value={answer.bodies[language]}
            onChange={(event) => set({ bodies: { ...answer.bodies, [language]: event.target.value } })}
          />
        </fieldset>
      ))}
    </>
  );
}
