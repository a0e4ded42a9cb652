"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/app/_ui/cn";

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** Says where one is; left out, the address decides: this page or one under it. */
  active?: boolean;
  /** Only this very page counts, not those under it: for a home. */
  exact?: boolean;
  /** How many wait there. */
  count?: number;
};

type NavLinkProps = {
  item: NavItem;
  place: "rail" | "bar";
  /** Called when it is pressed: a menu that holds it closes. */
  onChoose?: () => void;
};

/** One place of the product, in a rail or in the bar at the thumb. */
export function NavLink({ item, place, onChoose }: NavLinkProps) {
  const pathname = usePathname();
  const isHere = pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`));
  const isActive = item.active ?? isHere;
  return (
    <Link
      href={item.href}
      onClick={onChoose}
      aria-current={isActive ? "page" : undefined}
      className={cn(
        "relative [&_svg]:shrink-0",
        place === "rail"
          ? "flex min-h-11 items-center gap-3 rounded px-3 [&_svg]:size-5"
          : "flex h-16 flex-col items-center justify-center gap-0.5 text-xs -outline-offset-4 [&_svg]:size-6",
        isActive ? "font-bold text-indigo-600" : "text-muted hover:text-ink",
        isActive && place === "rail" && "bg-indigo-50",
      )}
    >
      {isActive && place === "bar" ? (
        <span aria-hidden className="absolute inset-x-6 top-0 h-0.5 rounded-full bg-indigo-600" />
      ) : null}
      {item.icon}
      <Label className={place === "rail" ? "grow" : "max-w-full truncate px-1"}>{item.label}</Label>
      {item.count === undefined || item.count === 0 ? null : (
        <span
          className={cn(
            "tabular rounded-full bg-vermilion-50 px-2 text-xs leading-5 whitespace-nowrap font-bold text-vermilion-700",
            place === "bar" && "absolute top-1.5 left-1/2 ml-1.5",
          )}
        >
          {item.count}
        </span>
      )}
    </Link>
  );
}

/** Breathes from the press until the page is there. */
function Label({ className, children }: { className: string; children: ReactNode }) {
  const { pending } = useLinkStatus();
  return <span className={cn(className, pending && "animate-breathe")}>{children}</span>;
}
