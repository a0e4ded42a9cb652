import { useTRPC } from "@/app/_trpc/client";

/** Whose imports a screen shows: those of one's own merchant, or any, for the operator's people. */
export type ImportSide = "merchant" | "operator";

/** The procedures of a side; both answer alike. */
export function useImports(side: ImportSide) {
  const trpc = useTRPC();
  return side === "merchant" ? trpc.imports : trpc.networkImports;
}

/** Where a side's imports are looked at. */
export const IMPORT_PAGES = { merchant: "/stores/import", operator: "/ops/imports" } as const;
