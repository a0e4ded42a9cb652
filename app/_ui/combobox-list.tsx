"use client";

import { Check } from "lucide-react";
import { cn } from "./cn";
import type { ComboboxLabels, ComboboxOption } from "./combobox-option";
import type { AsyncState } from "./use-async-options";

type ComboboxListProps = {
  id: string;
  isOpen: boolean;
  options: readonly ComboboxOption[];
  state: AsyncState;
  activeIndex: number;
  chosenValue: string | undefined;
  labels: ComboboxLabels;
  onPoint: (index: number) => void;
  onChoose: (option: ComboboxOption) => void;
};

/** What a combobox found, under its field. Focus stays in the field, so pressing here must not take it. */
export function ComboboxList(props: ComboboxListProps) {
  const { id, isOpen, options, state, labels } = props;
  return (
    <>
      <div
        className={cn(
          "absolute inset-x-0 top-full z-30 mt-1.5 max-h-72 animate-appear overflow-y-auto rounded border border-line",
          "bg-surface p-1.5 shadow",
          !isOpen && "hidden",
        )}
        onPointerDown={(event) => event.preventDefault()}
      >
        <div id={id} role="listbox">
          {options.map((option, index) => (
            <OptionLine key={option.value} option={option} index={index} {...props} />
          ))}
        </div>
        {options.length === 0 ? (
          <p className="px-3 py-2.5 text-sm text-muted">{message(state, labels, 0)}</p>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {isOpen ? message(state, labels, options.length) : ""}
      </p>
    </>
  );
}

function message(state: AsyncState, labels: ComboboxLabels, count: number): string {
  if (state === "failed") return labels.failed;
  if (state === "ready") return count === 0 ? labels.noResults : labels.found(count);
  return labels.loading;
}

function OptionLine({
  option,
  index,
  id,
  activeIndex,
  chosenValue,
  onPoint,
  onChoose,
}: ComboboxListProps & { option: ComboboxOption; index: number }) {
  const isActive = index === activeIndex;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: reached through aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      id={`${id}-${index}`}
      role="option"
      aria-selected={option.value === chosenValue}
      ref={isActive ? scrollIntoView : undefined}
      onPointerMove={() => onPoint(index)}
      onClick={() => onChoose(option)}
      className={cn(
        "flex min-h-11 cursor-pointer items-center gap-3 rounded-sm px-3 py-1.5",
        isActive && "bg-indigo-50",
      )}
    >
      <span className="min-w-0 grow">
        <span className="block">{option.label}</span>
        {option.support === undefined ? null : (
          <span className="block text-xs text-muted">{option.support}</span>
        )}
      </span>
      {option.code === undefined ? null : <span className="tabular text-sm text-muted">{option.code}</span>}
      {option.value === chosenValue ? <Check aria-hidden className="size-5 text-indigo-600" /> : null}
    </div>
  );
}

function scrollIntoView(element: HTMLElement | null) {
  element?.scrollIntoView({ block: "nearest" });
}
