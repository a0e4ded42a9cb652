"use client";

import { Settings, Store, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** Places that are in the rail on a desktop and have no room in the bar of a phone. */
export function MorePlaces({ seesTeam }: { seesTeam: boolean }) {
  const words = useTranslations("merchant.nav");
  const places = [
    { href: "/stores", label: words("stores"), Icon: Store },
    ...(seesTeam ? [{ href: "/team", label: words("team"), Icon: Users }] : []),
    { href: "/settings", label: words("settings"), Icon: Settings },
  ];
  return (
    <ul className="grid grid-flow-col auto-cols-fr gap-3 lg:hidden">
      {places.map(({ href, label, Icon }) => (
        <li key={href}>
          <Link
            href={href}
            className="flex min-h-20 flex-col items-center justify-center gap-1 rounded border border-line bg-surface text-sm hover:bg-indigo-50"
          >
            <Icon aria-hidden className="size-6 text-indigo-600" />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
