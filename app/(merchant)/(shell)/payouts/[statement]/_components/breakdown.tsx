"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Card, CardHeader } from "@/app/_ui/card";
import { CalendarDay } from "@/app/_ui/date-time";
import { Money } from "@/app/_ui/money";
import { jpy } from "@/server/kernel/money";
import { BREAKDOWN_ID } from "./figures";

type Line = {
  readonly seq: number;
  readonly kind: string;
  readonly storeId: string | null;
  readonly storeName: string | null;
  readonly walletName: string | null;
  readonly dayOn: string | null;
  readonly count: number;
  readonly amountMinor: bigint;
};

const KINDS = ["sales", "refunds", "adjustments", "returned_payouts"] as const;

/** The statement's lines by day, store and wallet; each opens the payments of its day. */
export function Breakdown({ lines }: { lines: readonly Line[] }) {
  const words = useTranslations("payouts");
  return (
    <Card id={BREAKDOWN_ID} className="scroll-mt-20 print:border-0 print:shadow-none">
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
            <BreakdownLine key={line.seq} line={line} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function BreakdownLine({ line }: { line: Line }) {
  const words = useTranslations("payouts");
  const kinds = useTranslations("payouts.kind");
  const locale = useLocale();
  const { dayOn, storeId, storeName, walletName, count, amountMinor } = line;
  const kind = KINDS.find((known) => known === line.kind) ?? "other";
  const sign = kind === "refunds" && amountMinor > 0n ? -amountMinor : amountMinor;
  const href = dayOn === null || storeId === null ? undefined : `/payments?store=${storeId}&day=${dayOn}`;
  const name = (
    <>
      {dayOn === null ? null : <CalendarDay value={dayOn} locale={locale} className="mr-2" />}
      {kinds(kind)}
    </>
  );
  return (
    <li className="relative flex items-center gap-3 px-5 py-2.5 hover:bg-indigo-50 print:break-inside-avoid print:px-0 print:py-1">
      <span className="min-w-0 grow">
        {href === undefined ? (
          name
        ) : (
          <Link href={href} className="after:absolute after:inset-0">
            {name}
          </Link>
        )}
        <span className="block text-sm text-muted">
          {[storeName, walletName].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="tabular text-right text-sm whitespace-nowrap text-muted">
        {words("lineCount", { count })}
      </span>
      <Money value={jpy(sign)} className="min-w-24 text-right" />
      <ChevronRight
        aria-hidden
        className={href === undefined ? "invisible size-4" : "size-4 text-muted print:hidden"}
      />
    </li>
  );
}
