"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { usePaletteCommands } from "@/app/_components/palette/palette-commands";
import { LinkButton } from "@/app/_ui/link-button";

/** What decides about settlement: terms, the calendar, and the payouts that wait. */
export function DeskLinks() {
  const words = useTranslations("terms");
  const links = [
    { href: "/ops/settlement/terms", label: words("title") },
    { href: "/ops/settlement/calendar", label: words("calendar.title") },
    { href: "/ops/settlement/holds", label: words("holds.title") },
  ];
  const router = useRouter();
  usePaletteCommands({
    heading: words("title"),
    commands: links.map(({ href, label }) => ({ id: href, label, onSelect: () => router.push(href) })),
  });
  return (
    <nav aria-label={words("title")} className="mb-6 flex flex-wrap gap-3">
      {links.map(({ href, label }) => (
        <LinkButton key={href} href={href} variant="secondary" size="sm">
          {label}
        </LinkButton>
      ))}
    </nav>
  );
}
