import { z } from "zod";
import { chainSettings } from "../settings/schema";
import { bearsWhite } from "./rules";

const brandId = z.string().regex(/^brd_[0-9a-z]{1,40}$/);

const looks = {
  ...chainSettings,
  name: z.string().trim().min(1).max(20),
  /** Of the band, #rrggbb; null is the product's own. */
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .refine(bearsWhite, { error: "color_too_light" })
    .nullable(),
  /** The data of one SVG path in a box of 32 by 32; null is the product's own mark. */
  mark: z
    .string()
    .max(4_000)
    .regex(/^[Mm][\d\s.,eE+\-MmLlHhVvCcSsQqTtAaZz]+$/)
    .nullable(),
};

export const newBrand = z.object({ headOfficeId: z.string().regex(/^mer_[0-9a-z_]{1,40}$/), ...looks });
export type NewBrand = z.output<typeof newBrand>;
export const brandChange = z.object({ brandId, ...looks });
export type BrandChange = z.output<typeof brandChange>;

/** Merchants that get the signboard, or with null lose theirs: ids or their own numbers, one a line. */
export const brandMembers = z.object({
  brandId: brandId.nullable(),
  list: z.string().trim().min(1).max(200_000),
});
export type BrandMembers = z.output<typeof brandMembers>;
