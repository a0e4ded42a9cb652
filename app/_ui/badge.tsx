import type { ReactNode } from "react";
import { cn } from "./cn";
import { TONE_SOFT, type Tone } from "./tone";

type BadgeProps = { tone?: Tone; icon?: ReactNode; className?: string; children: ReactNode };

/** A short word on a tinted ground: a kind, a count, a format. For states use `StateBadge`. */
export function Badge({ tone = "neutral", icon, className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex items-center align-middle gap-1 rounded-full px-2.5 py-0.5 text-xs font-bold whitespace-nowrap",
        "[&_svg]:size-3.5 [&_svg]:shrink-0",
        TONE_SOFT[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
