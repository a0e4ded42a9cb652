import type { ReactNode } from "react";
import { type Brand, BrandLink } from "./brand-link";
import { MenuSheet } from "./menu-sheet";
import { type NavItem, NavLink } from "./nav-link";
import { MAIN_ID, SkipLink } from "./skip-link";

type OperatorShellProps = {
  brand: Brand;
  /** `area` stands beside the brand and says whose desk this is. */
  labels: { skip: string; nav: string; area: string; openMenu: string; close: string };
  nav: readonly NavItem[];
  /** Usually a `SearchTrigger`. */
  search?: ReactNode;
  /** Bell, help, the person's menu. */
  tools?: ReactNode;
  sandboxMark?: ReactNode;
  children: ReactNode;
};

/** The frame of the operator's desk, drawn for 1280 px; below 1024 px the rail waits behind a menu button. */
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
      <aside className="hidden border-r border-line bg-surface lg:block print:hidden">
        <div className="sticky top-0 flex h-dvh flex-col gap-3 overflow-y-auto p-3">
          <div className="flex flex-col items-start px-2">
            <BrandLink brand={brand} />
            <p className="text-xs text-muted">{labels.area}</p>
          </div>
          <nav aria-label={labels.nav} className="flex flex-col gap-1">
            {nav.map((item) => (
              <NavLink key={item.href} item={item} place="rail" />
            ))}
          </nav>
        </div>
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 border-b border-line bg-surface print:hidden">
          {sandboxMark}
          <div className="flex h-14 items-center justify-between gap-2 px-2 sm:px-4 lg:gap-4 lg:px-6">
            <MenuSheet brand={brand} labels={labels} nav={nav} />
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
