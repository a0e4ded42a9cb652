"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type MenuItem = {
  id: string;
  label: ReactNode;
  support?: ReactNode;
  icon?: ReactNode;
  /** A plain link; without it `onSelect` acts. */
  href?: string;
  onSelect?: () => void;
  /** The one that is in force now, marked with a tick. */
  current?: boolean;
  tone?: "plain" | "danger";
  disabled?: boolean;
};

type DropdownMenuProps = {
  /** One focusable element. */
  trigger: ReactNode;
  /** Sections are parted by a line. */
  sections: readonly { id: string; heading?: ReactNode; items: readonly MenuItem[] }[];
  align?: "start" | "end";
};

/** A short list of things to do or places to go. Not modal: the page can still be scrolled. */
export function DropdownMenu({ trigger, sections, align = "end" }: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 max-w-80 overflow-y-auto",
            "animate-appear rounded border border-line bg-surface p-1.5 shadow",
          )}
        >
          {sections.map((section, index) => (
            <Primitive.Group key={section.id}>
              {index === 0 ? null : <Primitive.Separator className="-mx-1.5 my-1.5 h-px bg-line" />}
              {section.heading === undefined ? null : (
                <Primitive.Label className="px-3 pt-1.5 pb-1 text-xs text-muted">
                  {section.heading}
                </Primitive.Label>
              )}
              {section.items.map((item) => (
                <MenuLine key={item.id} item={item} />
              ))}
            </Primitive.Group>
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function MenuLine({ item }: { item: MenuItem }) {
  const className = cn(
    "flex min-h-11 items-center gap-3 rounded-sm px-3 py-2 outline-none select-none",
    "data-highlighted:bg-indigo-50 data-disabled:opacity-50 [&_svg]:size-5 [&_svg]:shrink-0",
    item.tone === "danger" && "text-vermilion-700",
  );
  const content = (
    <>
      {item.icon}
      <span className="min-w-0 grow">
        <span className="block">{item.label}</span>
        {item.support === undefined ? null : <span className="block text-sm text-muted">{item.support}</span>}
      </span>
      {item.current ? <Check aria-hidden className="text-indigo-600" /> : null}
    </>
  );
  if (item.href !== undefined) {
    // A plain <a>: nothing is fetched ahead, so a link may also change a cookie, such as the language.
    return (
      <Primitive.Item asChild disabled={item.disabled} onSelect={item.onSelect}>
        <a href={item.href} aria-current={item.current ? "true" : undefined} className={className}>
          {content}
        </a>
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item
      disabled={item.disabled}
      onSelect={item.onSelect}
      aria-current={item.current ? "true" : undefined}
      className={className}
    >
      {content}
    </Primitive.Item>
  );
}
