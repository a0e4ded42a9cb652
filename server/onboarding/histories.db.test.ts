import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dice, diceOf } from "@/bench/soak-model";
import { isDomainError } from "@/server/kernel/errors";
import { read } from "@/server/platform/db";
import { takeUpApplication } from "./applicant/commands";
import { getOwnApplication } from "./applicant/queries";
import { recommendApplication } from "./approval/commands";
import { saveApplicationFields } from "./autosave/commands";
import { keepReturnedItem, submitApplication, withdrawApplication } from "./commands";
import { acceptItems, openReview, returnApplication, sendBackToReview } from "./review/commands";
import { getReviewCase } from "./review/queries";
import { nextActor } from "./rules";
import { SAMPLE_COMPANY } from "./sample.data";
import { applicant, closeHouse, deskDeps, fill, NOW, openHouse, person } from "./sample.test";

beforeAll(openHouse);
afterAll(closeHouse);

const STEPS = 50;
const TYPED = [
  "store.name",
  "store.phone",
  "business.tradeName",
  "representative.name",
  "business.phone",
] as const;
const VALUES = ["", "株式会社さくら", "03-1234-5678", "これは電話番号ではない", "<b>", "ｻｸﾗ", "1".repeat(60)];

type Life = {
  readonly dice: Dice;
  readonly who: Awaited<ReturnType<typeof applicant>>;
  readonly desk: ReturnType<typeof deskDeps>;
  /** What the applicant has typed and was told is stored. */
  readonly typed: Map<string, string>;
};

function one<T>(dice: Dice, of: readonly T[]): T {
  const chosen = of[dice.below(of.length)];
  if (chosen === undefined) throw new Error("nothing to choose from");
  return chosen;
}

const view = ({ who }: Life) => read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
const caseOf = ({ who, desk }: Life) =>
  read(desk.scope, (tx) => getReviewCase(tx, desk.scope, who.applicationId, NOW));

async function type(life: Life, key: (typeof TYPED)[number], value: string): Promise<void> {
  const { who, typed } = life;
  const changes = [{ key, base: typed.get(key) ?? "", value }];
  const { conflicts } = await saveApplicationFields(who.deps, { applicationId: who.applicationId, changes });
  expect(conflicts).toEqual([]);
  typed.set(key, value);
}

async function someItem(life: Life): Promise<string> {
  const { requirements } = await caseOf(life);
  return one(
    life.dice,
    requirements.filter(({ kind }) => kind !== "check"),
  ).key;
}

/** What either side may try at any moment; a rule may say no, and then nothing has happened. */
const TRIES: readonly ((life: Life) => Promise<unknown>)[] = [
  (life) => type(life, one(life.dice, TYPED), one(life.dice, VALUES)),
  (life) => type(life, one(life.dice, TYPED), `${life.dice.below(1_000)} のれん`),
  ({ who }) => submitApplication(who.deps, who),
  ({ who, desk }) => openReview(desk, who),
  async (life) => {
    const items = [{ itemKey: await someItem(life), reasonCode: "unreadable", reason: "もう一度" }];
    await returnApplication(life.desk, { applicationId: life.who.applicationId, items });
  },
  async (life) => {
    const itemKeys = [await someItem(life)];
    await acceptItems(life.desk, {
      applicationId: life.who.applicationId,
      itemKeys,
      accepted: life.dice.chance(70),
    });
  },
  async (life) => {
    const returned = (await view(life)).requirements.find(({ state }) => state === "returned");
    if (returned) await keepReturnedItem(life.who.deps, { ...life.who, itemKey: returned.key });
  },
  async (life) => {
    const { contentHash } = await caseOf(life);
    await recommendApplication(life.desk, { applicationId: life.who.applicationId, contentHash });
  },
  ({ who, desk }) => sendBackToReview(desk, { ...who, reason: "もう一度見てください" }),
  ({ who, dice }) => (dice.chance(20) ? withdrawApplication(who.deps, who) : Promise.resolve()),
  ({ who }) => takeUpApplication(who.deps, who),
];

async function expectNothingLost(life: Life, papers: number): Promise<void> {
  const { fields, documents, state, requirements } = await view(life);
  for (const [key, value] of life.typed) expect([key, Reflect.get(fields, key) ?? ""]).toEqual([key, value]);
  expect(documents).toHaveLength(papers);
  // A state in which nobody is next is one that the applicant can take up again.
  if (nextActor(state) === "nobody") expect(state).toBe("withdrawn");
  for (const { state: of, reason } of requirements) if (of === "returned") expect(reason).toBeTruthy();
}

/** Whatever has happened, the applicant can put everything right and hand it in. */
async function handIn(life: Life): Promise<void> {
  const { who } = life;
  const { state } = await view(life);
  if (state === "withdrawn") await takeUpApplication(who.deps, who);
  else if (state === "in_review" || state === "submitted" || state === "recommended") {
    if (state === "submitted") await openReview(life.desk, who);
    const items = [{ itemKey: "field:store.name", reasonCode: "mismatch", reason: "看板と違います" }];
    await returnApplication(life.desk, { applicationId: who.applicationId, items });
  }
  for (const key of TYPED) await type(life, key, SAMPLE_COMPANY[key] ?? "");
  for (const { key, state: of } of (await view(life)).requirements)
    if (of === "returned") await keepReturnedItem(who.deps, { ...who, itemKey: key });
  await submitApplication(who.deps, who);
  expect(await view(life)).toMatchObject({ state: "submitted" });
}

describe("an application through any sequence of edits, returns, recommendations and withdrawals", () => {
  it.each([1, 2])(
    "loses nothing that was typed or sent, and can be handed in in the end (seed %i)",
    async (seed) => {
      const dice = diceOf(seed);
      const who = await applicant();
      await fill(who);
      const desk = deskDeps(await person("approver"), "approver");
      const life: Life = {
        dice,
        who,
        desk,
        typed: new Map(TYPED.map((key) => [key, SAMPLE_COMPANY[key] ?? ""])),
      };
      const papers = (await view(life)).documents.length;
      const states = new Set<string>();
      for (let step = 0; step < STEPS; step += 1) {
        await one(
          dice,
          TRIES,
        )(life).catch((error: unknown) => {
          if (!isDomainError(error)) throw error;
        });
        await expectNothingLost(life, papers);
        states.add((await view(life)).state);
      }
      expect(states.size).toBeGreaterThanOrEqual(3);
      await handIn(life);
      await expectNothingLost(life, papers);
    },
  );
});
