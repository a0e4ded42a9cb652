import { cn } from "./cn";

type ProgressProps = {
  /** Read out; what the bar says stands beside it in words, too. */
  label: string;
  /** Leave out while nobody knows how far it is. */
  value?: number;
  max?: number;
  className?: string;
};

/** How far something is that runs by itself. */
export function Progress({ label, value, max, className }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      value={value}
      max={max}
      className={cn(
        "h-2 overflow-hidden rounded-full bg-line accent-indigo-600",
        value !== undefined && "appearance-none [&::-moz-progress-bar]:bg-indigo-600",
        value !== undefined &&
          "[&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-indigo-600",
        className,
      )}
    />
  );
}
