import { z } from "zod";
import { chainSettings } from "../settings/schema";

const areaId = z.string().regex(/^are_[0-9a-z]{1,40}$/);
const name = z.string().trim().min(1).max(60);

export const areaRef = z.object({ areaId });
export const newArea = z.object({ name });

/** What an area does otherwise than the merchant; null inherits. */
export const areaChange = z.object({
  areaId,
  name,
  payoutGroupId: z.string().max(40).nullable(),
  ...chainSettings,
});
export type AreaChange = z.output<typeof areaChange>;

/** Stores into an area, or with null out of every one. */
export const storeMove = z.object({
  areaId: areaId.nullable(),
  /** Numbers, names or ids of stores, one a line. */
  list: z.string().trim().min(1).max(200_000),
});
export type StoreMove = z.output<typeof storeMove>;
