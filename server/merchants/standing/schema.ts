import { z } from "zod";
import { FINAL_BALANCES } from "./rules";

const id = z.string().max(40);
const reason = z.string().trim().min(1).max(500);

export const merchantRef = z.object({ merchantId: id });
export const storeRef = z.object({ storeId: id });
export const merchantReason = merchantRef.extend({ reason });
export const storeReason = storeRef.extend({ reason });
export const merchantEnd = merchantReason.extend({ balance: z.enum(FINAL_BALANCES) });
