import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { TAB_LIST_STYLES, tabStyles } from "./tab-styles";

export type TabLink = { href: string; label: ReactNode; count?: number; active: boolean };

/** Tabs that are pages: each has an address, so it can be sent to a colleague. */
export function TabNav({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly TabLink[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn(TAB_LIST_STYLES, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.active ? "page" : undefined}
          className={tabStyles(tab.active)}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="tabular text-sm font-normal">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
