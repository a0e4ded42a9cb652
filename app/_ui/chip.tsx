import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

type ChipProps = {
  /** The same list with this filter pressed or released. */
  href: string;
  active?: boolean;
  count?: ReactNode;
  icon?: ReactNode;
  /** For a filter that is on: what pressing does, such as 「外す」; shows a cross. */
  removeLabel?: string;
  className?: string;
  children: ReactNode;
};

/** A filter that lives in the address, so that a filtered list can be sent to a colleague. */
export function Chip({ href, active = false, count, icon, removeLabel, className, children }: ChipProps) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={active ? "true" : undefined}
      className={cn(
        "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap",
        "pointer-coarse:h-11 pointer-coarse:px-4 [&_svg]:size-4",
        active
          ? "border-indigo-600 bg-indigo-50 font-bold text-indigo-600"
          : "border-edge bg-surface text-ink hover:bg-indigo-50",
        className,
      )}
    >
      {icon}
      {children}
      {count === undefined ? null : <span className="tabular font-normal text-muted">{count}</span>}
      {removeLabel === undefined ? null : (
        <>
          <span className="sr-only">{removeLabel}</span>
          <X aria-hidden />
        </>
      )}
    </Link>
  );
}

/** Chips in a row that scrolls sideways on a phone. */
export function ChipRow({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn("flex gap-2 overflow-x-auto py-1 sm:flex-wrap", className)}>
      {children}
    </nav>
  );
}
