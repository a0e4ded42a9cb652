import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Day } from "@/server/kernel/calendar";
import { framed } from "@/server/kernel/content";
import { CATEGORIES } from "@/server/merchants/categories.data";
import type { EntityType } from "@/server/merchants/rules";
import {
  checkField,
  entityTypeOf,
  FIELD_KEYS,
  type FieldCheck,
  type FieldFacts,
  type FieldIssue,
  type FieldKey,
  type Fields,
  levelOf,
  STEPS,
  type Step,
} from "../fields/rules";
import { DOCUMENT_KINDS, FIELDS } from "../fields.data";

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** `check` is evidence that the desk gathers and only a reviewer settles; all others are the applicant's. */
export type RequirementKind = "field" | "document" | "declaration" | "check" | "derived";

export type RequirementState = "missing" | "provided" | "accepted" | "returned" | "waived" | "expired";

/** One machine-readable thing that an application still needs, or has. */
export type Requirement = {
  /** `field:store.name`, `document:register_certificate`, `check:sanctions`; also the key of the verdict. */
  readonly key: string;
  readonly kind: RequirementKind;
  readonly level: "blocking" | "recommended";
  readonly actor: "applicant" | "reviewer" | "nobody";
  readonly state: RequirementState;
  /** Why a value does not do, when it is missing. */
  readonly issue: FieldIssue | null;
  readonly characters: string | null;
  /** Why the reviewer returned or waived it. */
  readonly reason: { readonly code: string; readonly text: string } | null;
  /** Changed or confirmed by the applicant since it was returned. */
  readonly answered: boolean;
  readonly step: Step;
  readonly field: FieldKey | null;
  readonly documentKind: DocumentKind | null;
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

/** A paper as the evaluator sees it; what has neither id nor hash is told apart by its kind alone. */
export type Paper = {
  readonly kind: string;
  readonly id?: string;
  readonly sha256?: string;
  /** The last day on which it is valid, where it has one. */
  readonly expiresOn?: Day | null;
};

/** What an automatic check found; `evidence` is what was compared, and binds a reviewer's word to it. */
export type CheckEvidence = {
  readonly name: string;
  readonly level: "blocking" | "recommended";
  readonly outcome: "agrees" | "look" | "waiting" | "not_applicable";
  readonly evidence: readonly string[];
};

export type EvaluatorInput = {
  readonly fields: Fields;
  readonly facts: FieldFacts;
  readonly documents: readonly Paper[];
  readonly verdicts: readonly Verdict[];
  /** Only the desk has them; the applicant's list is the same list without the checks. */
  readonly checks?: readonly CheckEvidence[];
};

/**
 * The one evaluator: the applicant's list, the reviewer's panel and the rule of submission all read its answer.
 * A field that is not required but holds a wrong value is blocking until it is put right or emptied.
 */
export function evaluateRequirements(input: EvaluatorInput): Requirement[] {
  const verdicts = new Map(input.verdicts.map((verdict) => [verdict.itemKey, verdict]));
  const found = [
    ...FIELD_KEYS.flatMap((key) => fieldRequirement(key, input)),
    ...documentKinds().flatMap((kind) => documentRequirement(kind, input)),
    ...(input.checks ?? []).flatMap(checkRequirement),
  ];
  return found
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

/** May it be ticked off, or let pass with a reason? Only what is there is accepted; anything may be waived. */
export function mayJudge(
  item: Pick<Requirement, "kind" | "state">,
  verdict: "accepted" | "returned" | "waived",
): boolean {
  if (verdict === "returned") return isReturnable(item);
  return verdict === "waived" || item.kind === "check" || !["missing", "expired"].includes(item.state);
}

/** The key of a field's verdict. */
export function fieldItem(key: FieldKey): string {
  return `field:${key}`;
}

/** The key of a document's verdict. */
export function documentItem(kind: string): string {
  return `document:${kind}`;
}

/** Every kind of document, in the order in which they are asked for. */
export function documentKinds(): DocumentKind[] {
  return Object.keys(DOCUMENT_KINDS).filter(isDocumentKind);
}

/** Narrows a document's kind from outside. */
export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(DOCUMENT_KINDS, text);
}

/** An item before a reviewer's word on it. */
type Item = Pick<Requirement, "key" | "kind" | "level" | "step" | "field" | "documentKind"> & {
  readonly state: "missing" | "provided" | "accepted" | "expired";
  readonly check: FieldCheck;
  readonly content: readonly string[];
};

function fieldRequirement(key: FieldKey, { fields, facts }: EvaluatorInput): Item[] {
  const declared = levelOf(key, fields);
  if (declared === "none") return [];
  const check = checkField(key, fields, facts);
  const isWrong = !check.ok && check.issue !== "required";
  if (declared === "free" && check.ok === false && !isWrong) return [];
  const declaration = key.startsWith("declarations.") || key.startsWith("consent.");
  return [
    {
      key: fieldItem(key),
      kind: declaration ? "declaration" : "field",
      level: declared === "blocking" || isWrong ? "blocking" : "recommended",
      step: FIELDS[key].step,
      field: key,
      documentKind: null,
      state: check.ok ? "provided" : "missing",
      check,
      content: [fields[key] ?? ""],
    },
  ];
}

function documentRequirement(kind: DocumentKind, { fields, facts, documents }: EvaluatorInput): Item[] {
  const level = documentLevel(kind, fields);
  if (level === "none") return [];
  const papers = documents.filter((document) => document.kind === kind);
  const valid = papers.filter(({ expiresOn }) => !expiresOn || expiresOn >= facts.todayOn);
  const given = valid.length > 0 ? "provided" : "expired";
  return [
    {
      key: documentItem(kind),
      kind: "document",
      level,
      step: "documents",
      field: null,
      documentKind: kind,
      state: papers.length === 0 ? "missing" : given,
      check: papers.length === 0 ? { ok: false, issue: "required" } : { ok: true, value: kind },
      content: papers.map(({ id, sha256: hash }) => hash ?? id ?? kind).sort(),
    },
  ];
}

function checkRequirement({ name, level, outcome, evidence }: CheckEvidence): Item[] {
  if (outcome === "not_applicable") return [];
  return [
    {
      key: `check:${name}`,
      kind: "check",
      level,
      step: "confirm",
      field: null,
      documentKind: null,
      state: outcome === "agrees" ? "accepted" : "missing",
      check: { ok: true, value: outcome },
      content: [outcome, ...evidence],
    },
  ];
}

/** How much a paper matters for this applicant: by the kind of applicant, and a licence by the category. */
export function documentLevel(kind: DocumentKind, fields: Fields): "blocking" | "recommended" | "none" {
  const entityType = entityTypeOf(fields);
  if (!entityType) return "none";
  if (kind === "trade_licence" && !licenceOf(fields["store.mcc"])) return "none";
  const level: Record<EntityType, "blocking" | "recommended" | "none"> = DOCUMENT_KINDS[kind];
  return level[entityType];
}

function licenceOf(mcc: string | undefined): string | null {
  return CATEGORIES.find((category) => category.mcc === mcc)?.licence ?? null;
}

/** Puts the reviewer's word on an item, unless the content is another than the one it was said of. */
function judged({ check, content, ...item }: Item, verdict: Verdict | undefined): Requirement {
  const contentHash = hashOf([item.key, ...content]);
  const holds =
    verdict !== undefined && (verdict.contentHash === null || verdict.contentHash === contentHash);
  const state = holds ? stateUnder(item, verdict.state) : item.state;
  const explained = holds && (state === "returned" || state === "waived");
  return {
    ...item,
    state,
    actor: actorOf(item.kind, state),
    issue: check.ok ? null : check.issue,
    characters: check.ok ? null : (check.characters ?? null),
    reason: explained ? { code: verdict.reasonCode ?? "other", text: verdict.reason ?? "" } : null,
    answered: verdict?.state === "answered" || (verdict?.state === "returned" && !holds),
    contentHash,
  };
}

function stateUnder(item: Pick<Item, "kind" | "state">, verdict: string): RequirementState {
  if (verdict === "waived") return "waived";
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
