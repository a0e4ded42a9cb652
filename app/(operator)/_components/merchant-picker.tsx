"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Combobox } from "@/app/_ui/combobox";
import type { ComboboxOption } from "@/app/_ui/combobox-option";
import type { FieldControl } from "@/app/_ui/field";
import { usePickerLabels } from "./use-picker-labels";

type MerchantPickerProps = FieldControl & {
  value: ComboboxOption | null;
  onValueChange: (merchant: ComboboxOption | null) => void;
};

const MOST = 8;

/** One merchant out of all, found by what one knows of it; the value is its id. */
export function MerchantPicker(props: MerchantPickerProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const labels = usePickerLabels();

  async function load(text: string): Promise<readonly ComboboxOption[]> {
    const found = await queries.fetchQuery(trpc.directory.merchants.queryOptions({ text, limit: MOST }));
    return found.rows.map(({ merchantId, tradeName, legalName, prefecture, city }) => ({
      value: merchantId,
      label: tradeName,
      support: `${prefecture}${city} · ${legalName}`,
    }));
  }

  return <Combobox {...props} loadOptions={load} labels={labels} />;
}
