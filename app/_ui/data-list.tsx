import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type DataRow = {
  id: string;
  label: ReactNode;
  value: ReactNode;
  /** Smaller text under the label, such as a rate or a count. */
  support?: ReactNode;
  /** Opens what the value is made of. */
  href?: string;
  /** `total` draws the double line of a sum above it. */
  emphasis?: "plain" | "total";
};

type DataListProps = {
  rows: readonly DataRow[];
  /** Digits line up at the right. */
  figures?: boolean;
  /** Labels above their values, for long text on a phone. */
  stacked?: boolean;
  className?: string;
};

/** Labels and values: the figures of a statement, the facts of a shop. */
export function DataList({ rows, figures = false, stacked = false, className }: DataListProps) {
  return (
    <dl className={cn("divide-y divide-line", className)}>
      {rows.map((row) => (
        <DataLine key={row.id} row={row} figures={figures} stacked={stacked} />
      ))}
    </dl>
  );
}

function DataLine({ row, figures, stacked }: { row: DataRow; figures: boolean; stacked: boolean }) {
  const isTotal = row.emphasis === "total";
  return (
    <div
      className={cn(
        "relative flex min-h-11 gap-x-4 py-2",
        stacked ? "flex-col" : "items-center justify-between",
        isTotal && "border-t-4 border-double border-ink font-bold",
        row.href !== undefined && "hover:bg-indigo-50",
      )}
    >
      <dt className={cn("min-w-0", isTotal ? "" : "text-muted")}>
        {row.href === undefined ? (
          row.label
        ) : (
          // The link covers its whole row, so that the row is the target.
          <Link href={row.href} className="text-ink after:absolute after:inset-0">
            {row.label}
          </Link>
        )}
        {row.support === undefined ? null : (
          <span className="block text-xs font-normal text-muted">{row.support}</span>
        )}
      </dt>
      <dd
        className={cn(
          "flex min-w-0 items-center gap-2",
          figures && "tabular text-right whitespace-nowrap",
          isTotal && figures && "text-xl",
        )}
      >
        {row.value}
        {row.href === undefined ? null : <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />}
      </dd>
    </div>
  );
}
