import type { ReactNode } from "react";
import { type Brand, BrandLink } from "./brand-link";
import { type NavItem, NavLink } from "./nav-link";
import { MAIN_ID, SkipLink } from "./skip-link";

type MerchantShellProps = {
  brand: Brand;
  labels: { skip: string; nav: string };
  /** Four places; they are tabs at the thumb on a phone and a rail from 1024 px on. */
  nav: readonly NavItem[];
  /** Usually a `ShopSwitcher`. */
  switcher: ReactNode;
  /** The bell, the person's menu: at the right of the top bar. */
  tools?: ReactNode;
  /** More places that only the rail shows, below the four. */
  more?: readonly NavItem[];
  sandboxMark?: ReactNode;
  children: ReactNode;
};

/** The frame of a merchant's screens, drawn for 390 px first. */
export function MerchantShell({
  brand,
  labels,
  nav,
  switcher,
  tools,
  more = [],
  sandboxMark,
  children,
}: MerchantShellProps) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[16rem_1fr]">
      <SkipLink label={labels.skip} />
      <aside className="hidden border-r border-line bg-surface lg:block print:hidden">
        <div className="sticky top-0 flex h-dvh flex-col gap-4 overflow-y-auto p-4">
          <BrandLink brand={brand} className="px-2" />
          <nav aria-label={labels.nav} className="grid gap-1">
            {nav.map((item) => (
              <NavLink key={item.href} item={item} place="rail" />
            ))}
            {more.length === 0 ? null : <hr className="my-2 border-line" />}
            {more.map((item) => (
              <NavLink key={item.href} item={item} place="rail" />
            ))}
          </nav>
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header className="sticky top-0 z-20 border-b border-line bg-surface print:hidden">
          {sandboxMark}
          <div className="mx-auto flex h-14 max-w-5xl items-center justify-between gap-2 px-2 lg:h-16 lg:px-8">
            <div className="min-w-0 lg:max-w-sm">{switcher}</div>
            <div className="flex shrink-0 items-center">{tools}</div>
          </div>
        </header>
        <main
          id={MAIN_ID}
          tabIndex={-1}
          className="mx-auto w-full max-w-5xl grow px-4 pt-5 pb-28 outline-none lg:px-8 lg:pt-8 lg:pb-12"
        >
          {children}
        </main>
        <nav
          aria-label={labels.nav}
          className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
        >
          <ul className="mx-auto grid max-w-xl auto-cols-fr grid-flow-col">
            {nav.map((item) => (
              <li key={item.href}>
                <NavLink item={item} place="bar" />
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  );
}
