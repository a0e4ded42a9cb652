import { Check, CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type TimelineState = "done" | "current" | "attention" | "upcoming";

export type TimelineItem = {
  id: string;
  state: TimelineState;
  /** The state in words, read out before the title. */
  stateLabel: string;
  title: ReactNode;
  /** Who acts and by when, or what came of it. */
  detail?: ReactNode;
  time?: ReactNode;
  action?: ReactNode;
};

/** What has happened, what happens now and what comes next, from top to bottom. */
export function Timeline({ items, className }: { items: readonly TimelineItem[]; className?: string }) {
  return (
    <ol className={className}>
      {items.map((item, index) => (
        <li
          key={item.id}
          aria-current={item.state === "current" || item.state === "attention" ? "step" : undefined}
          className="relative flex gap-4 pb-6 last:pb-0"
        >
          {index === items.length - 1 ? null : (
            <span
              aria-hidden
              className={cn(
                "absolute top-7 bottom-0 left-3.5 w-0.5 -translate-x-1/2",
                item.state === "done" ? "bg-green" : "bg-line",
              )}
            />
          )}
          <TimelineMark state={item.state} />
          <div className="min-w-0 grow">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className={cn("font-bold", item.state === "upcoming" && "text-muted")}>
                <span className="sr-only">{item.stateLabel}: </span>
                {item.title}
              </p>
              {item.time === undefined ? null : <p className="text-sm text-muted">{item.time}</p>}
            </div>
            {item.detail === undefined ? null : <div className="text-sm text-muted">{item.detail}</div>}
            {item.action === undefined ? null : <div className="mt-3">{item.action}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

const MARKS: Record<TimelineState, string> = {
  done: "border-green bg-green text-surface",
  current: "border-indigo-600 bg-indigo-50",
  attention: "border-vermilion bg-vermilion-50 text-vermilion",
  upcoming: "border-line bg-surface",
};

function TimelineMark({ state }: { state: TimelineState }) {
  return (
    <span
      aria-hidden
      className={cn("flex size-7 shrink-0 items-center justify-center rounded-full border-2", MARKS[state])}
    >
      {state === "done" ? <Check strokeWidth={3} className="size-4" /> : null}
      {state === "current" ? <span className="size-2.5 rounded-full bg-indigo-600" /> : null}
      {state === "attention" ? <CircleAlert className="size-4" /> : null}
    </span>
  );
}
