import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

type PageHeaderProps = {
  title: ReactNode;
  support?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
  /** At most one primary button. */
  action?: ReactNode;
  className?: string;
};

/** The first line of a page: where one is, and the one thing to do here. */
export function PageHeader({ title, support, back, action, className }: PageHeaderProps) {
  return (
    <header className={cn("mb-6", className)}>
      {back === undefined ? null : (
        <Link
          href={back.href}
          className="-ml-2 inline-flex min-h-11 items-center gap-1 px-2 text-sm text-indigo-600 hover:underline"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 sm:flex-[1_1_18rem]">
          <h1 className="text-2xl">{title}</h1>
          {support === undefined ? null : <p className="text-muted">{support}</p>}
        </div>
        {action === undefined ? null : (
          <div className="flex max-w-full shrink-0 flex-wrap gap-3">{action}</div>
        )}
      </div>
    </header>
  );
}
