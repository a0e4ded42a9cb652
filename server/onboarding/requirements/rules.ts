import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { framed } from "@/server/kernel/content";
import { STEPS, type Step } from "../fields/rules";
import { RETURN_REASONS, WAIVE_REASONS } from "../fields.data";
import type { FieldIssue } from "../values/rules";
import { type Item, type ItemInput, itemsOf, type RequirementKind } from "./items/rules";

export type ReturnReason = (typeof RETURN_REASONS)[number];
export type WaiveReason = (typeof WAIVE_REASONS)[number];

/** Narrows a stored reason of a return; what has none, or none of these, has another. */
export function toReturnReason(text: string | null): ReturnReason {
  return RETURN_REASONS.find((known) => known === text) ?? "other";
}

function toWaiveReason(text: string | null): WaiveReason {
  return WAIVE_REASONS.find((known) => known === text) ?? "other";
}

export type RequirementState = "missing" | "provided" | "accepted" | "returned" | "waived" | "expired";

/** One machine-readable thing that an application still needs, or has. */
export type Requirement = Pick<
  Item,
  /** `field:store.name`, `document:register_certificate`, `check:sanctions`; also the key of the verdict. */
  "key" | "kind" | "level" | "step" | "field" | "documentKind" | "checkName"
> & {
  readonly actor: "applicant" | "reviewer" | "nobody";
  readonly state: RequirementState;
  /** Why a value does not do, when it is missing. */
  readonly issue: FieldIssue | null;
  readonly characters: string | null;
  /** Why the reviewer returned it. */
  readonly reason: { readonly code: ReturnReason; readonly text: string } | null;
  /** Why the reviewer let it pass: the desk's own note, which the applicant is not told. */
  readonly waiver: { readonly code: WaiveReason; readonly text: string } | null;
  /** Changed or confirmed by the applicant since it was returned. */
  readonly answered: boolean;
  /** What a verdict on this item is bound to: when the content changes, the verdict no longer counts. */
  readonly contentHash: string;
};

/** A reviewer's verdict on an item, as stored; without a hash it counts whatever the content. */
export type Verdict = {
  readonly itemKey: string;
  /** accepted, returned, waived, or answered: the applicant's word that a returned item is right as it stands */
  readonly state: string;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly contentHash: string | null;
};

/**
 * The verdicts as the applicant may read them. Why something was let pass, and every word on a check, is the desk's own
 * note: nobody learns from it that a list has been asked about them.
 */
export function toldToApplicant(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts
    .filter(({ itemKey }) => !itemKey.startsWith("check:"))
    .map((verdict) =>
      verdict.state === "returned" ? verdict : { ...verdict, reasonCode: null, reason: null },
    );
}

export type EvaluatorInput = ItemInput & { readonly verdicts: readonly Verdict[] };

/**
 * The one evaluator: the applicant's list, the reviewer's panel and the rule of submission all read its answer.
 * A field that is not required but holds a wrong value is blocking until it is put right or emptied.
 */
export function evaluateRequirements(input: EvaluatorInput): Requirement[] {
  const verdicts = new Map(input.verdicts.map((verdict) => [verdict.itemKey, verdict]));
  return itemsOf(input)
    .map((item) => judged(item, verdicts.get(item.key)))
    .sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));
}

/** At submission what the applicant owes is needed; at the recommendation every blocking check is settled too. */
export type Gate = "submit" | "recommend";

/** The requirements that keep an application from being submitted, or from being recommended. */
export function blockersOf(requirements: readonly Requirement[], gate: Gate = "submit"): Requirement[] {
  return requirements.filter(({ kind, level, state }) => {
    if (kind === "check" && gate === "submit") return false;
    return state === "returned" || (level === "blocking" && (state === "missing" || state === "expired"));
  });
}

/** May the reviewer give this item back? What no applicant can change is waived or rejected instead. */
export function isReturnable({ kind }: Pick<Requirement, "kind">): boolean {
  return kind !== "check";
}

/**
 * May it be ticked off, given back, or let pass with a reason? Only what is there is accepted; and what the record of
 * a merchant cannot do without is not waived.
 */
export function mayJudge(
  item: Pick<Requirement, "kind" | "level" | "state">,
  verdict: "accepted" | "returned" | "waived",
): boolean {
  if (verdict === "returned") return isReturnable(item);
  if (verdict === "accepted") return item.kind === "check" || !["missing", "expired"].includes(item.state);
  return item.level === "recommended" || (item.kind !== "field" && item.kind !== "declaration");
}

/** Puts the reviewer's word on an item, unless the content is another than the one it was said of. */
function judged({ check, content, ...item }: Item, verdict: Verdict | undefined): Requirement {
  const contentHash = hashOf([item.key, ...content]);
  const holds =
    verdict !== undefined && (verdict.contentHash === null || verdict.contentHash === contentHash);
  const state = holds ? stateUnder(item, verdict.state) : item.state;
  return {
    ...item,
    state,
    actor: actorOf(item.kind, state),
    issue: check.ok ? null : check.issue,
    characters: check.ok ? null : (check.characters ?? null),
    reason:
      holds && state === "returned"
        ? { code: toReturnReason(verdict.reasonCode), text: verdict.reason ?? "" }
        : null,
    waiver:
      holds && state === "waived" && verdict.reasonCode !== null
        ? { code: toWaiveReason(verdict.reasonCode), text: verdict.reason ?? "" }
        : null,
    answered: verdict?.state === "answered" || (verdict?.state === "returned" && !holds),
    contentHash,
  };
}

function stateUnder(item: Pick<Item, "kind" | "level" | "state">, verdict: string): RequirementState {
  if (verdict === "waived" && mayJudge(item, "waived")) return "waived";
  if (verdict === "returned" && isReturnable(item)) return "returned";
  return verdict === "accepted" && mayJudge(item, "accepted") ? "accepted" : item.state;
}

function hashOf(parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(framed(parts))));
}

function actorOf(kind: RequirementKind, state: RequirementState): Requirement["actor"] {
  if (state === "accepted" || state === "waived") return "nobody";
  return kind === "check" || state === "provided" ? "reviewer" : "applicant";
}

export type StepProgress = {
  readonly step: Step;
  /** How many items this screen asks for at all; none before the kind of business is chosen. */
  readonly asked: number;
  readonly left: number;
  readonly returned: number;
};

/** How much each screen still asks for; minutes left are estimated from it. */
export function progressOf(requirements: readonly Requirement[]): StepProgress[] {
  const blockers = blockersOf(requirements);
  return STEPS.map((step) => {
    const own = blockers.filter((requirement) => requirement.step === step);
    return {
      step,
      asked: requirements.filter((requirement) => requirement.step === step).length,
      left: own.length,
      returned: own.filter(({ state }) => state === "returned").length,
    };
  });
}

const SECONDS_PER_FIELD = 15;
const SECONDS_PER_DOCUMENT = 60;

/** Minutes that the rest will take, at least one while something is left. */
export function minutesLeft(requirements: readonly Requirement[]): number {
  const seconds = blockersOf(requirements).reduce(
    (sum, { kind }) => sum + (kind === "document" ? SECONDS_PER_DOCUMENT : SECONDS_PER_FIELD),
    0,
  );
  return Math.ceil(seconds / 60);
}
