"use client";

import { FileArchive, FileSpreadsheet, FileText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { buttonVariants } from "@/app/_ui/button-variants";

type PapersProps = {
  statementId: string;
  /** The month in which the period ends, such as 2026-11. */
  month: string;
  /** Letters that a Shift_JIS file cannot hold. */
  lost: readonly string[];
};

/** The statement to keep: as paper, as table and as qualified invoice, and the month's papers in one file. */
export function Papers({ statementId, month, lost }: PapersProps) {
  const words = useTranslations("payouts.papers");
  const locale = useLocale();
  const at = `/api/settlement/statements/${statementId}`;
  const name = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${month}-01T12:00:00Z`),
  );
  const look = buttonVariants({ variant: "secondary", size: "sm" });
  // Plain links: they lead to files, which the router must not fetch ahead.
  return (
    <section aria-label={words("title")} className="mt-4 border-t border-line pt-4 print:hidden">
      <div className="flex flex-wrap gap-2">
        <a href={`${at}/statement.pdf`} download className={look}>
          <FileText aria-hidden />
          {words("pdf")}
        </a>
        <a href={`${at}/statement.csv`} download className={look}>
          <FileSpreadsheet aria-hidden />
          {words("csv")}
        </a>
        <a href={`${at}/statement.csv?encoding=cp932`} download className={look}>
          <FileSpreadsheet aria-hidden />
          {words("csvExcel")}
        </a>
        <a href={`${at}/invoice.pdf`} download className={look}>
          <FileText aria-hidden />
          {words("invoice")}
        </a>
      </div>
      {lost.length === 0 ? null : (
        <p className="mt-2 text-xs text-muted">{words("lost", { letters: lost.join(" ") })}</p>
      )}
      <a
        href={`/api/settlement/months/${month}`}
        download
        className="mt-3 inline-flex min-h-11 items-center gap-2 text-sm text-indigo-600 underline underline-offset-4"
      >
        <FileArchive aria-hidden className="size-4" />
        {words("month", { month: name })}
      </a>
      <p className="text-xs text-muted">{words("monthWhy")}</p>
    </section>
  );
}
