import Link from "next/link";
import type { ReactNode } from "react";
import { LinkButton } from "@/app/_ui/link-button";
import { type Brand, BrandLink } from "./brand-link";
import { MAIN_ID, SkipLink } from "./skip-link";

type PublicLink = { href: string; label: string };

type PublicShellProps = {
  brand: Brand;
  labels: { skip: string; nav: string; footer: string };
  /** Pages of the site, in the header from 768 px on and always in the footer. */
  links?: readonly PublicLink[];
  /** Usually a `LanguageSwitch`. */
  languageSwitch?: ReactNode;
  /** Left out on the sign-in page itself. */
  signIn?: PublicLink;
  /** Terms, privacy, the law on specified commercial transactions. */
  footerLinks?: readonly PublicLink[];
  /** Company and year. */
  imprint?: ReactNode;
  sandboxMark?: ReactNode;
  children: ReactNode;
};

/** The frame of what anyone may see: the front page, help, sign-in, the start of an application. */
export function PublicShell({
  brand,
  labels,
  links = [],
  languageSwitch,
  signIn,
  footerLinks = [],
  imprint,
  sandboxMark,
  children,
}: PublicShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={labels.skip} />
      <header className="border-b border-line bg-surface print:hidden">
        {sandboxMark}
        <div className="mx-auto flex h-16 max-w-6xl items-center gap-2 px-4">
          <BrandLink brand={brand} className="grow md:grow-0" />
          {links.length === 0 ? null : (
            <nav aria-label={labels.nav} className="hidden grow gap-1 pl-6 md:flex">
              {links.map((link) => (
                <FrameLink key={link.href} link={link} />
              ))}
            </nav>
          )}
          <div className="ml-auto flex items-center gap-1">
            {languageSwitch}
            {signIn === undefined ? null : (
              <LinkButton href={signIn.href} variant="soft" className="px-4 text-sm whitespace-nowrap">
                {signIn.label}
              </LinkButton>
            )}
          </div>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <footer className="border-t border-line bg-surface print:hidden">
        <div className="mx-auto grid max-w-6xl gap-4 px-4 py-8">
          <BrandLink brand={brand} />
          <nav aria-label={labels.footer} className="-mx-3 flex flex-wrap gap-x-1">
            {[...links, ...footerLinks].map((link) => (
              <FrameLink key={link.href} link={link} />
            ))}
          </nav>
          {imprint === undefined ? null : <div className="text-sm text-muted">{imprint}</div>}
        </div>
      </footer>
    </div>
  );
}

function FrameLink({ link }: { link: PublicLink }) {
  return (
    <Link
      href={link.href}
      className="inline-flex min-h-11 items-center rounded px-3 text-sm text-ink hover:bg-indigo-50"
    >
      {link.label}
    </Link>
  );
}
