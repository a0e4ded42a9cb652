import { z } from "zod";
import { PERSON_LOCALES } from "@/server/identity/rules";

const areaId = z.string().regex(/^are_[0-9a-z]{1,40}$/);
const name = z.string().trim().min(1).max(60);

export const areaRef = z.object({ areaId });
export const newArea = z.object({ name });
export const newPayoutGroup = z.object({ name });

/** What an area does otherwise than the merchant; null inherits. */
export const areaChange = z.object({
  areaId,
  name,
  payoutGroupId: z.string().max(40).nullable(),
  posterFormat: z.enum(["a4", "a5", "a6", "tent", "sticker"]).nullable(),
  language: z.enum(PERSON_LOCALES).nullable(),
});
export type AreaChange = z.output<typeof areaChange>;

/** Stores into an area, or with null out of every one. */
export const storeMove = z.object({
  areaId: areaId.nullable(),
  /** Numbers, names or ids of stores, one a line. */
  list: z.string().trim().min(1).max(200_000),
});
export type StoreMove = z.output<typeof storeMove>;
