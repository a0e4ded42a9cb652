"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { TAB_LIST_STYLES, tabStyles } from "./tab-styles";

export type Tab = { value: string; label: ReactNode; count?: number; panel: ReactNode };

type TabsProps = {
  /** What the tabs are of, for screen readers. */
  label: string;
  tabs: readonly Tab[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  className?: string;
};

/** Panels of one page. Where each tab has an address of its own use `TabNav`. */
export function Tabs({ label, tabs, value, defaultValue, onValueChange, className }: TabsProps) {
  const initial = value === undefined ? (defaultValue ?? tabs[0]?.value) : undefined;
  return (
    <Primitive.Root value={value} defaultValue={initial} onValueChange={onValueChange} className={className}>
      <Primitive.List aria-label={label} className={TAB_LIST_STYLES}>
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(
              tabStyles(false),
              "data-[state=active]:border-indigo-600 data-[state=active]:text-indigo-600",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="tabular text-sm font-normal">{tab.count}</span>
            )}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className="pt-5">
          {tab.panel}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
