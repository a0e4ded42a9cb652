"use client";

import { useState } from "react";
import { Freshness } from "@/app/_components/directory/freshness";
import type { DirectoryPage } from "@/server/directory/queries";
import type { DirectoryFilters } from "@/server/directory/schema";
import { BulkBar, type BulkRights } from "./bulk-bar";
import { MerchantTable } from "./merchant-table";

type MerchantListProps = {
  filters: DirectoryFilters;
  page: DirectoryPage;
  rights: BulkRights;
  managers: readonly { id: string; name: string }[];
};

/** One page of merchants with what can be done to those that are chosen. */
export function MerchantList({ filters, page, rights, managers }: MerchantListProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const mayChoose = rights.organise || rights.suspend;
  const choose = (ids: readonly string[], isOn: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids) isOn ? after.add(id) : after.delete(id);
      return after;
    });
  return (
    <>
      {mayChoose && page.rows.length > 0 ? (
        <BulkBar
          chosen={[...chosen]}
          filters={filters}
          count={page.count}
          rights={rights}
          managers={managers}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
      <Freshness className="mb-2" />
      <MerchantTable filters={filters} page={page} chosen={mayChoose ? chosen : null} onChoose={choose} />
    </>
  );
}
