import type { ReactNode } from "react";
import { cn } from "./cn";

type StepperProps = {
  /** The step one is on, from 1. */
  current: number;
  total: number;
  /** What the bar measures, for screen readers: 「申込の進み具合」. */
  label: string;
  title?: ReactNode;
  /** Time left, or what is saved and when. */
  support?: ReactNode;
  className?: string;
};

/** "3 / 6" with a bar: where one is, and how much is left. */
export function Stepper({ current, total, label, title, support, className }: StepperProps) {
  const steps = Array.from({ length: total }, (_, index) => index + 1);
  return (
    <div className={className}>
      <div className="flex items-baseline justify-between gap-4">
        <p className="min-w-0 font-bold">
          <span className="tabular mr-3 text-indigo-600">
            {current} / {total}
          </span>
          {title}
        </p>
        {support === undefined ? null : <p className="shrink-0 text-sm text-muted">{support}</p>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={current}
        aria-valuetext={`${current} / ${total}`}
        className="mt-2 flex gap-1"
      >
        {steps.map((step) => (
          <span
            key={step}
            className={cn("h-1.5 grow rounded-full", step <= current ? "bg-indigo-600" : "bg-line")}
          />
        ))}
      </div>
    </div>
  );
}
