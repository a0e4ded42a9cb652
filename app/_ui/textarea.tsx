import type { ComponentProps } from "react";
import { cn } from "./cn";
import { CONTROL_STYLES } from "./control-styles";

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...props}
      rows={rows}
      className={cn(CONTROL_STYLES, "field-sizing-content min-h-28 py-2.5 read-only:bg-paper", className)}
    />
  );
}
