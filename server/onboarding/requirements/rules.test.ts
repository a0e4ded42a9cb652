import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { FIELD_KEYS, type FieldKey, type Fields, levelOf } from "../fields/rules";
import { documentKinds, documentLevel } from "../papers/rules";
import { SAMPLE_COMPANY, SAMPLE_SOLE_PROPRIETOR } from "../sample.data";
import { FIELD_ISSUES } from "../values/rules";
import {
  blockersOf,
  type EvaluatorInput,
  evaluateRequirements,
  mayJudge,
  minutesLeft,
  progressOf,
} from "./rules";

const facts = { todayOn: toDay("2026-11-22"), bankKnown: true, branchKnown: true };
const samples: readonly Fields[] = [SAMPLE_COMPANY, SAMPLE_SOLE_PROPRIETOR];
const papersOf = (fields: Fields) =>
  documentKinds()
    .filter((kind) => documentLevel(kind, fields) === "blocking")
    .map((kind) => ({ kind }));
const complete = (fields: Fields): EvaluatorInput => ({
  fields,
  facts,
  documents: papersOf(fields),
  verdicts: [],
});
const blockers = (input: EvaluatorInput) => blockersOf(evaluateRequirements(input)).map(({ key }) => key);
const without = (fields: Fields, keys: readonly FieldKey[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.some((gone) => gone === key)));

describe("the evaluator", () => {
  it.each([
    ["company", SAMPLE_COMPANY],
    ["sole proprietor", SAMPLE_SOLE_PROPRIETOR],
  ])("never blocks a complete application of a %s", (_name, fields) => {
    expect(blockers(complete(fields))).toEqual([]);
    expect(minutesLeft(evaluateRequirements(complete(fields)))).toBe(0);
  });

  it("never lets an incomplete one through: any set of blocking fields that is missing is named, and nothing else", () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.subarray([...FIELD_KEYS]), (sample, gone) => {
        // The kind of applicant decides what is asked at all; it has a case of its own below.
        // The kinds of sale and the categories decide about papers, the declaration on owners about a derived item.
        const keys = gone.filter((key) => key !== "business.entityType" && key !== "representative.noOwners");
        const expected = keys
          .filter((key) => levelOf(key, sample) === "blocking")
          .map((key) => `field:${key}`);
        const found = blockers({ ...complete(sample), fields: without(sample, keys) });
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  it("asks for the kind of applicant first of all", () => {
    expect(blockers({ ...complete({}), documents: [] })).toContain("field:business.entityType");
  });

  it("calls no screen done that asks for nothing yet: papers follow from the kind of business", () => {
    const papers = (fields: Fields) =>
      progressOf(evaluateRequirements(complete(fields))).find(({ step }) => step === "documents");
    expect(papers({})).toMatchObject({ asked: 0, left: 0 });
    expect(papers(SAMPLE_COMPANY)?.asked).toBeGreaterThan(0);
  });

  it("blocks a missing paper, and only the blocking ones", () => {
    expect(blockers({ ...complete(SAMPLE_COMPANY), documents: [] })).toEqual([
      "document:register_certificate",
    ]);
    expect(blockers({ ...complete(SAMPLE_SOLE_PROPRIETOR), documents: [] })).toEqual([
      "document:identity_document",
    ]);
  });

  it("blocks a wrong value even where nothing is required", () => {
    const fields = { ...SAMPLE_COMPANY, "business.invoiceNumber": "T123" };
    expect(blockers(complete(fields))).toEqual(["field:business.invoiceNumber"]);
  });

  it("whatever is typed: it answers, names known issues, and counts the same in list and progress", () => {
    const anything = fc.dictionary(
      fc.constantFrom(...FIELD_KEYS),
      fc.string({ unit: "grapheme", maxLength: 60 }),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom("company", "sole_proprietor", ""), (typed, entityType) => {
        const input = complete({ ...typed, "business.entityType": entityType });
        const requirements = evaluateRequirements(input);
        for (const { issue, state } of requirements) {
          expect(issue === null || FIELD_ISSUES.includes(issue)).toBe(true);
          expect(state === "missing").toBe(issue !== null);
        }
        const left = progressOf(requirements).reduce((sum, step) => sum + step.left, 0);
        expect(left).toBe(blockersOf(requirements).length);
      }),
    );
  });

  it("a returned item blocks until it is answered, and says why", () => {
    const verdict = {
      itemKey: "field:store.name",
      state: "returned",
      reasonCode: "mismatch",
      reason: "看板と違います",
      contentHash: null,
    };
    const input = { ...complete(SAMPLE_COMPANY), verdicts: [verdict] };
    expect(blockers(input)).toEqual(["field:store.name"]);
    const item = evaluateRequirements(input).find(({ key }) => key === "field:store.name");
    expect(item).toMatchObject({ actor: "applicant", reason: { code: "mismatch", text: "看板と違います" } });
    expect(blockers({ ...input, verdicts: [{ ...verdict, state: "answered" }] })).toEqual([]);
  });

  it.each([
    ["business.corporateNumber", "1180301018772", "corporate_number_check"],
    ["business.corporateNumber", "123", "corporate_number_form"],
    ["business.invoiceNumber", "T1180301018771", "invoice_not_own"],
    ["store.nameKana", "渋谷店", "kana"],
    ["store.nameLatin", "さくら", "latin_name"],
    ["store.cityLatin", "A CITY NAME THAT IS TOO LONG", "latin_city"],
    ["store.phone", "12345", "phone"],
    ["store.postalCode", "150", "postal_code"],
    ["representative.birthOn", "2020-01-01", "birth_age"],
    ["representative.birthOn", "1980-02-30", "birth_form"],
    ["bank.accountNumber", "12345678", "account_number"],
    ["bank.holderKana", "株式会社桜", "holder_characters"],
    ["business.contactEmail", "owner@", "email"],
    ["consent.terms", "2020-01-01", "terms_changed"],
  ] as const)("%s = %s is refused as %s", (key, value, issue) => {
    const input = complete({ ...SAMPLE_COMPANY, [key]: value });
    expect(blockersOf(evaluateRequirements(input))).toMatchObject([{ field: key, issue }]);
  });
});

describe("what is asked depends on what the applicant is", () => {
  const owners: Fields = {
    "owners.1.listed": "yes",
    "owners.1.name": "佐倉 花子",
    "owners.1.nameKana": "さくら はなこ",
    "owners.1.birthOn": "1980-04-01",
    "owners.1.address": "東京都渋谷区渋谷1-2-3",
    "owners.1.share": "60",
  };
  const secondStore: Fields = Object.fromEntries([
    ...Object.entries(SAMPLE_COMPANY).flatMap(([key, value]) =>
      key.startsWith("store.") ? [[`stores.2.${key.slice("store.".length)}`, value]] : [],
    ),
    ["stores.2.listed", "yes"],
    ["stores.2.name", "さくらマート 原宿店"],
    ["stores.2.addressLine", "神宮前1-1-1"],
  ]);
  const of = (extra: Fields) => blockers(complete({ ...SAMPLE_COMPANY, ...extra }));

  it("a company names its owners above a quarter, or says that there is none; a sole proprietor is not asked", () => {
    expect(of({ "representative.noOwners": "" })).toEqual(["derived:owners"]);
    expect(of({ "representative.noOwners": "", ...owners })).toEqual([]);
    expect(of(owners)).toEqual(["derived:owners"]);
    expect(
      evaluateRequirements(complete(SAMPLE_SOLE_PROPRIETOR)).some(({ kind }) => kind === "derived"),
    ).toBe(false);
  });

  it.each([
    ["25", "share_range"],
    ["25.01", null],
    ["１００％", null],
    ["100.01", "share_range"],
    ["半分", "share_form"],
  ])("a share of %s is answered with %s", (share, issue) => {
    const fields = { ...SAMPLE_COMPANY, "representative.noOwners": "", ...owners, "owners.1.share": share };
    const item = evaluateRequirements(complete(fields)).find(({ field }) => field === "owners.1.share");
    expect(item?.issue ?? null).toBe(issue);
  });

  it("shares that add up to more than the whole are noticed", () => {
    const two = Object.fromEntries(
      Object.entries(owners).map(([key, value]) => [key.replace("owners.1", "owners.2"), value]),
    );
    expect(of({ "representative.noOwners": "", ...owners, ...two })).toEqual(["derived:owners"]);
    const fewer = { "owners.2.share": "40" };
    expect(of({ "representative.noOwners": "", ...owners, ...two, ...fewer })).toEqual([]);
  });

  it("every listed store needs all that a store needs, and none is entered twice", () => {
    expect(of(secondStore)).toEqual([]);
    expect(of({ "stores.2.listed": "yes" })).toContain("field:stores.2.name");
    expect(of({ "stores.2.listed": "yes" })).not.toContain("field:stores.3.name");
    const twin = {
      "stores.2.name": SAMPLE_COMPANY["store.name"],
      "stores.2.addressLine": SAMPLE_COMPANY["store.addressLine"],
    };
    expect(of({ ...secondStore, ...twin })).toEqual(["derived:store_2"]);
  });

  it("licences follow from the categories of all stores and from the goods", () => {
    const licences = (extra: Fields) =>
      documentKinds().filter(
        (kind) =>
          kind.startsWith("licence_") && documentLevel(kind, { ...SAMPLE_COMPANY, ...extra }) === "blocking",
      );
    expect(licences({})).toEqual([]);
    expect(licences({ ...secondStore, "stores.2.mcc": "5812" })).toEqual(["licence_food"]);
    expect(licences({ "stores.2.mcc": "5812" })).toEqual([]);
    expect(licences({ "store.mcc": "5912", "sales.regulatedGoods": "liquor,second_hand" })).toEqual([
      "licence_pharmacy",
      "licence_liquor",
      "licence_second_hand",
    ]);
  });

  it("a licence that has run out is said to be expired", () => {
    const fields = { ...SAMPLE_COMPANY, "store.mcc": "5812", "licences.food.expiresOn": "2026-11-21" };
    const item = evaluateRequirements(complete(fields)).find(
      ({ field }) => field === "licences.food.expiresOn",
    );
    expect(item).toMatchObject({ state: "expired", level: "blocking", actor: "applicant" });
  });

  it("a chain names a person to talk to, and online shops their address", () => {
    const bare = { "contact.name": "", "contact.phone": "" };
    expect(of(bare)).toEqual([]);
    expect(of({ ...bare, "business.manyStores": "yes" })).toEqual([
      "field:contact.name",
      "field:contact.phone",
    ]);
    expect(of({ "sales.kinds": "counter,online" })).toEqual(["field:sales.url"]);
    expect(of({ "sales.kinds": "counter,online", "sales.url": "shop.example.jp" })).toEqual([]);
  });

  it("sales away from the counter ask for the form of contract", () => {
    const found = blockers({
      ...complete({ ...SAMPLE_COMPANY, "sales.kinds": "counter,door_to_door" }),
      documents: papersOf(SAMPLE_COMPANY),
    });
    expect(found).toEqual(["document:sales_contract"]);
  });

  it("what the record of a merchant needs is not waived, papers are", () => {
    const requirements = evaluateRequirements({
      ...complete({ ...SAMPLE_COMPANY, "store.name": "" }),
      documents: [],
    });
    const of = (key: string) => requirements.filter((item) => item.key === key);
    expect(of("field:store.name").map((item) => mayJudge(item, "waived"))).toEqual([false]);
    expect(of("document:register_certificate").map((item) => mayJudge(item, "waived"))).toEqual([true]);
  });
});
