import { z } from "zod";
import { normalisePhone, normalisePostalCode } from "@/server/kernel/contact";
import { isKana, toKatakana } from "@/server/kernel/kana";
import { keptHours } from "../hours/rules";
import { findPrefecture } from "../rules";

const MOST = 120;
const text = z.string().trim().min(1).max(MOST);

/** A value in the form in which it is kept, or the issue that the field shows. */
function kept(normalise: (typed: string) => string | undefined, issue: string) {
  return z
    .string()
    .trim()
    .max(MOST)
    .transform((typed, context) => {
      const value = normalise(typed);
      if (value === undefined) context.addIssue({ code: "custom", message: issue });
      return value ?? "";
    });
}

const latin = (most: number, issue: string) =>
  kept((typed) => {
    const plain = typed.normalize("NFKC").toUpperCase().replace(/\s+/g, " ");
    return /^[\x20-\x7e]+$/.test(plain) && plain.length <= most ? plain : undefined;
  }, issue);

/** What the owner may put right about a store; the category is the operator's to change. */
export const correction = z.object({
  storeId: z.string().max(40),
  name: text,
  nameKana: kept((typed) => (isKana(typed) ? toKatakana(typed) : undefined), "kana"),
  nameLatin: latin(25, "latin_name"),
  cityLatin: latin(15, "latin_city"),
  phone: kept(normalisePhone, "phone"),
  postalCode: kept(normalisePostalCode, "postal_code"),
  prefecture: kept((typed) => findPrefecture(typed)?.name, "prefecture"),
  city: text,
  addressLine: text,
  openingHours: z.string().trim().max(MOST).transform(keptHours),
});

export type Correction = z.output<typeof correction>;
