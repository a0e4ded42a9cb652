"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { jpy } from "@/server/kernel/money";
import { isLineKind } from "@/server/settlement/statement/rules";

export type StatementLine = {
  readonly seq: number;
  readonly kind: string;
  readonly storeName: string | null;
  readonly walletName: string | null;
  readonly dayOn: string | null;
  readonly count: number;
  readonly amountMinor: bigint;
};

/** Lines of a statement by day, store and wallet; each opens the payments that it sums. */
export function LineList({ statementId, lines }: { statementId: string; lines: readonly StatementLine[] }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {lines.map((line) => (
        <LineRow key={line.seq} href={`/payouts/${statementId}/lines/${line.seq}`} line={line} />
      ))}
    </ul>
  );
}

function LineRow({ href, line }: { href: string; line: StatementLine }) {
  const words = useTranslations("payouts");
  const kinds = useTranslations("payouts.kind");
  const locale = useLocale();
  const { dayOn, storeName, walletName, count, amountMinor } = line;
  return (
    <li className="relative flex items-center gap-3 px-5 py-2.5 hover:bg-indigo-50 print:break-inside-avoid print:px-0 print:py-1">
      <span className="min-w-0 grow">
        <Link href={href} className="after:absolute after:inset-0">
          {dayOn === null ? null : <CalendarDay value={dayOn} locale={locale} className="mr-2" />}
          {kinds(isLineKind(line.kind) ? line.kind : "other")}
        </Link>
        <span className="block text-sm text-muted">
          {[storeName, walletName].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="tabular text-right text-sm whitespace-nowrap text-muted">
        {words("lineCount", { count })}
      </span>
      <Money value={jpy(amountMinor)} className="min-w-24 text-right" />
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted print:hidden" />
    </li>
  );
}
