import type { ReactNode } from "react";
import { cn } from "./cn";

export type RadioOption = {
  value: string;
  label: ReactNode;
  support?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
};

type RadioGroupProps = {
  name: string;
  /** Read out before the options; give `hideLegend` when a heading above already says it. */
  legend: ReactNode;
  hideLegend?: boolean;
  options: readonly RadioOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  required?: boolean;
  columns?: 1 | 2 | 3;
  className?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" } as const;

/** One of a few, as cards large enough for a thumb. Native radios: arrow keys work and forms see them. */
export function RadioGroup({
  legend,
  hideLegend = false,
  options,
  columns = 1,
  className,
  value,
  defaultValue,
  onValueChange,
  name,
  required,
  ...aria
}: RadioGroupProps) {
  return (
    <fieldset {...aria} className={className}>
      <legend className={hideLegend ? "sr-only" : "mb-2 font-bold"}>{legend}</legend>
      <div className={cn("grid gap-3", COLUMNS[columns])}>
        {options.map((option) => (
          <RadioCard
            key={option.value}
            option={option}
            name={name}
            required={required}
            checked={value === undefined ? undefined : value === option.value}
            defaultChecked={value === undefined ? defaultValue === option.value : undefined}
            onChoose={onValueChange}
          />
        ))}
      </div>
    </fieldset>
  );
}

type RadioCardProps = {
  option: RadioOption;
  name: string;
  required?: boolean;
  checked?: boolean;
  defaultChecked?: boolean;
  onChoose?: (value: string) => void;
};

function RadioCard({ option, name, required, checked, defaultChecked, onChoose }: RadioCardProps) {
  return (
    <label
      className={cn(
        "flex min-h-14 items-start gap-3 rounded border border-edge bg-surface p-4",
        "has-checked:border-indigo-600 has-checked:bg-indigo-50 has-checked:ring-1 has-checked:ring-indigo-600",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-indigo-600",
        "has-disabled:opacity-60",
      )}
    >
      <input
        type="radio"
        name={name}
        value={option.value}
        required={required}
        disabled={option.disabled}
        checked={checked}
        defaultChecked={defaultChecked}
        onChange={
          checked === undefined && onChoose === undefined ? undefined : () => onChoose?.(option.value)
        }
        className={cn(
          "mt-1 size-5 shrink-0 appearance-none rounded-full border-2 border-edge bg-surface outline-none",
          "checked:border-[6px] checked:border-indigo-600",
        )}
      />
      {option.icon === undefined ? null : (
        <span aria-hidden className="mt-0.5 text-indigo-600 [&_svg]:size-6">
          {option.icon}
        </span>
      )}
      <span className="min-w-0">
        <span className="block font-bold">{option.label}</span>
        {option.support === undefined ? null : (
          <span className="block text-sm text-muted">{option.support}</span>
        )}
      </span>
    </label>
  );
}
