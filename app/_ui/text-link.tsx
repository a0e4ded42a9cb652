import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A link inside a sentence or a cell: underlined, so it is not told by colour alone. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={cn(
        "text-indigo-600 underline decoration-indigo-600/40 underline-offset-4 hover:decoration-indigo-600",
        className,
      )}
    />
  );
}
