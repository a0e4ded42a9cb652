import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { CONTROL_STYLES } from "./control-styles";

type InputProps = ComponentProps<"input"> & {
  /** Shown inside the field before the text, such as ¥. */
  prefix?: ReactNode;
  /** Shown inside the field after the text, such as 円. */
  suffix?: ReactNode;
  /** Digits line up and are read from the right: amounts and counts. */
  figures?: boolean;
};

/** One line of text. Give it the props that `Field` hands out. */
export function Input({ prefix, suffix, figures = false, className, ...props }: InputProps) {
  const input = (
    <input
      {...props}
      className={cn(
        CONTROL_STYLES,
        "h-12 read-only:bg-paper",
        figures && "tabular text-right",
        prefix !== undefined && "pl-9",
        suffix !== undefined && "pr-12",
        className,
      )}
    />
  );
  if (prefix === undefined && suffix === undefined) return input;
  return (
    <span className="relative block">
      {prefix === undefined ? null : (
        <span className="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-muted">
          {prefix}
        </span>
      )}
      {input}
      {suffix === undefined ? null : (
        <span className="pointer-events-none absolute inset-y-0 right-3.5 flex items-center text-muted">
          {suffix}
        </span>
      )}
    </span>
  );
}
