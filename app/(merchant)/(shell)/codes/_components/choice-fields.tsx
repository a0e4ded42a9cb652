"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Alert } from "@/app/_ui/alert";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import type { PosterFormat } from "@/server/codes/poster/rules";
import type { PrintChoice } from "@/server/codes/print/schema";

import { useStoreFormat } from "./use-store-format";

type ChoiceFieldsProps = {
  choice: PrintChoice;
  /** With the paper that the stores of the chosen area print on. */
  onChange: (choice: PrintChoice, format?: PosterFormat) => void;
};

/** Whose posters: by prefecture, by a word of the store's name, or by a pasted list. */
export function ChoiceFields({ choice, onChange }: ChoiceFieldsProps) {
  const batch = useTranslations("codes.batch");
  const words = useTranslations("printing");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { data: places = [] } = useQuery(trpc.codes.printPlaces.queryOptions());
  const formatOf = useStoreFormat();
  const { data: areas = [] } = useQuery(trpc.areas.list.queryOptions());
  return (
    <>
      <div className="grid items-end gap-5 sm:grid-cols-2">
        {places.length < 2 ? null : (
          <Field label={words("prefecture")} mark={common("optional")}>
            {(control) => (
              <Select
                {...control}
                value={choice.prefectureCode ?? ""}
                onChange={(event) =>
                  onChange({
                    ...choice,
                    prefectureCode: event.target.value === "" ? undefined : event.target.value,
                  })
                }
                options={[
                  { value: "", label: words("anyPrefecture") },
                  ...places.map(({ prefectureCode, prefecture }) => ({
                    value: prefectureCode,
                    label: prefecture,
                  })),
                ]}
              />
            )}
          </Field>
        )}
        {areas.length === 0 ? null : (
          <Field label={words("storeArea")} mark={common("optional")}>
            {(control) => (
              <Select
                {...control}
                value={choice.areaId ?? ""}
                onChange={(event) => {
                  const area = areas.find(({ areaId }) => areaId === event.target.value);
                  onChange({ ...choice, areaId: area?.areaId }, formatOf(area?.posterFormat));
                }}
                options={[
                  { value: "", label: words("anyArea") },
                  ...areas.map(({ areaId, name }) => ({ value: areaId, label: name })),
                ]}
              />
            )}
          </Field>
        )}
        <Field label={batch("name")} mark={common("optional")} support={batch("nameSupport")}>
          {(control) => (
            <Input
              {...control}
              maxLength={60}
              value={choice.storeName}
              onChange={(event) => onChange({ ...choice, storeName: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={batch("list")} mark={common("optional")} support={batch("listSupport")}>
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            spellCheck={false}
            value={choice.list}
            onChange={(event) => onChange({ ...choice, list: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

const UNKNOWN_SHOWN = 10;

/** What the choice comes to now, and which lines of the list nobody answers to. */
export function ChoiceCount({ choice }: { choice: PrintChoice }) {
  const batch = useTranslations("codes.batch");
  const trpc = useTRPC();
  const asked = useDeferredValue(choice);
  const { data } = useQuery(
    trpc.codes.countPrint.queryOptions(asked, { placeholderData: (before) => before }),
  );
  if (data === undefined) return null;
  return (
    <div className="grid gap-3">
      <p aria-live="polite" className="font-bold">
        {batch("count", { count: data.codes, stores: data.stores })}
      </p>
      {data.unknown.length === 0 ? null : (
        <Alert
          tone="attention"
          what={batch("unknown", { count: data.unknown.length })}
          why={data.unknown.slice(0, UNKNOWN_SHOWN).join(" / ")}
          todo={batch("unknownTodo")}
        />
      )}
    </div>
  );
}
