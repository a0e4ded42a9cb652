import { personDeps, visitorDeps } from "@/server/api/entry";
import { actAs, commandId } from "@/server/cli/acting";
import { enrolPerson } from "@/server/identity/sign-in/commands";
import { addDays, jstDay } from "@/server/kernel/calendar";
import { newId } from "@/server/kernel/ids";
import type { MerchantScope, OperatorScope, Scope } from "@/server/kernel/scope";
import { getOwnApplication } from "@/server/onboarding/applicant/queries";
import { recommendApplication } from "@/server/onboarding/approval/commands";
import { saveApplicationFields } from "@/server/onboarding/autosave/commands";
import { startApplication, submitApplication } from "@/server/onboarding/commands";
import { addDrawnDocument } from "@/server/onboarding/documents/commands";
import { isFieldKey } from "@/server/onboarding/fields/rules";
import { blockersOf } from "@/server/onboarding/requirements/rules";
import { openReview, returnApplication, waiveItem } from "@/server/onboarding/review/commands";
import { getReviewCase } from "@/server/onboarding/review/queries";
import { SAMPLE_COMPANY, SAMPLE_SOLE_PROPRIETOR } from "@/server/onboarding/sample.data";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { APPLICANTS, GOODS, RETURNS } from "./applicants.data";
import { type DemoBranch, type Dice, shopMaker } from "./shops";
import { specimen } from "./specimen";

const SEED = 20_261_123;
const HOUR_MS = 3_600_000;
const AT_ONCE = 4;
/** Where prepared applications stand: most are new, some are being looked at, some wait for the second person. */
export const STAGES = [
  "submitted",
  "in_review",
  "submitted",
  "recommended",
  "submitted",
  "returned",
] as const;
export type Stage = (typeof STAGES)[number];

const REVIEWERS = ["reviewer@demo.noren.example", "approver2@demo.noren.example"] as const;

export type Prepared = { readonly applicationId: string; readonly tradeName: string; readonly stage: Stage };

/**
 * Hands in believable applications by the same commands that people use: begun, filled in with papers, submitted, and
 * some of them reviewed as far as `stage` says. The oldest is a few days old; the same `seed` gives the same shops.
 */
export async function prepareApplications(input: {
  readonly nowMs: number;
  readonly count: number;
  /** All of them at one stage; without it a mixture. */
  readonly stage?: Stage;
  readonly seed?: number;
}): Promise<Prepared[]> {
  const branches = await sqlOfClient(poolFor("jobs"))<DemoBranch>(
    `SELECT bank_code AS "bankCode", code AS "branchCode" FROM bank_branch
     WHERE bank_code IN ('0001', '0005', '0009', '0010') ORDER BY 1, 2 LIMIT 400`,
  );
  const seed = SEED + (input.seed ?? 0);
  const maker = shopMaker({ number: seed, nowMs: input.nowMs, branches });
  const drafts = Array.from({ length: input.count }, (_, index) =>
    draftOf({ ...maker, index, seed, nowMs: input.nowMs, stage: input.stage }),
  );
  const made: Prepared[] = [];
  for (let at = 0; at < drafts.length; at += AT_ONCE) {
    made.push(...(await Promise.all(drafts.slice(at, at + AT_ONCE).map(handIn))));
  }
  return made;
}

type Draft = {
  readonly index: number;
  readonly email: string;
  readonly name: string;
  readonly startedAtMs: number;
  readonly stage: Stage;
  readonly fields: Readonly<Record<string, string>>;
};

type DraftInput = ReturnType<typeof shopMaker> & {
  readonly index: number;
  readonly seed: number;
  readonly nowMs: number;
  readonly stage: Stage | undefined;
};

function draftOf({ shop, roll, index, seed, nowMs, stage }: DraftInput): Draft {
  const { merchant } = shop(nowMs);
  const [store] = merchant.stores;
  const company = merchant.entityType === "company";
  const [name = "", nameKana = ""] = APPLICANTS[(index * 7 + seed) % APPLICANTS.length] ?? [];
  // A few hours to a few days ago, and a little time for filling it in.
  const hoursAgo = 2 + roll.below(40) + (index % 5 === 1 ? 96 : 0);
  const fields: Record<string, string> = {
    ...(company ? SAMPLE_COMPANY : SAMPLE_SOLE_PROPRIETOR),
    ...(company && {
      "business.legalName": merchant.legalName,
      "business.legalNameKana": merchant.legalNameKana,
      "business.corporateNumber": merchant.corporateNumber ?? "",
      "business.invoiceNumber": merchant.invoiceRegistrationNumber ?? "",
    }),
    "business.tradeName": merchant.tradeName,
    "business.postalCode": merchant.postalCode,
    "business.prefecture": merchant.prefecture,
    "business.city": merchant.city,
    "business.addressLine": merchant.addressLine,
    "business.phone": merchant.phone,
    "business.contactEmail": merchant.contactEmail,
    "representative.name": name,
    "representative.nameKana": nameKana,
    "representative.birthOn": birthday(roll),
    "store.name": store?.name ?? "",
    "store.nameKana": store?.nameKana ?? "",
    "store.nameLatin": store?.nameLatin ?? "",
    "store.mcc": merchant.mcc,
    "store.goods": GOODS[merchant.mcc] ?? "",
    "store.postalCode": merchant.postalCode,
    "store.prefecture": merchant.prefecture,
    "store.municipalityCode": store?.municipalityCode ?? "",
    "store.city": merchant.city,
    "store.cityLatin": store?.cityLatin ?? "",
    "store.addressLine": merchant.addressLine,
    "store.phone": merchant.phone,
    "store.openingHours": store?.openingHours ?? "",
    "bank.bankCode": merchant.bankAccount.bankCode,
    "bank.branchCode": merchant.bankAccount.branchCode,
    "bank.accountNumber": merchant.bankAccount.accountNumber,
    "bank.holderKana": company ? merchant.bankAccount.holderKana : nameKana,
    ...PECULIAR[index % PECULIAR.length],
  };
  return {
    index,
    email: `applicant${seed}-${index}-${nowMs.toString(36)}@shops.noren.example`,
    name,
    startedAtMs: nowMs - hoursAgo * HOUR_MS,
    stage: stage ?? STAGES[index % STAGES.length] ?? "submitted",
    fields,
  };
}

/** What the automatic checks are there for; most applications have nothing peculiar. */
const PECULIAR: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  { "business.phone": "0312345678" },
  {},
  { "store.goods": "電子たばこ、CBDオイル、雑貨" },
  {},
  {},
  { "business.postalCode": "9071801" },
  {},
  { "representative.name": "見本 一郎", "representative.nameKana": "ミホン イチロウ" },
  {},
  {},
  { "bank.holderKana": "ヤマダ ハナコ" },
];

function birthday(roll: Dice): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${1955 + roll.below(45)}-${two(1 + roll.below(12))}-${two(1 + roll.below(28))}`;
}

/** The same person at another time: prepared applications were handed in before today. */
function at<S extends Scope>(deps: Deps<S>, now: number): Deps<S> {
  const source = { nowMs: now, random: deps.random };
  return { ...deps, now, newId: (kind) => newId(kind, source) };
}

async function handIn(draft: Draft): Promise<Prepared> {
  const requestId = commandId();
  const { startedAtMs, fields } = draft;
  const person = { email: draft.email, name: draft.name, locale: "ja" };
  const { id } = await enrolPerson(at(visitorDeps(requestId), startedAtMs), person);
  const { applicationId } = await startApplication(at(personDeps(id, requestId), startedAtMs));
  const applicant = at(await actAs(draft.email, "application:edit"), startedAtMs + HOUR_MS / 3);
  await fillIn(applicant, applicationId, fields);
  const submittedAtMs = startedAtMs + HOUR_MS / 2;
  await submitApplication(at(applicant, submittedAtMs), { applicationId });
  await reviewed(draft, applicationId, submittedAtMs);
  return { applicationId, tradeName: fields["business.tradeName"] ?? "", stage: draft.stage };
}

async function fillIn(
  deps: Deps<MerchantScope>,
  applicationId: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const own = () => deps.transact((tx) => getOwnApplication(tx, deps.scope, deps.now));
  const { fields: before } = await own();
  const changes = Object.entries(fields).flatMap(([key, value]) =>
    isFieldKey(key) ? [{ key, base: before[key] ?? "", value }] : [],
  );
  await saveApplicationFields(deps, { applicationId, changes });
  const { requirements } = await own();
  for (const { documentKind, level, state } of requirements) {
    if (documentKind === null || level !== "blocking" || state !== "missing") continue;
    const fileName = `${documentKind}.pdf`;
    const issuedOn = addDays(jstDay(deps.now), -20);
    const paper = { applicationId, kind: documentKind, fileName, issuedOn };
    await addDrawnDocument(deps, deps.scope.tenantId, paper, await specimen(documentKind));
  }
}

/** What the desk has done so far with an application. */
async function reviewed(draft: Draft, applicationId: string, submittedAtMs: number): Promise<void> {
  if (draft.stage === "submitted") return;
  const email = REVIEWERS[draft.index % REVIEWERS.length] ?? REVIEWERS[0];
  const desk: Deps<OperatorScope> = at(await actAs(email, "review:recommend"), submittedAtMs + HOUR_MS);
  await openReview(desk, { applicationId });
  if (draft.stage === "returned") {
    const { field, ...said } = RETURNS[draft.index % RETURNS.length] ?? RETURNS[0];
    await returnApplication(desk, { applicationId, items: [{ itemKey: `field:${field}`, ...said }] });
  }
  if (draft.stage === "recommended") {
    const { contentHash, requirements } = await desk.transact((tx) =>
      getReviewCase(tx, desk.scope, applicationId, desk.now),
    );
    for (const { key: itemKey } of blockersOf(requirements, "recommend")) {
      const said = { reasonCode: "confirmed_by_phone", reason: "電話で本人に確認しました。" };
      await waiveItem(desk, { applicationId, itemKey, ...said });
    }
    await recommendApplication(desk, { applicationId, contentHash });
  }
}
