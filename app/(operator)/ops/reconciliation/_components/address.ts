import type { z } from "zod";
import type { listItemsInput } from "@/server/settlement/reconciliation/items/schema";

export type AskedItems = z.output<typeof listItemsInput>;

/** The address of a list of differences. */
export function itemsHref(asked: Partial<Pick<AskedItems, "closed" | "kind" | "after">>): string {
  const query = new URLSearchParams();
  if (asked.closed) query.set("closed", "1");
  if (asked.kind !== undefined) query.set("kind", asked.kind);
  if (asked.after !== undefined) query.set("after", asked.after);
  return query.size === 0 ? "/ops/reconciliation" : `/ops/reconciliation?${query}`;
}
