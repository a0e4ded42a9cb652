import { z } from "zod";

/**
 * How posters and the shopper's page look. Colours are #rrggbb, and for print shops per cent of four inks; the mark is
 * one SVG path in a box of 32 by 32. What is not given is Noren's own.
 */
export type BrandSetting = {
  readonly name: string | undefined;
  readonly color: string | undefined;
  readonly colorCmyk: readonly [number, number, number, number] | undefined;
  readonly mark: string | undefined;
};

const inks = z
  .string()
  .regex(/^\s*\d{1,3}(\s*,\s*\d{1,3}){3}\s*$/, { error: "must be four numbers of 0 to 100" })
  .transform((text) => {
    const [cyan = 0, magenta = 0, yellow = 0, black = 0] = text.split(",").map(Number);
    return [cyan, magenta, yellow, black] as const;
  })
  .refine((given) => given.every((ink) => ink <= 100), { error: "must be four numbers of 0 to 100" });

/** The variables of the environment that set it. */
export const brandFields = {
  BRAND_NAME: z.string().max(20, { error: "has more than 20 characters" }).optional(),
  BRAND_COLOR: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, { error: "must be a colour such as #2b3a8c" })
    .optional(),
  BRAND_CMYK: inks.optional(),
  BRAND_MARK: z
    .string()
    .max(4_000)
    .regex(/^[Mm][\d\s.,eE+\-MmLlHhVvCcSsQqTtAaZz]+$/, { error: "must be the data of one SVG path" })
    .optional(),
};

type Given = z.output<z.ZodObject<typeof brandFields>>;

/** The setting from its variables. */
export function brandOf({ BRAND_NAME, BRAND_COLOR, BRAND_CMYK, BRAND_MARK }: Given): BrandSetting {
  return { name: BRAND_NAME, color: BRAND_COLOR, colorCmyk: BRAND_CMYK, mark: BRAND_MARK };
}
