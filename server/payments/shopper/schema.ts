import { z } from "zod";

/** The form of the shopper's page. Everything is text until the rules have read it, so that nothing typed is lost. */
export const shopperForm = z.object({
  amount: z.string().max(40).default(""),
  wallet: z.string().max(32).default(""),
  ticket: z.string().max(120).default(""),
});
export type ShopperForm = z.output<typeof shopperForm>;

/** The largest form that is read at all, in bytes. */
export const SHOPPER_FORM_MAX_BYTES = 4_096;
