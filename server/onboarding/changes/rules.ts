import { addBankDays, jstDay, jstDayStartMs } from "@/server/kernel/calendar";
import { framed } from "@/server/kernel/content";
import type { EntityType } from "@/server/merchants/rules";
import type { FieldKey, Fields } from "../fields/rules";
import { documentItem, fieldItem } from "../requirements/items/rules";
import {
  blockersOf,
  evaluateRequirements,
  type Requirement,
  toReturnReason,
  type Verdict,
} from "../requirements/rules";
import type { FieldFacts } from "../values/rules";
import { ACCOUNT_HOLD_BANK_DAYS, CHANGES } from "./changes.data";

export const CHANGE_KINDS = ["bank_account", "legal_name", "representative", "address"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const PAPER_KINDS = ["bank_passbook", "register_certificate", "identity_document"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export const CHANGE_STATES = [
  "draft",
  "submitted",
  "returned",
  "recommended",
  "approved",
  "rejected",
  "withdrawn",
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

type Transition = { readonly from: readonly ChangeState[]; readonly to: ChangeState };

/** The only transition table of a change. */
export const CHANGE_TRANSITIONS = {
  submit: { from: ["draft", "returned"], to: "submitted" },
  withdraw: { from: ["draft", "submitted", "returned", "recommended"], to: "withdrawn" },
  return: { from: ["submitted", "recommended"], to: "returned" },
  recommend: { from: ["submitted"], to: "recommended" },
  send_back: { from: ["recommended"], to: "submitted" },
  approve: { from: ["recommended"], to: "approved" },
  reject: { from: ["submitted", "recommended"], to: "rejected" },
} as const satisfies Record<string, Transition>;
export type ChangeAction = keyof typeof CHANGE_TRANSITIONS;

/** May this be done to a change in this state? Screens and commands ask the same question. */
export function canChange(state: string, action: ChangeAction): boolean {
  const transition: Transition = CHANGE_TRANSITIONS[action];
  return transition.from.some((from) => from === state);
}

/** States in which a change waits for somebody. */
export const OPEN_STATES = CHANGE_STATES.filter((state) =>
  Object.values<Transition>(CHANGE_TRANSITIONS).some(({ from }) => from.includes(state)),
);

/** Narrows a stored kind. @throws RangeError for a text that is none */
export function toChangeKind(text: string): ChangeKind {
  const kind = CHANGE_KINDS.find((known) => known === text);
  if (kind === undefined) throw new RangeError(`no kind of a change: ${text}`);
  return kind;
}

/** Narrows a stored state. @throws RangeError for a text that is none */
export function toChangeState(text: string): ChangeState {
  const state = CHANGE_STATES.find((known) => known === text);
  if (state === undefined) throw new RangeError(`no state of a change: ${text}`);
  return state;
}

type Asked = { readonly fields: readonly FieldKey[]; readonly papers: readonly PaperKind[] };

/** What a change asks of this kind of business; null where there is no such change. */
export function askedBy(kind: ChangeKind, entityType: EntityType): Asked | null {
  const asked: Asked | null = CHANGES[kind][entityType];
  return asked;
}

export type Paper = { readonly id: string; readonly kind: string; readonly sha256: string };

export type ChangeInput = {
  readonly kind: ChangeKind;
  readonly entityType: EntityType;
  readonly fields: Fields;
  readonly facts: FieldFacts;
  readonly papers: readonly Paper[];
  readonly verdicts: readonly Verdict[];
};

/**
 * The requirements of a change, by the evaluator of applications: the same rules of fields, the same items and the
 * same verdicts bound to content; only what is asked for differs.
 */
export function evaluateChange(input: ChangeInput): Requirement[] {
  const asked = askedBy(input.kind, input.entityType);
  if (!asked) return [];
  const { facts, verdicts } = input;
  const fields = { ...input.fields, "business.entityType": input.entityType };
  const found = evaluateRequirements({ fields, facts, documents: [], verdicts });
  const keys = new Set(asked.fields.map(fieldItem));
  const own = found.filter(({ key }) => keys.has(key));
  return [...own, ...asked.papers.map((kind) => paperRequirement(kind, input))];
}

function paperRequirement(kind: PaperKind, { papers, verdicts }: ChangeInput): Requirement {
  const key = documentItem(kind);
  const own = papers.filter((paper) => paper.kind === kind);
  const contentHash = own
    .map(({ sha256 }) => sha256)
    .sort()
    .join();
  const verdict = verdicts.find((one) => one.itemKey === key);
  const holds = verdict?.state === "returned" && verdict.contentHash === contentHash;
  const state = holds ? "returned" : own.length === 0 ? "missing" : "provided";
  return {
    key,
    kind: "document",
    level: "blocking",
    actor: state === "provided" ? "reviewer" : "applicant",
    state,
    issue: own.length === 0 ? "required" : null,
    characters: null,
    reason: holds ? { code: toReturnReason(verdict.reasonCode), text: verdict.reason ?? "" } : null,
    waiver: null,
    answered: verdict?.state === "returned" && !holds,
    step: "documents",
    field: null,
    documentKind: null,
    checkName: null,
    contentHash,
  };
}

/** What keeps a change from being submitted, each by its item. */
export function changeBlockers(requirements: readonly Requirement[]): Requirement[] {
  return blockersOf(requirements);
}

/**
 * The text whose SHA-256 binds a recommendation and an approval: what is asked for, on which papers, in which
 * submission, and what holds at present, so that a change on outdated ground is refused too.
 */
export function changeText(change: {
  readonly kind: ChangeKind;
  readonly payoutGroupId: string | null;
  readonly submissions: number;
  readonly fields: Fields;
  readonly papers: readonly Paper[];
  readonly present: readonly string[];
}): string {
  const fields = Object.entries(change.fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
  const papers = [...change.papers]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, kind, sha256 }) => [id, kind, sha256]);
  const head = [change.kind, change.payoutGroupId ?? "", `${change.submissions}`];
  return framed([framed(head), framed(fields), framed(papers), framed(change.present)]);
}

/** Until when payouts wait after an account was changed: the beginning of the third bank day in Japan. */
export function holdUntilMs(approvedMs: number, holidays: ReadonlySet<string>): number {
  return jstDayStartMs(addBankDays(jstDay(approvedMs), ACCOUNT_HOLD_BANK_DAYS, holidays));
}
