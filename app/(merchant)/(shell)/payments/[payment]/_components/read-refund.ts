import { readTypedYen } from "@/server/kernel/typed-yen";

export type RefundKind = "full" | "partial";

/** What was typed into the refund form, with the problem as the key of its words when there is one. */
export type ReadRefund =
  | { readonly amountMinor: bigint; readonly problem: null }
  | { readonly amountMinor: null; readonly problem: "amountRequired" | "amountInvalid" | "amountTooMuch" };

/** Reads the form. The server judges again; this only spares the person a round trip. */
export function readRefund(kind: RefundKind, typed: string, remainingMinor: bigint): ReadRefund {
  if (kind === "full") return { amountMinor: remainingMinor, problem: null };
  if (typed.trim() === "") return { amountMinor: null, problem: "amountRequired" };
  const amountMinor = readTypedYen(typed);
  if (amountMinor === null || amountMinor === 0n) return { amountMinor: null, problem: "amountInvalid" };
  if (amountMinor > remainingMinor) return { amountMinor: null, problem: "amountTooMuch" };
  return { amountMinor, problem: null };
}
