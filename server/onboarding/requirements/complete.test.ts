import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { CATEGORIES, PREFECTURES } from "@/server/merchants/categories.data";
import { type FieldKey, type Fields, isFieldKey, levelOf, licencesOf } from "../fields/rules";
import { CONTRACT_KINDS, LICENCES, OWNER_SLOTS, PREPAID, SALES_KINDS, STORE_SLOTS } from "../fields.data";
import { documentKinds, documentLevel } from "../papers/rules";
import { SAMPLE_COMPANY, SAMPLE_SOLE_PROPRIETOR } from "../sample.data";
import { blockersOf, type EvaluatorInput, evaluateRequirements, minutesLeft } from "./rules";

const facts = { todayOn: toDay("2026-11-22"), bankKnown: true, branchKnown: true };
const mcc = fc.constantFrom(...CATEGORIES.map((category) => category.mcc));
const prefecture = fc.constantFrom(...PREFECTURES.map(({ name }) => name));
const text = fc.constantFrom("喫茶かもめ", "髙﨑商店", "ｶﾌｪ A1", "さくら・マート", "日本橋①番館", "𠮷野家具");
const day = fc.constantFrom("1950-02-28", "1999/12/31", "２０００年２月２９日");

/** The same field at each listed place. */
function listed(list: "owners" | "stores", slots: readonly string[], parts: readonly object[]): Fields {
  return Object.fromEntries(
    slots.flatMap((slot, at) =>
      Object.entries({ listed: "yes", ...parts[at] }).flatMap(([part, value]): [FieldKey, string][] => {
        const key = `${list}.${slot}.${part}`;
        return isFieldKey(key) ? [[key, value]] : [];
      }),
    ),
  );
}

const share = fc.integer({ min: 2_501, max: 3_333 }).map((hundredths) => `${hundredths / 100}%`);
const owner = fc.record({
  name: text,
  nameKana: fc.constantFrom("さくら はなこ", "ﾀｶｻｷ ｼﾞﾛｳ", "カモメ"),
  birthOn: day,
  address: text,
  share,
});
const owners = fc
  .tuple(fc.subarray([...OWNER_SLOTS], { maxLength: 3 }), fc.array(owner, { minLength: 3, maxLength: 3 }))
  .map(
    ([slots, parts]): Fields =>
      slots.length === 0
        ? { "representative.noOwners": "yes" }
        : { "representative.noOwners": "", ...listed("owners", slots, parts) },
  );

/** Another store of one's own: its name tells it from the others. */
const STORE_PARTS = Object.fromEntries(
  Object.entries(SAMPLE_COMPANY).flatMap(([key, value]) =>
    key.startsWith("store.") ? [[key.slice("store.".length), value]] : [],
  ),
);
const stores = fc
  .tuple(
    fc.subarray([...STORE_SLOTS], { maxLength: 6 }),
    fc.array(fc.record({ mcc, prefecture }), {
      minLength: STORE_SLOTS.length,
      maxLength: STORE_SLOTS.length,
    }),
  )
  .map(([slots, parts]) =>
    listed(
      "stores",
      slots,
      parts.map((part, at) => ({ ...STORE_PARTS, municipalityCode: "", ...part, name: `支店 ${at}` })),
    ),
  );

const sales = fc
  .record({
    kinds: fc.subarray([...SALES_KINDS], { minLength: 1 }),
    prepaid: fc.constantFrom(...PREPAID),
    goods: fc.constantFrom("none", "liquor", "second_hand", "liquor,second_hand"),
    url: fc.constantFrom("shop.example.jp", "https://shop.example.jp/ja?x=1"),
    chain: fc.constantFrom("yes", ""),
  })
  .map(
    ({ kinds, prepaid, goods, url, chain }): Fields => ({
      "sales.kinds": kinds.join(),
      "sales.url": kinds.includes("online") ? url : "",
      "sales.prepaid": prepaid,
      "sales.regulatedGoods": goods,
      "business.manyStores": chain,
    }),
  );

const licences: Fields = Object.fromEntries(
  Object.keys(LICENCES).flatMap((kind): [FieldKey, string][] => {
    const [number, expiresOn] = [`licences.${kind}.number`, `licences.${kind}.expiresOn`];
    return isFieldKey(number) && isFieldKey(expiresOn)
      ? [
          [number, "第123号"],
          [expiresOn, "2030-03-31"],
        ]
      : [];
  }),
);

/** Any applicant that the form can hold, with everything that is asked of it and a paper of each kind it needs. */
const complete = fc
  .record({ company: fc.boolean(), owners, stores, sales, mcc, tradeName: text })
  .map((one): EvaluatorInput => {
    const fields: Fields = {
      ...(one.company ? { ...SAMPLE_COMPANY, ...one.owners } : SAMPLE_SOLE_PROPRIETOR),
      ...one.stores,
      ...one.sales,
      ...licences,
      "business.tradeName": one.tradeName,
      "store.mcc": one.mcc,
    };
    return { fields, facts, documents: papersFor(fields), verdicts: [] };
  });

function papersFor(fields: Fields) {
  return documentKinds()
    .filter((kind) => documentLevel(kind, fields) === "blocking")
    .map((kind) => ({ kind }));
}

const blockers = (input: EvaluatorInput) => blockersOf(evaluateRequirements(input)).map(({ key }) => key);

describe("any applicant, whatever it sells and however many owners and stores it has", () => {
  it("is never blocked when complete, and has no minutes left", () => {
    fc.assert(
      fc.property(complete, (input) => {
        expect(blockers(input)).toEqual([]);
        expect(minutesLeft(evaluateRequirements(input))).toBe(0);
      }),
    );
  });

  it("never gets through without any one thing that is asked for, and is told that one", () => {
    fc.assert(
      fc.property(complete, fc.nat(), fc.nat(), (input, field, paper) => {
        const asked = evaluateRequirements(input).filter(
          ({ level, kind }) => level === "blocking" && kind !== "derived",
        );
        const fieldsAsked = asked.filter((item) => item.field !== null);
        const gone = fieldsAsked[field % fieldsAsked.length];
        // What an applicant is, sells and owns decides what else is asked: those have cases of their own.
        const decides = /entityType|mcc$|sales\.(kinds|regulatedGoods)$|share$/;
        if (gone?.field && !decides.test(gone.field)) {
          const fields = { ...input.fields, [gone.field]: "" };
          expect(levelOf(gone.field, fields)).toBe("blocking");
          expect(blockers({ ...input, fields })).toEqual([gone.key]);
        }
        const kind = input.documents[paper % input.documents.length]?.kind;
        const documents = input.documents.filter((one) => one.kind !== kind);
        expect(blockers({ ...input, documents })).toEqual([`document:${kind}`]);
      }),
    );
  });

  it("is asked for the licence of every category and of every good, and for the contract of a sale that needs one", () => {
    fc.assert(
      fc.property(complete, ({ fields, documents }) => {
        const kinds = documents.map(({ kind }) => kind);
        for (const licence of licencesOf(fields)) expect(kinds).toContain(`licence_${licence}`);
        const needsContract = CONTRACT_KINDS.some((one) => fields["sales.kinds"]?.split(",").includes(one));
        expect(kinds.includes("sales_contract")).toBe(needsContract);
      }),
    );
  });
});
