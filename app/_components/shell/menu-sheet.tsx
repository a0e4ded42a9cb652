"use client";

import { Menu } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { DialogClose } from "@/app/_ui/dialog";
import { type Brand, BrandLink } from "./brand-link";
import { type NavItem, NavLink } from "./nav-link";

type MenuSheetProps = {
  brand: Brand;
  labels: { nav: string; area: string; openMenu: string; close: string };
  nav: readonly NavItem[];
};

/** The places of the desk on a narrow screen: a button, and a sheet from the left that closes with the choice. */
export function MenuSheet({ brand, labels, nav }: MenuSheetProps) {
  const [isOpen, setOpen] = useState(false);
  const waiting = nav.some((item) => (item.count ?? 0) > 0);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-label={labels.openMenu}
        className="relative inline-flex size-11 shrink-0 items-center justify-center rounded hover:bg-indigo-50 lg:hidden"
      >
        <Menu aria-hidden className="size-6" />
        {waiting ? (
          <span aria-hidden className="absolute top-2 right-2 size-2.5 rounded-full bg-vermilion" />
        ) : null}
      </Dialog.Trigger>
      <Dialog.Portal>
        <div data-scroll-lock="" className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] animate-appear flex-col gap-3 overflow-y-auto bg-surface p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow outline-none"
        >
          <div className="flex items-center justify-between gap-2 pl-2">
            <BrandLink brand={brand} />
            <DialogClose label={labels.close} />
          </div>
          <Dialog.Title className="px-2 text-xs text-muted">{labels.area}</Dialog.Title>
          <nav aria-label={labels.nav} className="grid gap-1">
            {nav.map((item) => (
              <NavLink key={item.href} item={item} place="rail" onChoose={() => setOpen(false)} />
            ))}
          </nav>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
