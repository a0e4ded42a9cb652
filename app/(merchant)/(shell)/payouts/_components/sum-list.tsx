import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/app/_ui/money";
import { ShareBar } from "@/app/_ui/share-bar";
import { formatMoney, jpy } from "@/server/kernel/money";
import { barHeights, changePercent } from "@/server/settlement/statement/rules";

/** What a day, a store or a wallet adds to a statement before fees. */
export type SumLine = {
  readonly id: string;
  readonly name: ReactNode;
  readonly href: string;
  readonly salesMinor: bigint;
  readonly refundsMinor: bigint;
  readonly salesCount: number;
  /** Sales less refunds of the period before; null when there is nothing to compare with. */
  readonly beforeMinor: bigint | null;
};

/** Sums of a statement, each beside the period before; each opens the lines behind it. */
export function SumList({ lines }: { lines: readonly SumLine[] }) {
  const words = useTranslations("payouts");
  const nets = lines.map(({ salesMinor, refundsMinor }) => salesMinor - refundsMinor);
  const lengths = barHeights(nets);
  return (
    <ul className="mt-3 divide-y divide-line border-t border-line">
      {lines.map(({ id, name, href, refundsMinor, salesCount, beforeMinor }, at) => (
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
              <Change beforeMinor={beforeMinor} nowMinor={nets[at] ?? 0n} />
            </span>
            {lines.length > 1 ? <ShareBar thousandths={lengths[at] ?? 0} className="mt-1" /> : null}
          </span>
          <Money value={jpy(nets[at] ?? 0n)} className="min-w-24 text-right" />
          <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
        </li>
      ))}
    </ul>
  );
}

function Change({ beforeMinor, nowMinor }: { beforeMinor: bigint | null; nowMinor: bigint }) {
  const words = useTranslations("payouts.compare");
  const change = beforeMinor === null ? null : changePercent(beforeMinor, nowMinor);
  return change === null ? null : ` · ${words("against", { change })}`;
}
