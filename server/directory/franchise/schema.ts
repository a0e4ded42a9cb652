import { z } from "zod";

const grantId = z.string().regex(/^fgr_[0-9a-z]{1,40}$/);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** A month of the franchisees that show their sales; `afterId` continues a page. */
export const franchiseesInput = z.object({ month, afterId: grantId.optional() });
export type FranchiseesInput = z.output<typeof franchiseesInput>;
export const franchiseStoresInput = z.object({ grantId, month });
export type FranchiseStoresInput = z.output<typeof franchiseStoresInput>;
