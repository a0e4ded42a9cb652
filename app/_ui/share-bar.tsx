import { cn } from "./cn";

type ShareBarProps = {
  /** How long the bar is, in thousandths of the longest in its list. */
  thousandths: number;
  className?: string;
};

const HEIGHT = 4;

/** A line as long as the figure beside it is large: how the rows of a list compare, at a glance. */
export function ShareBar({ thousandths, className }: ShareBarProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 1000 ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn("block h-1 w-full", className)}
    >
      <rect width={Math.max(0, thousandths)} height={HEIGHT} className="fill-indigo-600/35" />
    </svg>
  );
}
