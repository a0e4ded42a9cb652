import { Bell } from "lucide-react";
import Link from "next/link";

type BellLinkProps = {
  href: string;
  /** Read out with the count: 「お知らせ（未読3件）」. */
  label: string;
  unread: number;
};

/** The way to the inbox; a vermilion count when something is new. */
export function BellLink({ href, label, unread }: BellLinkProps) {
  return (
    <Link
      href={href}
      aria-label={label}
      className="relative inline-flex size-11 items-center justify-center rounded-full hover:bg-indigo-50"
    >
      <Bell aria-hidden className="size-5" />
      {unread === 0 ? null : (
        <span
          aria-hidden
          className="tabular absolute top-0.5 left-1/2 ml-0.5 min-w-5 rounded-full bg-vermilion-700 px-1 text-center text-xs whitespace-nowrap leading-5 font-bold text-on-vermilion"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </Link>
  );
}
