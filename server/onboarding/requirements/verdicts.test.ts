import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDay } from "@/server/kernel/calendar";
import { FIELD_KEYS, type Fields } from "../fields/rules";
import { documentKinds } from "../papers/rules";
import { SAMPLE_COMPANY, SAMPLE_SOLE_PROPRIETOR } from "../sample.data";
import type { CheckEvidence } from "./items/rules";
import {
  blockersOf,
  type EvaluatorInput,
  evaluateRequirements,
  mayJudge,
  type Requirement,
  toldToApplicant,
  type Verdict,
} from "./rules";

const todayOn = toDay("2026-11-22");
const facts = { todayOn, bankKnown: true, branchKnown: true };
const base: EvaluatorInput = { fields: SAMPLE_COMPANY, facts, documents: [], verdicts: [] };
const itemOf = (input: EvaluatorInput, key: string) =>
  evaluateRequirements(input).find((item) => item.key === key);
const REASONS = new Map([
  ["returned", "mismatch"],
  ["waived", "other_evidence"],
]);
const verdictOn = (item: Requirement, state: string): Verdict => ({
  itemKey: item.key,
  state,
  reasonCode: REASONS.get(state) ?? null,
  reason: null,
  contentHash: item.contentHash,
});
const judged = (input: EvaluatorInput, key: string, state: string): EvaluatorInput => {
  const item = itemOf(input, key);
  if (!item) throw new Error(`${key} is not asked for`);
  return { ...input, verdicts: [...input.verdicts, verdictOn(item, state)] };
};
const withoutNote = (item: Requirement) => ({ ...item, waiver: null });
const NAME = "field:store.name";

describe("a verdict", () => {
  it("stands while the content does, and no longer: an edit un-accepts", () => {
    const accepted = judged(base, NAME, "accepted");
    expect(itemOf(accepted, NAME)).toMatchObject({ state: "accepted", actor: "nobody" });
    const edited = { ...accepted, fields: { ...SAMPLE_COMPANY, "store.name": "別の店" } };
    expect(itemOf(edited, NAME)).toMatchObject({ state: "provided", actor: "reviewer", answered: false });
  });

  it("that returned an item is answered by an edit, and holds again when the edit is undone", () => {
    const returned = judged(base, NAME, "returned");
    expect(itemOf(returned, NAME)).toMatchObject({ state: "returned", reason: { code: "mismatch" } });
    const edited = { ...returned, fields: { ...SAMPLE_COMPANY, "store.name": "別の店" } };
    expect(itemOf(edited, NAME)).toMatchObject({ state: "provided", answered: true, reason: null });
    expect(itemOf({ ...edited, fields: SAMPLE_COMPANY }, NAME)).toMatchObject({ state: "returned" });
  });

  it("that waives a missing item lets the application pass, until something is given after all", () => {
    const key = "document:register_certificate";
    expect(blockersOf(evaluateRequirements(base)).map((item) => item.key)).toContain(key);
    const waived = judged(base, key, "waived");
    expect(itemOf(waived, key)).toMatchObject({ state: "waived", waiver: { code: "other_evidence" } });
    expect(blockersOf(evaluateRequirements(waived)).map((item) => item.key)).not.toContain(key);
    const given = { ...waived, documents: [{ kind: "register_certificate", sha256: "a" }] };
    expect(itemOf(given, key)).toMatchObject({ state: "provided", actor: "reviewer" });
  });

  it("on a paper does not survive another paper", () => {
    const key = "document:register_certificate";
    const given = { ...base, documents: [{ kind: "register_certificate", sha256: "a" }] };
    const accepted = judged(given, key, "accepted");
    expect(itemOf(accepted, key)?.state).toBe("accepted");
    const other = { ...accepted, documents: [{ kind: "register_certificate", sha256: "b" }] };
    expect(itemOf(other, key)?.state).toBe("provided");
  });

  it("cannot make an expired paper valid: it is asked for again, whatever was said of it", () => {
    const key = "document:register_certificate";
    const paper = { kind: "register_certificate", sha256: "a", expiresOn: todayOn };
    const accepted = judged({ ...base, documents: [paper] }, key, "accepted");
    expect(itemOf(accepted, key)?.state).toBe("accepted");
    const nextDay = { ...accepted, facts: { ...facts, todayOn: toDay("2026-11-23") } };
    expect(itemOf(nextDay, key)).toMatchObject({ state: "expired", actor: "applicant" });
    expect(blockersOf(evaluateRequirements(nextDay)).map((item) => item.key)).toContain(key);
  });
});

describe("a check", () => {
  const sanctions: CheckEvidence = {
    name: "sanctions",
    level: "blocking",
    outcome: "look",
    evidence: ["佐倉 花子", "list of 2026-11-20"],
  };
  const input = { ...base, checks: [sanctions] };

  it("never asks anything of the applicant, and keeps the recommendation back until a reviewer settles it", () => {
    const requirements = evaluateRequirements(input);
    expect(itemOf(input, "check:sanctions")).toMatchObject({ kind: "check", actor: "reviewer" });
    expect(blockersOf(requirements).map(({ key }) => key)).not.toContain("check:sanctions");
    expect(blockersOf(requirements, "recommend").map(({ key }) => key)).toContain("check:sanctions");
    const settled = judged(input, "check:sanctions", "waived");
    expect(blockersOf(evaluateRequirements(settled), "recommend")).not.toContainEqual(
      expect.objectContaining({ key: "check:sanctions" }),
    );
  });

  it("asks again when what was compared is another", () => {
    const settled = judged(input, "check:sanctions", "accepted");
    expect(itemOf(settled, "check:sanctions")?.state).toBe("accepted");
    const renewed = { ...settled, checks: [{ ...sanctions, evidence: ["佐倉 花子", "list of 2026-11-22"] }] };
    expect(itemOf(renewed, "check:sanctions")?.state).toBe("missing");
  });

  it("is not the applicant's to correct", () => {
    expect(mayJudge({ kind: "check", level: "blocking", state: "missing" }, "returned")).toBe(false);
  });
});

/** One thing that happens to an application between two looks at it. */
const step = fc.oneof(
  fc.record({
    what: fc.constant("edit" as const),
    key: fc.constantFrom(...FIELD_KEYS),
    value: fc.constantFrom("", "wrong ✗", "さくら"),
  }),
  fc.record({
    what: fc.constant("mend" as const),
    key: fc.constantFrom(...FIELD_KEYS),
  }),
  fc.record({
    what: fc.constant("judge" as const),
    at: fc.nat(80),
    state: fc.constantFrom("accepted" as const, "returned" as const, "waived" as const),
  }),
  fc.record({
    what: fc.constant("paper" as const),
    kind: fc.constantFrom(...documentKinds()),
    sha256: fc.constantFrom("a", "b"),
  }),
  fc.record({ what: fc.constant("answer" as const), at: fc.nat(80) }),
);
type Happening = typeof step extends fc.Arbitrary<infer T> ? T : never;

function happen(input: EvaluatorInput, one: Happening, sample: Fields): EvaluatorInput {
  if (one.what === "edit") return { ...input, fields: { ...input.fields, [one.key]: one.value } };
  if (one.what === "mend") {
    return { ...input, fields: { ...input.fields, [one.key]: sample[one.key] ?? "" } };
  }
  if (one.what === "paper") {
    const others = input.documents.filter(({ kind }) => kind !== one.kind);
    return { ...input, documents: [...others, { kind: one.kind, sha256: one.sha256 }] };
  }
  const requirements = evaluateRequirements(input);
  const item = requirements[one.at % requirements.length];
  if (!item) return input;
  const others = input.verdicts.filter(({ itemKey }) => itemKey !== item.key);
  if (one.what === "answer") {
    return item.state === "returned"
      ? { ...input, verdicts: [...others, { ...verdictOn(item, "answered"), contentHash: null }] }
      : input;
  }
  return mayJudge(item, one.state) ? { ...input, verdicts: [...others, verdictOn(item, one.state)] } : input;
}

describe("any history of edits, papers, returns, waivers and answers", () => {
  const history = fc.tuple(
    fc.constantFrom<Fields>(SAMPLE_COMPANY, SAMPLE_SOLE_PROPRIETOR),
    fc.array(step, { maxLength: 30 }),
  );

  it("leaves every item with someone who acts next, or nobody because it is settled", () => {
    fc.assert(
      fc.property(history, ([sample, steps]) => {
        const end = steps.reduce((input, one) => happen(input, one, sample), { ...base, fields: sample });
        for (const item of evaluateRequirements(end)) {
          const settled = item.state === "accepted" || item.state === "waived";
          expect(item.actor === "nobody").toBe(settled);
          expect(item.reason !== null).toBe(item.state === "returned");
          expect(item.waiver !== null).toBe(item.state === "waived");
          if (item.actor === "applicant") {
            expect(item.field !== null || item.documentKind !== null || item.kind === "derived").toBe(true);
          }
        }
      }),
    );
  });

  it("shows applicants the same list without what the desk notes for itself", () => {
    fc.assert(
      fc.property(history, ([sample, steps]) => {
        const end = steps.reduce((input, one) => happen(input, one, sample), { ...base, fields: sample });
        const told = evaluateRequirements({ ...end, verdicts: toldToApplicant(end.verdicts) });
        expect(told.map(withoutNote)).toEqual(evaluateRequirements(end).map(withoutNote));
        expect(JSON.stringify(told)).not.toContain("other_evidence");
      }),
    );
  });

  it("shows both sides the same list: the desk's is the applicant's and the checks", () => {
    const checks: CheckEvidence[] = [
      { name: "sanctions", level: "blocking", outcome: "look", evidence: [] },
      { name: "twin_phone", level: "recommended", outcome: "agrees", evidence: [] },
    ];
    fc.assert(
      fc.property(history, ([sample, steps]) => {
        const end = steps.reduce((input, one) => happen(input, one, sample), { ...base, fields: sample });
        const desk = evaluateRequirements({ ...end, checks });
        expect(desk.filter(({ kind }) => kind !== "check")).toEqual(evaluateRequirements(end));
        expect(blockersOf(desk).map(({ key }) => key)).toEqual(
          blockersOf(evaluateRequirements(end)).map(({ key }) => key),
        );
      }),
    );
  });

  it("can be submitted in the end: putting every blocker right leaves none", () => {
    fc.assert(
      fc.property(history, ([sample, steps]) => {
        let input: EvaluatorInput = steps.reduce((now, one) => happen(now, one, sample), {
          ...base,
          fields: sample,
        });
        // What a person would do: give what is missing, correct what is wrong, confirm what was right all along.
        for (let round = 0; round < 3; round += 1) {
          for (const item of blockersOf(evaluateRequirements(input))) {
            const others = input.verdicts.filter(({ itemKey }) => itemKey !== item.key);
            if (item.documentKind) {
              const paper = { kind: item.documentKind, sha256: "new" };
              input = { ...input, documents: [...input.documents, paper] };
            } else if (item.field && sample[item.field] !== input.fields[item.field]) {
              input = { ...input, fields: { ...input.fields, [item.field]: sample[item.field] ?? "" } };
            } else {
              input = {
                ...input,
                verdicts: [...others, { ...verdictOn(item, "answered"), contentHash: null }],
              };
            }
          }
        }
        expect(blockersOf(evaluateRequirements(input)).map(({ key }) => key)).toEqual([]);
      }),
    );
  });
});
