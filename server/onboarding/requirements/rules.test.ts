import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { FIELD_ISSUES, FIELD_KEYS, type FieldKey, type Fields, levelOf } from "../fields/rules";
import { SAMPLE_COMPANY, SAMPLE_SOLE_PROPRIETOR } from "../sample.data";
import {
  blockersOf,
  documentKinds,
  documentLevel,
  type EvaluatorInput,
  evaluateRequirements,
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
        const keys = gone.filter((key) => key !== "business.entityType");
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
