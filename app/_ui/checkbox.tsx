import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  /** A second, quieter line. */
  support?: ReactNode;
};

/** One yes or no. The whole line is the target. */
export function Checkbox({ label, support, className, ...props }: CheckboxProps) {
  return (
    <label className={cn("flex min-h-11 items-start gap-3 py-2 has-disabled:opacity-60", className)}>
      <span className="relative mt-0.5 inline-flex size-6 shrink-0">
        <input
          {...props}
          type="checkbox"
          className={cn(
            "peer size-6 appearance-none rounded-xs border-2 border-edge bg-surface",
            "checked:border-indigo-600 checked:bg-indigo-600 aria-invalid:border-vermilion-700",
          )}
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute inset-1 size-4 text-on-indigo opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className="min-w-0">
        {label}
        {support === undefined ? null : <span className="block text-sm text-muted">{support}</span>}
      </span>
    </label>
  );
}
