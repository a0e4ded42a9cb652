"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Card, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { hrefOf } from "@/app/(merchant)/_components/query-text";
import { jpy } from "@/server/kernel/money";
import { isLineKind } from "@/server/settlement/statement/rules";

type Line = {
  readonly seq: number;
  readonly kind: string;
  readonly storeId: string | null;
  readonly storeName: string | null;
  readonly walletId: string | null;
  readonly walletName: string | null;
  readonly dayOn: string | null;
  readonly count: number;
  readonly amountMinor: bigint;
};

type BreakdownProps = { statementId: string; lines: readonly Line[] };

/** The statement's lines by day, store and wallet; each opens what it sums. */
export function Breakdown({ statementId, lines }: BreakdownProps) {
  const words = useTranslations("payouts");
  return (
    <Card className="print:border-0 print:shadow-none">
      <CardHeader
        title={words("breakdown")}
        support={<span className="print:hidden">{words("breakdownLead")}</span>}
        className="pb-3 print:px-0"
      />
      {lines.length === 0 ? (
        <p className="px-5 pb-5 text-muted">{words("noLines")}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {lines.map((line) => (
            <BreakdownLine key={line.seq} statementId={statementId} line={line} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function BreakdownLine({ statementId, line }: { statementId: string; line: Line }) {
  const words = useTranslations("payouts");
  const kinds = useTranslations("payouts.kind");
  const locale = useLocale();
  const { dayOn, storeName, walletName, count, amountMinor } = line;
  const kind = isLineKind(line.kind) ? line.kind : "other";
  const href = hrefOf(`/payouts/${statementId}/entries`, {
    kind: line.kind,
    day: dayOn ?? undefined,
    store: line.storeId ?? undefined,
    wallet: line.walletId ?? undefined,
  });
  const name = (
    <>
      {dayOn === null ? null : <CalendarDay value={dayOn} locale={locale} className="mr-2" />}
      {kinds(kind)}
    </>
  );
  return (
    <li className="relative flex items-center gap-3 px-5 py-2.5 hover:bg-indigo-50 print:break-inside-avoid print:px-0 print:py-1">
      <span className="min-w-0 grow">
        <Link href={href} className="after:absolute after:inset-0">
          {name}
        </Link>
        <span className="block text-sm text-muted">
          {[storeName, walletName].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="tabular text-right text-sm whitespace-nowrap text-muted">
        {words("lineCount", { count })}
      </span>
      <Money value={jpy(amountMinor)} className="min-w-24 text-right" />
      <ChevronRight aria-hidden className="size-4 text-muted print:hidden" />
    </li>
  );
}
