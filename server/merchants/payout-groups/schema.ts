import { z } from "zod";

const payoutGroupId = z.string().max(40);
const name = z.string().trim().min(1).max(60);

export const newPayoutGroup = z.object({ name });
export const payoutGroupName = z.object({ payoutGroupId, name });
export type PayoutGroupName = z.output<typeof payoutGroupName>;

/** Stores that are paid to a group from now on: numbers, names or ids, one a line. */
export const payoutGroupStores = z.object({ payoutGroupId, list: z.string().trim().min(1).max(200_000) });
export type PayoutGroupStores = z.output<typeof payoutGroupStores>;
