import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type CardProps = ComponentProps<"section"> & {
  /** `attention` draws the vermilion edge of something that waits for the reader. */
  tone?: "plain" | "attention" | "info";
};

const TONES = {
  plain: "border-line bg-surface",
  attention: "border-vermilion bg-vermilion-50",
  info: "border-indigo-100 bg-indigo-50",
} as const;

/** A sheet of paper on the desk: one subject. */
export function Card({ tone = "plain", className, ...props }: CardProps) {
  return <section {...props} className={cn("rounded border shadow", TONES[tone], className)} />;
}

type CardHeaderProps = {
  title: ReactNode;
  support?: ReactNode;
  /** Links or a small button at the right. */
  action?: ReactNode;
  level?: 2 | 3 | 4;
  id?: string;
  className?: string;
};

/** The heading line of a card. */
export function CardHeader({ title, support, action, level = 2, id, className }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={cn("flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-5", className)}>
      <div className="min-w-40 flex-1">
        <Heading id={id} className="text-lg">
          {title}
        </Heading>
        {support === undefined ? null : <p className="text-sm text-muted">{support}</p>}
      </div>
      {action === undefined ? null : <div className="shrink-0">{action}</div>}
    </div>
  );
}

/** What the card is about. */
export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("p-5", className)} />;
}

/** Actions at the foot of a card. */
export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      {...props}
      className={cn("flex flex-wrap items-center gap-3 border-t border-line px-5 py-4", className)}
    />
  );
}
