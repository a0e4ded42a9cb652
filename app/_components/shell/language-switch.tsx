"use client";

import { Languages } from "lucide-react";
import { DropdownMenu } from "@/app/_ui/dropdown-menu";

export type LanguageOption = {
  code: string;
  /** In the language itself: 日本語, English, 中文, 한국어. */
  name: string;
  /** Where choosing it leads; without it `onSelect` is called. */
  href?: string;
};

type LanguageSwitchProps = {
  label: string;
  current: string;
  options: readonly LanguageOption[];
  onSelect?: (code: string) => void;
};

/** Changes the language; each is written in itself so that it can be found by who needs it. */
export function LanguageSwitch({ label, current, options, onSelect }: LanguageSwitchProps) {
  const name = options.find((option) => option.code === current)?.name ?? current;
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          className="inline-flex min-h-11 items-center gap-2 rounded px-3 text-sm whitespace-nowrap hover:bg-indigo-50"
        >
          <Languages aria-hidden className="size-5 text-muted" />
          <span className="sr-only">{label}: </span>
          {name}
        </button>
      }
      sections={[
        {
          id: "languages",
          items: options.map((option) => ({
            id: option.code,
            label: <span lang={option.code}>{option.name}</span>,
            href: option.href,
            current: option.code === current,
            onSelect: onSelect === undefined ? undefined : () => onSelect(option.code),
          })),
        },
      ]}
    />
  );
}
