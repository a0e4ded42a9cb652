"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import type { BulkKind } from "@/server/directory/bulk/rules";
import { BULK_MAX } from "@/server/directory/bulk/rules";
import type { DirectoryFilters } from "@/server/directory/schema";
import { BulkDialog } from "./bulk-dialog";
import { BulkResults } from "./bulk-results";

export type BulkRights = { organise: boolean; suspend: boolean; announce: boolean };

type BulkBarProps = {
  chosen: readonly string[];
  filters: DirectoryFilters;
  count: { found: number; isMore: boolean };
  rights: BulkRights;
  managers: readonly { id: string; name: string }[];
  onClear: () => void;
};

/** What can be done to the chosen merchants, or to everybody whom the filters select. */
export function BulkBar({ chosen, filters, count, rights, managers, onClear }: BulkBarProps) {
  const words = useTranslations("directory.bulk");
  const locale = useLocale();
  const [isAll, setAll] = useState(false);
  const [asking, setAsking] = useState<BulkKind | null>(null);
  const [bulkId, setBulkId] = useState<string | null>(null);
  const mayAll = !count.isMore && count.found <= BULK_MAX && count.found > 0;
  const all = isAll && mayAll;
  const many = all ? count.found : chosen.length;
  const button = (kind: BulkKind, may: boolean) =>
    may ? (
      <Button
        key={kind}
        size="sm"
        variant={kind === "suspend" ? "danger" : "secondary"}
        disabled={many === 0}
        onClick={() => setAsking(kind)}
      >
        {words(`action.${kind}`)}
      </Button>
    ) : null;
  return (
    <section
      aria-label={words("title")}
      className="mb-3 flex flex-wrap items-center gap-2 rounded border border-line bg-surface px-3 py-2"
    >
      <p role="status" className="tabular min-w-24 text-sm font-bold">
        {words("chosen", { count: many.toLocaleString(locale) })}
      </p>
      {button("assign", rights.organise)}
      {button("tag", rights.organise)}
      {button("untag", rights.organise)}
      {button("posters", rights.organise)}
      {button("message", rights.announce)}
      {button("suspend", rights.suspend)}
      <span className="grow" />
      {mayAll ? (
        <Button size="sm" variant="quiet" aria-pressed={all} onClick={() => setAll(!all)}>
          {words(all ? "onlyMarked" : "all", { count: count.found.toLocaleString(locale) })}
        </Button>
      ) : null}
      {many > 0 ? (
        <Button
          size="sm"
          variant="quiet"
          onClick={() => {
            setAll(false);
            onClear();
          }}
        >
          {words("clear")}
        </Button>
      ) : null}
      {bulkId === null ? null : <BulkResults bulkId={bulkId} onClose={() => setBulkId(null)} />}
      {asking === null ? null : (
        <BulkDialog
          kind={asking}
          choice={all ? { filters } : { merchantIds: [...chosen] }}
          managers={managers}
          onClose={() => setAsking(null)}
          onDone={(done) => {
            setAsking(null);
            setBulkId(done);
            setAll(false);
            onClear();
          }}
        />
      )}
    </section>
  );
}
