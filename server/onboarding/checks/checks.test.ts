import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import type { MerchantState } from "@/server/merchants/rules";
import type { Fields } from "../fields/rules";
import { identificationProblem } from "../identification/rules";
import { SAMPLE_COMPANY } from "../sample.data";
import { type CheckFacts, checksOf, evidenceOf } from "./rules";
import { foldName, indexNames, type ListedName, screenSubject } from "./screening/rules";
import { addressTrait, birthDayOf, traitsOf } from "./traits/rules";

const todayOn = toDay("2026-11-22");
const nobody = { corporate: [], account: [], person: [], phone: [], address: [] };
const facts: CheckFacts = {
  field: { todayOn, bankKnown: true, branchKnown: true },
  places: () => [{ prefecture: "東京都", city: "渋谷区", town: "渋谷" }],
  twins: nobody,
  screening: { edition: "e1", names: 8, matches: [] },
  identified: [],
};
const outcomes = (fields: Fields, given: CheckFacts = facts) =>
  Object.fromEntries(checksOf(fields, given).map(({ name, outcome }) => [name, outcome]));

describe("the automatic checks", () => {
  it("find nothing at an orderly application, and say what they compared", () => {
    const found = outcomes(SAMPLE_COMPANY);
    expect(Object.entries(found).filter(([, outcome]) => outcome === "look")).toEqual([
      ["identification", "look"],
    ]);
    for (const check of checksOf(SAMPLE_COMPANY, facts)) {
      const isTwin = check.name.startsWith("twin_");
      if (!isTwin && check.name !== "identification") expect(check.compared.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ["bank.holderKana", "ヤマダ タロウ", "holder_matches"],
    ["store.goods", "雑貨、ＣＢＤおいる", "prohibited_words"],
    ["store.goods", "中古のカメラ", "category_goods"],
    ["business.city", "中央区", "business_address"],
    ["store.prefecture", "大阪府", "same_prefecture"],
  ] as const)("%s = %s is for a person to look at (%s)", (key, value, name) => {
    expect(outcomes({ ...SAMPLE_COMPANY, [key]: value })[name]).toBe("look");
  });

  it("the holder's name agrees as it is heard: a bank writes ジロー where the form says じろう", () => {
    const person = { "business.entityType": "sole_proprietor", "representative.nameKana": "たかさき じろう" };
    const holder = (kana: string) =>
      outcomes({ ...SAMPLE_COMPANY, ...person, "bank.holderKana": kana }).holder_matches;
    expect(holder("タカサキ ジロー")).toBe("agrees");
    expect(holder("タカサキ サブロー")).toBe("look");
  });

  it("nothing passes as clear that was not asked", () => {
    const found = outcomes(SAMPLE_COMPANY, { ...facts, screening: null });
    expect([found.sanctions, found.anti_social]).toEqual(["waiting", "waiting"]);
  });

  it("a twin who was refused or stopped blocks, another is only shown", () => {
    const twin = { kind: "merchant" as const, id: "mer_1", name: "他店" };
    const of = (state: MerchantState) =>
      checksOf(SAMPLE_COMPANY, {
        ...facts,
        twins: { ...nobody, phone: [{ ...twin, state }] },
      }).find(({ name }) => name === "twin_phone");
    expect(of("active")).toMatchObject({ outcome: "look", level: "recommended" });
    expect(of("suspended")).toMatchObject({ outcome: "look", level: "blocking" });
  });

  it("a newer edition of a list keeps a reviewer's word, a new match does not", () => {
    const evidence = (edition: string, matches: CheckFacts["screening"]) =>
      checksOf(SAMPLE_COMPANY, { ...facts, screening: { names: 9, matches: [], ...matches, edition } })
        .map(evidenceOf)
        .find(({ name }) => name === "sanctions")?.evidence;
    expect(evidence("e2", null)).toEqual(evidence("e1", null));
    const match = {
      strength: "possible" as const,
      list: "sanctions" as const,
      listedId: "S-1",
      listedName: "佐倉 花子",
      subjectName: "佐倉 花子",
      why: "same_name" as const,
    };
    expect(evidence("e1", { edition: "e1", names: 9, matches: [match] })).not.toEqual(evidence("e1", null));
  });
});

const listed: ListedName[] = [
  ["S-1", "person", "髙木 一郎", "タカギ イチロウ", "1961-02-03"],
  ["S-2", "entity", "見本交易株式会社", "ミホンコウエキ", null],
  ["S-3", "person", "見本 次郎", "ミホン ジロウ", null],
].map(([id, kind, name, kana, birthOn]) => ({
  id: id ?? "",
  list: "sanctions" as const,
  kind: kind === "person" ? ("person" as const) : ("entity" as const),
  name: name ?? "",
  kana: kana ?? "",
  aliases: [],
  birthOn: birthOn ?? null,
}));
const index = indexNames(listed);
const person = (name: string, kana: string, birthOn: string | null) =>
  screenSubject({ kind: "person", name, kana, birthOn }, index).map(
    ({ strength, why }) => `${strength} ${why}`,
  );

describe("screening", () => {
  it.each([
    ["（株）見本交易", "hit"],
    ["見本交易　㈱", "hit"],
    ["みほん交易株式会社", undefined],
    ["さくら商店", undefined],
  ])("an entity called %s is %s", (name, strength) => {
    const found = screenSubject({ kind: "entity", name, kana: "", birthOn: null }, index);
    expect(found[0]?.strength).toBe(strength);
  });

  it("the same name is a hit with the same day of birth, nobody with another, possible without one", () => {
    expect(person("高木一郎", "タカギイチロウ", "1961-02-03")).toEqual(["hit same_name_and_birth"]);
    expect(person("高木一郎", "タカギイチロウ", "1990-01-01")).toEqual([]);
    expect(person("見本次郎", "", "1990-01-01")).toEqual(["possible same_name"]);
  });

  it("the same reading in any width and kana is possible", () => {
    expect(person("三本 二郎", "みほん　じろう", null)).toEqual(["possible same_kana"]);
    expect(person("三本 二郎", "ﾐﾎﾝ ｼﾞﾛｳ", null)).toEqual(["possible same_kana"]);
  });

  it("folding a name twice is folding it once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        const once = foldName(text);
        expect(foldName(once).length).toBeLessThanOrEqual(once.length);
      }),
    );
  });
});

describe("traits", () => {
  it("1丁目2番3号 and １−２−３ are one place, 12-3 is another", () => {
    const at = (addressLine: string) => addressTrait({ postalCode: "150-0002", city: "渋谷区", addressLine });
    expect(at("渋谷1丁目2番3号")).toBe(at("渋谷１−２−３"));
    expect(at("渋谷12-3")).not.toBe(at("渋谷1-2-3"));
  });

  it("a day of birth is read however it was typed", () => {
    for (const typed of ["1980-04-01", "1980/4/1", "１９８０年４月１日", "19800401"]) {
      expect(birthDayOf(typed)).toBe("1980-04-01");
    }
    expect(birthDayOf("四月")).toBeNull();
  });

  it("an application without content has no traits, so nobody is like it", () => {
    expect(traitsOf({})).toEqual([]);
    expect(traitsOf(SAMPLE_COMPANY).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["corporate", "account", "person", "phone", "address"]),
    );
  });
});

describe("identification", () => {
  const given = {
    subject: "representative",
    method: "photo_and_face",
    paper: "passport",
    checkedOn: "2026-11-22",
  } as const;
  it("by pictures of papers ends on 1 April 2027", () => {
    expect(identificationProblem(given, todayOn)).toBeNull();
    const after = { ...given, checkedOn: "2027-04-01" };
    expect(identificationProblem(after, toDay("2027-04-01"))).toBe("method");
  });
  it("is not recorded for a day ahead, nor of a company by a person's paper", () => {
    expect(identificationProblem({ ...given, checkedOn: "2026-11-23" }, todayOn)).toBe("checkedOn");
    expect(identificationProblem({ ...given, subject: "entity" }, todayOn)).toBe("paper");
  });
});
