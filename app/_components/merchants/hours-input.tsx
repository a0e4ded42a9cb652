"use client";

import { useTranslations } from "next-intl";
import type { FieldControl } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { readHours, WEEKDAYS, type Weekday, writeHours } from "@/server/merchants/hours/rules";

const HALF_HOURS = Array.from({ length: 48 }, (_, index) => {
  const hour = `${Math.floor(index / 2)}`.padStart(2, "0");
  return `${hour}:${index % 2 === 0 ? "00" : "30"}`;
});
const CLOSINGS = [...HALF_HOURS.slice(1), "24:00"];
const USUAL = { opens: "10:00", closes: "19:00", closedOn: [] } as const;

type HoursInputProps = {
  /** What the label of the field and its messages hang on. */
  control: FieldControl;
  /** Hours in their stored form. */
  value: string;
  onChange: (value: string) => void;
};

/** When a shop opens and closes, and the days on which it does not. */
export function HoursInput({ control, value, onChange }: HoursInputProps) {
  const words = useTranslations("onboarding.hours");
  const hours = readHours(value);

  function change(part: Partial<{ opens: string; closes: string; closedOn: readonly Weekday[] }>): void {
    const next = { ...USUAL, ...hours, ...part };
    onChange(next.opens === "" || next.closes === "" ? "" : writeHours(next));
  }

  function toggle(day: Weekday, closed: boolean): void {
    const others = (hours?.closedOn ?? []).filter((one) => one !== day);
    change({ closedOn: closed ? [...others, day] : others });
  }

  return (
    <div className="grid gap-3">
      {value === "" || hours !== null ? null : <p className="text-sm">{value}</p>}
      <div className="flex items-center gap-2">
        <Select
          {...control}
          aria-label={words("opens")}
          prompt={words("opens")}
          value={hours?.opens ?? ""}
          options={timesWith(HALF_HOURS, hours?.opens)}
          onChange={(event) => change({ opens: event.target.value })}
        />
        <span aria-hidden>–</span>
        <Select
          aria-label={words("closes")}
          prompt={words("closes")}
          value={hours?.closes ?? ""}
          options={timesWith(CLOSINGS, hours?.closes)}
          onChange={(event) => change({ closes: event.target.value })}
        />
      </div>
      <fieldset className="grid max-w-sm grid-cols-7 gap-1" disabled={hours === null}>
        <legend className="mb-1 text-sm text-muted">{words("closed")}</legend>
        {WEEKDAYS.map((day) => (
          <label
            key={day}
            className="inline-flex min-h-11 min-w-0 cursor-pointer items-center justify-center rounded-sm border border-edge has-checked:border-indigo-600 has-checked:bg-indigo-50 has-checked:font-bold has-focus-visible:outline-2 has-focus-visible:outline-indigo-600"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={hours?.closedOn.includes(day) ?? false}
              onChange={(event) => toggle(day, event.target.checked)}
            />
            {words(day)}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** The half hours, and the time that is kept when it is none of them. */
function timesWith(times: readonly string[], kept: string | undefined) {
  const all = kept === undefined || times.includes(kept) ? times : [...times, kept].sort();
  return all.map((time) => ({ value: time, label: time }));
}
