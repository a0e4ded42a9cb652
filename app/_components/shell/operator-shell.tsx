import type { ReactNode } from "react";
import { type Brand, BrandLink } from "./brand-link";
import { type NavItem, NavLink } from "./nav-link";
import { MAIN_ID, SkipLink } from "./skip-link";

type OperatorShellProps = {
  brand: Brand;
  /** `area` stands beside the brand and says whose desk this is. */
  labels: { skip: string; nav: string; area: string };
  nav: readonly NavItem[];
  /** Usually a `SearchTrigger`. */
  search?: ReactNode;
  /** Bell, help, the person's menu. */
  tools?: ReactNode;
  sandboxMark?: ReactNode;
  children: ReactNode;
};

/** The frame of the operator's desk, drawn for 1280 px; below 1024 px the rail becomes a row that scrolls. */
export function OperatorShell({
  brand,
  labels,
  nav,
  search,
  tools,
  sandboxMark,
  children,
}: OperatorShellProps) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[13.5rem_1fr]">
      <SkipLink label={labels.skip} />
      <aside className="border-line bg-surface max-lg:border-b lg:border-r print:hidden">
        <div className="flex flex-col gap-3 p-3 lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto">
          <div className="flex items-center gap-2 px-2 lg:flex-col lg:items-start lg:gap-0">
            <BrandLink brand={brand} />
            <p className="text-xs text-muted">{labels.area}</p>
          </div>
          <nav aria-label={labels.nav} className="flex gap-1 max-lg:overflow-x-auto lg:flex-col">
            {nav.map((item) => (
              <div key={item.href} className="max-lg:shrink-0">
                <NavLink item={item} place="rail" />
              </div>
            ))}
          </nav>
        </div>
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 border-b border-line bg-surface print:hidden">
          {sandboxMark}
          <div className="flex h-14 items-center justify-between gap-4 px-6">
            <div className="min-w-0 grow">{search}</div>
            <div className="flex shrink-0 items-center gap-1">{tools}</div>
          </div>
        </header>
        <main id={MAIN_ID} tabIndex={-1} className="min-w-0 grow px-6 py-6 outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
