import type { VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { buttonVariants } from "./button-variants";
import { cn } from "./cn";
import { Spinner } from "./spinner";

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Work is under way: the button keeps its focus and place but neither clicks nor submits again. */
    pending?: boolean;
  };

/** A verb to press. `type` is "button" unless it is said to submit. */
export function Button({
  variant,
  size,
  wide,
  pending = false,
  type = "button",
  onClick,
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      type={pending ? "button" : type}
      onClick={pending ? undefined : onClick}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={cn(buttonVariants({ variant, size, wide }), className)}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
}
