import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { CONTROL_STYLES } from "./control-styles";

export type SelectOption = { value: string; label: string; disabled?: boolean };

type SelectProps = Omit<ComponentProps<"select">, "children" | "size"> & {
  options: readonly SelectOption[];
  /** The first line while nothing is chosen, such as 「選んでください」. */
  prompt?: string;
  /** Lower and tighter, for toolbars on a desktop. */
  dense?: boolean;
};

/** The browser's own select: phones show their wheel, screen readers know it. */
export function Select({ options, prompt, dense = false, className, ...props }: SelectProps) {
  return (
    <span className={cn("relative block", dense && "inline-block")}>
      <select
        {...props}
        className={cn(
          CONTROL_STYLES,
          "appearance-none pr-10",
          dense ? "h-9 text-sm pointer-coarse:h-11 pointer-coarse:text-base" : "h-12",
          className,
        )}
      >
        {prompt === undefined ? null : <option value="">{prompt}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-5 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
