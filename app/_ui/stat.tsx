import type { ReactNode } from "react";
import { cn } from "./cn";

type StatProps = {
  label: ReactNode;
  /** The one figure, already formatted. */
  value: ReactNode;
  /** Beside or under it: a count, a change, a date. */
  support?: ReactNode;
  className?: string;
};

/** One figure with its name above it. */
export function Stat({ label, value, support, className }: StatProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <p className="text-sm text-muted">{label}</p>
      <p className="tabular text-4xl font-bold">{value}</p>
      {support === undefined ? null : <p className="tabular mt-1 text-sm text-muted">{support}</p>}
    </div>
  );
}
