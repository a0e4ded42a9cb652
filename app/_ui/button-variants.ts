import { cva } from "class-variance-authority";
import { cn } from "./cn";

const variants = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded text-center font-bold select-none",
    "transition-colors duration-150 [&_svg]:size-5 [&_svg]:shrink-0",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60",
  ],
  {
    variants: {
      variant: {
        primary: "bg-indigo-600 text-on-indigo hover:bg-indigo-700",
        secondary: "border border-edge bg-surface text-ink hover:bg-indigo-50",
        soft: "bg-indigo-50 text-indigo-600 hover:bg-indigo-100",
        quiet: "text-indigo-600 hover:bg-indigo-50",
        risky: "text-vermilion-700 hover:bg-vermilion-50",
        danger: "bg-vermilion-700 text-on-vermilion hover:bg-vermilion-700/90",
      },
      size: {
        sm: "h-8 px-3 text-sm whitespace-nowrap pointer-coarse:h-11 [&_svg]:size-4",
        md: "min-h-11 px-5 py-1.5 text-base",
        lg: "min-h-14 px-6 py-2 text-lg",
        icon: "size-11",
        "icon-sm": "size-8 pointer-coarse:size-11 [&_svg]:size-4",
      },
      wide: { true: "w-full", false: "" },
    },
    defaultVariants: { variant: "primary", size: "md", wide: false },
  },
);

/** The looks that buttons and links in the shape of a button share; a size of its own wins over what all have. */
export const buttonVariants = (look?: Parameters<typeof variants>[0]): string => cn(variants(look));
