/** Where a setting can be made, the nearest to a store first; what nobody has set is the product's own. */
export const SETTING_LEVELS = ["area", "merchant", "brand"] as const;
export type SettingLevel = (typeof SETTING_LEVELS)[number];

/** A setting as it holds, and where it comes from. */
export type Inherited<T> = { readonly value: T; readonly from: SettingLevel | "product" };

/** The setting of the nearest level that has one; null and undefined inherit. */
export function inherited<T>(
  levels: Readonly<Partial<Record<SettingLevel, T | null | undefined>>>,
  standard: T,
): Inherited<T> {
  for (const from of SETTING_LEVELS) {
    const value = levels[from];
    if (value !== null && value !== undefined) return { value, from };
  }
  return { value: standard, from: "product" };
}
