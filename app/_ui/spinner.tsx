import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

/** Something is under way. Give `label` when no text beside it says so. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role={label === undefined ? undefined : "status"} className="inline-flex">
      <LoaderCircle aria-hidden className={cn("size-5 animate-spin", className)} />
      {label === undefined ? null : <span className="sr-only">{label}</span>}
    </span>
  );
}
