import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/app/_ui/money";
import { formatMoney, jpy } from "@/server/kernel/money";

/** What a day, a store or a wallet adds to a statement before fees. */
export type SumLine = {
  readonly id: string;
  readonly name: ReactNode;
  readonly href: string;
  readonly salesMinor: bigint;
  readonly refundsMinor: bigint;
  readonly salesCount: number;
};

/** Sums of a statement, each of which opens the lines behind it. */
export function SumList({ lines }: { lines: readonly SumLine[] }) {
  const words = useTranslations("payouts");
  return (
    <ul className="mt-3 divide-y divide-line border-t border-line">
      {lines.map(({ id, name, href, salesMinor, refundsMinor, salesCount }) => (
        <li key={id} className="relative flex items-center gap-3 px-5 py-2.5 hover:bg-indigo-50">
          <span className="min-w-0 grow">
            <Link href={href} className="after:absolute after:inset-0">
              {name}
            </Link>
            <span className="tabular block text-xs text-muted">
              {words("lineCount", { count: salesCount })}
              {refundsMinor === 0n
                ? null
                : ` · ${words("ofRefunds", { amount: formatMoney(jpy(-refundsMinor)) })}`}
            </span>
          </span>
          <Money value={jpy(salesMinor - refundsMinor)} className="min-w-24 text-right" />
          <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
        </li>
      ))}
    </ul>
  );
}
