import type { ReactNode } from "react";
import { cn } from "./cn";
import { TONE_MARK, type Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

type AlertProps = {
  tone?: Tone;
  /** What happened. */
  what: ReactNode;
  /** Why it happened. */
  why?: ReactNode;
  /** What the reader can do now. */
  todo?: ReactNode;
  /** A button or a link that does it. */
  action?: ReactNode;
  /** Announce it at once: for something that appeared after the reader acted. */
  live?: boolean;
  className?: string;
};

const GROUNDS: Record<Tone, string> = {
  good: "border-green/40 bg-green-50",
  waiting: "border-amber/40 bg-amber-50",
  attention: "border-vermilion/50 bg-vermilion-50",
  info: "border-indigo-100 bg-indigo-50",
  neutral: "border-line bg-surface",
};

/** What happened, why, and what to do: in this order, politely. */
export function Alert({ tone = "info", what, why, todo, action, live = false, className }: AlertProps) {
  const role = tone === "attention" ? "alert" : "status";
  return (
    <div
      role={live ? role : undefined}
      className={cn("flex gap-3 rounded border p-4 text-ink", GROUNDS[tone], className)}
    >
      <ToneIcon tone={tone} className={cn("mt-1 size-5 shrink-0", TONE_MARK[tone])} />
      <div className="min-w-0 grow">
        <p className="font-bold">{what}</p>
        {why === undefined ? null : <p className="text-sm">{why}</p>}
        {todo === undefined ? null : <p className="mt-1 text-sm">{todo}</p>}
        {action === undefined ? null : <div className="mt-3 flex flex-wrap gap-3">{action}</div>}
      </div>
    </div>
  );
}
