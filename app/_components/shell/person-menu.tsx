"use client";

import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { DropdownMenu } from "@/app/_ui/dropdown-menu";

type PersonMenuProps = {
  /** What the button is, for screen readers: 「アカウント」. */
  label: string;
  name: string;
  /** Role, or the e-mail that one signed in with. */
  detail?: string;
  items: readonly { id: string; label: string; href: string; icon?: ReactNode }[];
};

/** Who is signed in, and what is theirs: account, language, help, sign out. */
export function PersonMenu({ label, name, detail, items }: PersonMenuProps) {
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          aria-label={`${label}: ${name}`}
          className="inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-indigo-50"
        >
          <span className="inline-flex size-8 items-center justify-center rounded-full bg-indigo-50 text-indigo-600">
            <UserRound aria-hidden className="size-5" />
          </span>
        </button>
      }
      sections={[
        {
          id: "person",
          heading: (
            <>
              <span className="block text-sm font-bold text-ink">{name}</span>
              {detail}
            </>
          ),
          items,
        },
      ]}
    />
  );
}
