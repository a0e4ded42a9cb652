import type { ReactNode } from "react";
import { cn } from "./cn";
import { Illustration, type IllustrationName } from "./illustration";

type EmptyStateProps = {
  illustration?: IllustrationName;
  title: ReactNode;
  /** Why there is nothing, and what will make something appear. */
  body?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A screen or list without content, by design. */
export function EmptyState({ illustration = "curtain", title, body, action, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-12 text-center", className)}>
      <Illustration name={illustration} className="w-40" />
      <p className="mt-4 text-lg font-bold">{title}</p>
      {body === undefined ? null : <p className="mt-1 max-w-md text-balance text-muted">{body}</p>}
      {action === undefined ? null : <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
