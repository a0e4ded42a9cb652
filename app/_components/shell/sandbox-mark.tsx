import { FlaskConical } from "lucide-react";
import { cn } from "@/app/_ui/cn";

/** Says on every screen that no real money moves here. */
export function SandboxMark({
  label,
  detail,
  className,
}: {
  label: string;
  detail?: string;
  className?: string;
}) {
  return (
    <p
      className={cn(
        "flex min-h-8 items-center justify-center gap-2 bg-amber-50 px-4 py-1 text-center text-sm text-amber-700",
        className,
      )}
    >
      <FlaskConical aria-hidden className="size-4 shrink-0" />
      <strong className="tracking-widest">{label}</strong>
      {detail === undefined ? null : <span>{detail}</span>}
    </p>
  );
}
