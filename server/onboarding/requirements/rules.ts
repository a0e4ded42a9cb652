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

export type RequirementState = "missing" | "provided" | "accepted" | "returned";

/** One machine-readable thing that an application still needs, or has. */
export type Requirement = {
  /** `field:store.name` or `document:register_certificate`; also the key of the reviewer's verdict. */
  readonly key: string;
  readonly kind: "field" | "declaration" | "document";
  readonly level: "blocking" | "recommended";
  readonly actor: "applicant" | "reviewer" | "nobody";
  readonly state: RequirementState;
  /** Why a value does not do, when it is missing. */
  readonly issue: FieldIssue | null;
  readonly characters: string | null;
  /** Why the reviewer returned it. */
  readonly reason: { readonly code: string; readonly text: string } | null;
  /** Changed or confirmed by the applicant since it was returned. */
  readonly answered: boolean;
  readonly step: Step;
  readonly field: FieldKey | null;
  readonly documentKind: DocumentKind | null;
};

/** A reviewer's verdict on an item, as stored. */
export type Verdict = {
  readonly itemKey: string;
  readonly state: string;
  readonly reasonCode: string | null;
  readonly reason: string | null;
};

export type EvaluatorInput = {
  readonly fields: Fields;
  readonly facts: FieldFacts;
  readonly documents: readonly { readonly kind: string }[];
  readonly verdicts: readonly Verdict[];
};

/**
 * The one evaluator: the applicant's list, the reviewer's panel and the rule of submission all read its answer.
 * A field that is not required but holds a wrong value is blocking until it is put right or emptied.
 */
export function evaluateRequirements(input: EvaluatorInput): Requirement[] {
  const verdicts = new Map(input.verdicts.map((verdict) => [verdict.itemKey, verdict]));
  const fields = FIELD_KEYS.flatMap((key) => fieldRequirement(key, input, verdicts.get(fieldItem(key))));
  const documents = documentKinds().flatMap((kind) =>
    documentRequirement(kind, input, verdicts.get(documentItem(kind))),
  );
  return [...fields, ...documents].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));
}

/** The requirements that keep an application from being submitted. */
export function blockersOf(requirements: readonly Requirement[]): Requirement[] {
  return requirements.filter(
    ({ level, state }) => state === "returned" || (level === "blocking" && state === "missing"),
  );
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

function fieldRequirement(key: FieldKey, input: EvaluatorInput, verdict: Verdict | undefined): Requirement[] {
  const declared = levelOf(key, input.fields);
  if (declared === "none") return [];
  const check = checkField(key, input.fields, input.facts);
  const isWrong = !check.ok && check.issue !== "required";
  if (declared === "free" && !isWrong && !verdict) return [];
  const level = declared === "recommended" && !isWrong ? "recommended" : "blocking";
  const declaration = key.startsWith("declarations.") || key.startsWith("consent.");
  return [
    {
      ...common(fieldItem(key), check, verdict),
      kind: declaration ? "declaration" : "field",
      level: declared === "free" && !isWrong ? "recommended" : level,
      step: FIELDS[key].step,
      field: key,
      documentKind: null,
    },
  ];
}

function documentRequirement(
  kind: DocumentKind,
  input: EvaluatorInput,
  verdict: Verdict | undefined,
): Requirement[] {
  const level = documentLevel(kind, input.fields);
  if (level === "none") return [];
  const given = input.documents.some((document) => document.kind === kind);
  const check: FieldCheck = given ? { ok: true, value: kind } : { ok: false, issue: "required" };
  const { key, ...rest } = common(documentItem(kind), check, verdict);
  return [{ key, ...rest, kind: "document", level, step: "documents", field: null, documentKind: kind }];
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

function common(key: string, check: FieldCheck, verdict: Verdict | undefined) {
  const state = stateOf(check, verdict);
  return {
    key,
    state,
    actor: actorOf(state),
    issue: check.ok ? null : check.issue,
    characters: check.ok ? null : (check.characters ?? null),
    reason:
      verdict?.state === "returned"
        ? { code: verdict.reasonCode ?? "other", text: verdict.reason ?? "" }
        : null,
    answered: verdict?.state === "answered",
  } as const;
}

function stateOf(check: FieldCheck, verdict: Verdict | undefined): RequirementState {
  if (verdict?.state === "returned") return "returned";
  if (!check.ok) return "missing";
  return verdict?.state === "accepted" ? "accepted" : "provided";
}

function actorOf(state: RequirementState): Requirement["actor"] {
  if (state === "missing" || state === "returned") return "applicant";
  return state === "provided" ? "reviewer" : "nobody";
}

export type StepProgress = { readonly step: Step; readonly left: number; readonly returned: number };

/** How much each screen still asks for; minutes left are estimated from it. */
export function progressOf(requirements: readonly Requirement[]): StepProgress[] {
  const blockers = blockersOf(requirements);
  return STEPS.map((step) => {
    const own = blockers.filter((requirement) => requirement.step === step);
    return { step, left: own.length, returned: own.filter(({ state }) => state === "returned").length };
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
