import { formatMoney, type Money as MoneyValue } from "@/server/kernel/money";
import { cn } from "./cn";

type MoneyProps = {
  value: MoneyValue;
  /** `figure` is the one number a screen is about; it never animates. */
  size?: "inline" | "figure";
  className?: string;
};

/** An amount as people read it, digits under digits. */
export function Money({ value, size = "inline", className }: MoneyProps) {
  return (
    <span className={cn("tabular whitespace-nowrap", size === "figure" && "text-4xl font-bold", className)}>
      {formatMoney(value)}
    </span>
  );
}
