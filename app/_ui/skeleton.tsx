import { cn } from "./cn";

/** The place of something that is being fetched, in its size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-5 animate-breathe rounded-sm bg-line/70", className)} />;
}

/** A list that is being fetched: rows of the height that the real ones have. */
export function SkeletonRows({
  rows = 5,
  label,
  className,
}: {
  rows?: number;
  label: string;
  className?: string;
}) {
  return (
    <div role="status" className={cn("grid gap-3", className)}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <Skeleton key={key} className="h-10" />
      ))}
    </div>
  );
}
