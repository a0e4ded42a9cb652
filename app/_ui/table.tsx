import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type TableProps = ComponentProps<"table"> & {
  /** Names the table for screen readers and for the scrolling region around it. */
  label: string;
  /** Classes of the frame that scrolls; its height decides where the header sticks. */
  frameClassName?: string;
};

/** A dense table: rows of 40 px, a header that stays, its own scrolling. */
export function Table({ label, frameClassName, className, ...props }: TableProps) {
  return (
    // A region that scrolls has to be reachable by keyboard, hence the tab stop.
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users scroll the table through it
      tabIndex={0}
      // Positioned, so that what only screen readers see is clipped with its cell and does not widen the page.
      className={cn(
        "relative max-h-[calc(100dvh-10rem)] overflow-auto rounded border border-line bg-surface",
        frameClassName,
      )}
    >
      <table
        {...props}
        aria-label={label}
        className={cn("w-full border-separate border-spacing-0 text-sm max-lg:min-w-max", className)}
      />
    </section>
  );
}

/** The header rows. */
export function TableHead(props: ComponentProps<"thead">) {
  return <thead {...props} />;
}

type TableColumnsProps<C extends string> = {
  columns: readonly C[];
  labelOf: (column: C) => string;
  /** Columns of figures, which stand at the right. */
  figures?: readonly C[];
  /** Further headers, after these. */
  children?: ReactNode;
};

/** A header row of plain names. */
export function TableColumns<C extends string>(props: TableColumnsProps<C>) {
  const { columns, labelOf, figures = [], children } = props;
  return (
    <TableHead>
      <tr>
        {columns.map((column) => (
          <TableHeader key={column} align={figures.includes(column) ? "end" : "start"}>
            {labelOf(column)}
          </TableHeader>
        ))}
        {children}
      </tr>
    </TableHead>
  );
}

/** The rows. */
export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

/** `selected` is the row that the keyboard stands on or whose details are open. */
export function TableRow({
  selected = false,
  className,
  ...props
}: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      {...props}
      data-selected={selected || undefined}
      aria-current={selected ? "true" : undefined}
      className={cn(
        "group scroll-my-12 hover:bg-paper data-selected:bg-indigo-50 data-selected:*:first:shadow-[inset_3px_0_0_var(--color-indigo-600)]",
        className,
      )}
    />
  );
}

type Align = "start" | "end" | "center";
const ALIGN = { start: "text-left", end: "text-right", center: "text-center" } as const;

type TableHeaderProps = Omit<ComponentProps<"th">, "align"> & {
  align?: Align;
  /** The order in force, or "none" for a column that could be ordered by. */
  sort?: "ascending" | "descending" | "none";
  /** Where pressing the header leads: the same list in the other order. */
  sortHref?: string;
};

/** The name of a column. */
export function TableHeader({
  align = "start",
  sort,
  sortHref,
  className,
  children,
  ...props
}: TableHeaderProps) {
  return (
    <th
      scope="col"
      {...props}
      aria-sort={sort}
      className={cn(
        "sticky top-0 z-10 h-10 border-b border-line bg-paper px-3 text-xs font-bold whitespace-nowrap text-muted",
        ALIGN[align],
        className,
      )}
    >
      {sortHref === undefined ? (
        children
      ) : (
        <Link href={sortHref} className="inline-flex h-10 items-center gap-1 hover:text-ink">
          {children}
          <SortMark sort={sort ?? "none"} />
        </Link>
      )}
    </th>
  );
}

function SortMark({ sort }: { sort: "ascending" | "descending" | "none" }) {
  if (sort === "ascending") return <ArrowUp aria-hidden className="size-3.5" />;
  if (sort === "descending") return <ArrowDown aria-hidden className="size-3.5" />;
  return <ArrowUpDown aria-hidden className="size-3.5 opacity-50" />;
}

type TableCellProps = Omit<ComponentProps<"td">, "align"> & { align?: Align; figures?: boolean };

/** One cell; `figures` lines digits up at the right. */
export function TableCell({ align, figures = false, className, ...props }: TableCellProps) {
  return (
    <td
      {...props}
      className={cn(
        "h-10 border-b border-line px-3 py-1 group-last:border-b-0",
        ALIGN[align ?? (figures ? "end" : "start")],
        figures && "tabular whitespace-nowrap",
        className,
      )}
    />
  );
}

/** A row that says that there are no rows, or why. */
export function TableEmpty({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr>
      <td colSpan={columns} className="p-8 text-center text-muted">
        {children}
      </td>
    </tr>
  );
}
