import { z } from "zod";
import { LOCALES, toMisbehaviour } from "../rules";
import { isWalletId } from "../wallets/rules";

/** A wallet from outside; the first wallet for anything unknown. */
export const wallet = z
  .string()
  .optional()
  .transform((text) => (text !== undefined && isWalletId(text) ? text : undefined));

const misbehave = z.string().optional().transform(toMisbehaviour);

export const pageQuery = z.object({
  wallet,
  lang: z.enum(LOCALES).optional().catch(undefined),
});

export const scanForm = z.object({
  wallet,
  code: z.string().max(2_000).optional().default(""),
  misbehave,
});

export const payForm = z.object({ wallet, decision: z.enum(["pay", "decline"]), misbehave });

export const pushQuery = z.object({ wallet, payload: z.string().min(1).max(512), misbehave });

export const pushForm = z.object({
  wallet,
  payload: z.string().min(1).max(512),
  paymentId: z.string().regex(/^\d{26}$/),
  amount: z.string().max(20).default(""),
  misbehave,
});

/** Whole yen from 1 to 999,999 as people type it (full width, grouped), or null. */
export function readAmount(text: string): bigint | null {
  const digits = text.normalize("NFKC").replace(/[,\s¥]/g, "");
  return /^[1-9]\d{0,5}$/.test(digits) ? BigInt(digits) : null;
}
