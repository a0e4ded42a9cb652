import type { ReactNode } from "react";
import { cn } from "@/app/_ui/cn";
import { formatMoney, jpy } from "@/server/kernel/money";
import { changePercent } from "@/server/settlement/statement/rules";

export type ComparedRow = {
  readonly id: string;
  readonly label: ReactNode;
  readonly now: bigint;
  /** Undefined when there is nothing to compare with. */
  readonly before: bigint | undefined;
  /** `total` draws the double line of a sum above it. */
  readonly emphasis?: "total";
};

type ComparedTableProps = {
  label: string;
  columns: {
    readonly figure: string;
    readonly now: string;
    readonly before: string;
    readonly change: string;
  };
  rows: readonly ComparedRow[];
};

/** Figures beside those of the time before, with how much they grew; digits stand under digits. */
export function ComparedTable({ label, columns, rows }: ComparedTableProps) {
  const head = "px-2 py-1 text-right text-xs font-normal text-muted last:pr-5";
  return (
    // A region that scrolls has to be reachable by keyboard, hence the tab stop.
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users scroll the table through it
      tabIndex={0}
      className="relative overflow-x-auto"
    >
      <table aria-label={label} className="tabular mt-2 mb-3 w-full text-sm">
        <thead>
          <tr>
            <th scope="col" className="pl-5">
              <span className="sr-only">{columns.figure}</span>
            </th>
            <th scope="col" className={head}>
              {columns.now}
            </th>
            <th scope="col" className={head}>
              {columns.before}
            </th>
            <th scope="col" className={head}>
              {columns.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row: { label, now, before, emphasis } }: { row: ComparedRow }) {
  const cell = "px-2 py-2 text-right whitespace-nowrap last:pr-5";
  return (
    <tr
      className={
        emphasis === "total" ? "border-t-4 border-double border-ink font-bold" : "border-t border-line"
      }
    >
      <th
        scope="row"
        className={cn("min-w-32 py-2 pl-5 text-left", emphasis === "total" ? "" : "font-normal text-muted")}
      >
        {label}
      </th>
      <td className={cn(cell, emphasis === "total" && "text-lg")}>{formatMoney(jpy(now))}</td>
      <td className={cn(cell, "font-normal text-muted")}>
        {before === undefined ? "–" : formatMoney(jpy(before))}
      </td>
      <td className={cn(cell, "font-normal")}>
        {(before === undefined ? null : changePercent(before, now)) ?? "–"}
      </td>
    </tr>
  );
}
