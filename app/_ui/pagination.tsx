import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonVariants } from "./button-variants";
import { cn } from "./cn";

type PaginationProps = {
  labels: { nav: string; previous: string; next: string };
  previousHref?: string;
  nextHref?: string;
  /** What is on this page, such as 「1〜50件」. */
  summary?: ReactNode;
  className?: string;
};

/** Back and on through a list that is paged by key; there are no page numbers to jump to. One page needs no pager. */
export function Pagination({ labels, previousHref, nextHref, summary, className }: PaginationProps) {
  if (previousHref === undefined && nextHref === undefined && summary === undefined) return null;
  return (
    <nav aria-label={labels.nav} className={cn("flex items-center justify-between gap-4", className)}>
      <p className="tabular text-sm text-muted">{summary}</p>
      <div className="flex gap-2">
        <PageLink href={previousHref} rel="prev">
          <ChevronLeft aria-hidden />
          {labels.previous}
        </PageLink>
        <PageLink href={nextHref} rel="next">
          {labels.next}
          <ChevronRight aria-hidden />
        </PageLink>
      </div>
    </nav>
  );
}

function PageLink({ href, rel, children }: { href?: string; rel: string; children: ReactNode }) {
  const className = cn(buttonVariants({ variant: "secondary", size: "sm" }));
  if (href === undefined) {
    return (
      <span aria-disabled="true" className={className}>
        {children}
      </span>
    );
  }
  return (
    <Link href={href} rel={rel} className={className}>
      {children}
    </Link>
  );
}
