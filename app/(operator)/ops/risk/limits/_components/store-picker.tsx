"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Combobox } from "@/app/_ui/combobox";
import type { ComboboxOption } from "@/app/_ui/combobox-option";
import type { FieldControl } from "@/app/_ui/field";
import { usePickerLabels } from "@/app/(operator)/_components/use-picker-labels";

type StorePickerProps = FieldControl & {
  /** Whose store it is; nothing can be picked before that is known. */
  merchantId: string | undefined;
  value: ComboboxOption | null;
  onValueChange: (store: ComboboxOption | null) => void;
};

const MOST = 8;

/** One store of a merchant, found by name, kana, number or code; the value is its id. */
export function StorePicker({ merchantId, ...props }: StorePickerProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const labels = usePickerLabels();

  async function load(text: string): Promise<readonly ComboboxOption[]> {
    if (merchantId === undefined) return [];
    const found = await queries.fetchQuery(
      trpc.directory.stores.queryOptions({ merchantId, text, limit: MOST }),
    );
    return found.stores.map(({ id, name, prefecture, city, addressLine, storeNumber }) => ({
      value: id,
      label: name,
      support: `${prefecture}${city}${addressLine}`,
      ...(storeNumber !== null && { code: storeNumber }),
    }));
  }

  return <Combobox {...props} disabled={merchantId === undefined} loadOptions={load} labels={labels} />;
}
