"use client";

import { ChevronsUpDown, Store } from "lucide-react";
import { DropdownMenu, type MenuItem } from "@/app/_ui/dropdown-menu";

export type Shop = { id: string; name: string; detail?: string; href: string };

type ShopSwitcherProps = {
  /** What pressing does, for screen readers: 「店舗を切り替える」. */
  label: string;
  currentId: string;
  shops: readonly Shop[];
  /** Other merchants that the person works for, under a heading of their own. */
  others?: { heading: string; items: MenuItem[] };
};

/** The shop one is in; with more than one, the way to the others. */
export function ShopSwitcher({ label, currentId, shops, others }: ShopSwitcherProps) {
  const current = shops.find((shop) => shop.id === currentId);
  const name = current?.name ?? "";
  if (shops.length <= 1 && others === undefined) {
    return <p className="flex min-h-11 min-w-0 items-center font-bold lg:px-3">{name}</p>;
  }
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          className="flex min-h-11 min-w-0 items-center gap-2 rounded px-2 text-left font-bold hover:bg-indigo-50 lg:w-full lg:border lg:border-line lg:px-3"
        >
          <Store aria-hidden className="size-5 shrink-0 text-indigo-600" />
          <span className="truncate lg:grow">{name}</span>
          <span className="sr-only">{label}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
      }
      sections={[
        {
          id: "shops",
          heading: label,
          items: shops.map((shop) => ({
            id: shop.id,
            label: shop.name,
            support: shop.detail,
            href: shop.href,
            current: shop.id === currentId,
          })),
        },
        ...(others === undefined ? [] : [{ id: "others", ...others }]),
      ]}
    />
  );
}
