"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { cn } from "./cn";
import { ComboboxList } from "./combobox-list";
import type { ComboboxLabels, ComboboxOption } from "./combobox-option";
import { CONTROL_STYLES } from "./control-styles";
import type { FieldControl } from "./field";
import { Spinner } from "./spinner";
import { useAsyncOptions } from "./use-async-options";

type ComboboxProps = Partial<FieldControl> & {
  value: ComboboxOption | null;
  onValueChange: (option: ComboboxOption | null) => void;
  /** Asked after a short pause in typing; `signal` is aborted when the text has changed again. */
  loadOptions: (query: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>;
  labels: ComboboxLabels;
  /** Puts the chosen value into a form. */
  name?: string;
  disabled?: boolean;
  placeholder?: string;
  className?: string;
};

/**
 * Type a few characters, choose from what the server finds: banks, branches, shops.
 * Down and Up move, Enter chooses, Escape closes; keys that belong to a kana conversion are left alone.
 */
export function Combobox({
  value,
  onValueChange,
  loadOptions,
  labels,
  name,
  disabled,
  placeholder,
  className,
  ...control
}: ComboboxProps) {
  const listId = useId();
  const [text, setText] = useState<string | null>(null);
  const [activeIndex, setActiveIndex] = useState(0);
  const search = useAsyncOptions(loadOptions);
  const isOpen = text !== null;
  const options = search.options;

  function type(next: string) {
    setText(next);
    setActiveIndex(0);
    search.ask(next);
  }

  function open() {
    if (!isOpen) type("");
  }

  function close() {
    setText(null);
    search.stop();
  }

  function choose(option: ComboboxOption | undefined) {
    if (option === undefined) return;
    onValueChange(option);
    close();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!isOpen) open();
      else if (options.length > 0) setActiveIndex((activeIndex + step + options.length) % options.length);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(options[activeIndex]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      close();
    }
  }

  return (
    <div className={cn("relative", className)}>
      <input
        {...control}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options.length > 0 ? `${listId}-${activeIndex}` : undefined}
        disabled={disabled}
        placeholder={placeholder}
        value={text ?? value?.label ?? ""}
        onChange={(event) => type(event.target.value)}
        onClick={open}
        onKeyDown={onKeyDown}
        onBlur={close}
        className={cn(CONTROL_STYLES, "h-12 pr-12")}
      />
      {name === undefined ? null : <input type="hidden" name={name} value={value?.value ?? ""} />}
      <span className="absolute inset-y-0 right-0 flex items-center">
        {search.state === "loading" ? <Spinner className="mr-3.5 text-muted" /> : null}
        {search.state !== "loading" && value !== null && !disabled ? (
          <button
            type="button"
            aria-label={labels.clear}
            onClick={() => onValueChange(null)}
            className="inline-flex size-11 items-center justify-center text-muted hover:text-ink"
          >
            <X aria-hidden className="size-5" />
          </button>
        ) : null}
      </span>
      <ComboboxList
        id={listId}
        isOpen={isOpen}
        options={options}
        state={search.state}
        activeIndex={activeIndex}
        chosenValue={value?.value}
        labels={labels}
        onPoint={setActiveIndex}
        onChoose={choose}
      />
    </div>
  );
}
