import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read } from "@/server/platform/db";
import { getOwnApplication } from "../applicant/queries";
import { approveApplications, recommendApplications } from "../approval/bulk/commands";
import { recommendApplication } from "../approval/commands";
import { saveApplicationFields } from "../autosave/commands";
import { submitApplication } from "../commands";
import { blockersOf } from "../requirements/rules";
import { SAMPLE_COMPANY } from "../sample.data";
import { applicant, closeHouse, deskDeps, fill, NOW, openHouse, person, submitted } from "../sample.test";
import { openReview, rejectApplication, reopenApplication, waiveItem } from "./commands";
import { getReviewCase } from "./queries";
import { assignApplication } from "./queue/commands";
import { listQueue } from "./queue/queries";
import { removeView, saveView } from "./views/commands";
import { listViews } from "./views/queries";

beforeAll(openHouse);
afterAll(closeHouse);

const approver = async () => deskDeps(await person("approver"), "approver");
type Desk = Awaited<ReturnType<typeof approver>>;
const look = (desk: Desk, applicationId: string, nowMs = NOW) =>
  read(desk.scope, (tx) => getReviewCase(tx, desk.scope, applicationId, nowMs));
async function change(who: Awaited<ReturnType<typeof applicant>>, key: "store.goods", value: string) {
  const changes = [{ key, base: SAMPLE_COMPANY[key], value }];
  await saveApplicationFields(who.deps, { applicationId: who.applicationId, changes });
}

describe("both sides", () => {
  it("see the same list, also when a certificate runs out while it lies on the desk", async () => {
    const who = await submitted();
    // Its certificate is of 1 November 2026, so that it was good until 1 February.
    for (const nowMs of [NOW, Date.parse("2027-02-10T01:00:00Z")]) {
      const { requirements } = await look(await approver(), who.applicationId, nowMs);
      const own = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, nowMs));
      expect(requirements.filter(({ kind }) => kind !== "check")).toEqual(own.requirements);
      expect(blockersOf(requirements)).toEqual([]);
    }
  });
});

describe("assignment", () => {
  it("of two who take an application at once, one gets it and the other is told", async () => {
    const who = await submitted();
    const desks = await Promise.all([approver(), approver()]);
    const takes = await Promise.allSettled(
      desks.map((desk) => assignApplication(desk, { ...who, expected: null, to: "me" })),
    );
    expect(takes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = takes.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "assignment_changed" } });
  });

  it("the queue knows mine, others' and nobody's, and a person's views are their own", async () => {
    const [mine, theirs, free] = await Promise.all([submitted(), submitted(), submitted()]);
    const [me, colleague] = await Promise.all([approver(), approver()]);
    await assignApplication(me, { ...mine, expected: null, to: "me" });
    await assignApplication(colleague, { ...theirs, expected: null, to: "me" });
    const ids = async (owner: "mine" | "others" | "nobody") => {
      const page = await read(me.scope, (tx) =>
        listQueue(tx, me.scope, { filter: "open", owner, limit: 100 }, NOW),
      );
      return page.rows.map(({ id }) => id);
    };
    expect(await ids("mine")).toEqual([mine.applicationId]);
    expect(await ids("others")).toContain(theirs.applicationId);
    expect(await ids("nobody")).toContain(free.applicationId);
    const { viewId } = await saveView(me, { name: "朝の分", query: "filter=open&owner=mine" });
    expect(await read(me.scope, (tx) => listViews(tx, me.scope))).toHaveLength(1);
    expect(await read(colleague.scope, (tx) => listViews(tx, colleague.scope))).toEqual([]);
    await expect(removeView(colleague, { viewId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what blocks a recommendation", () => {
  it("a prohibited word is settled by a reason, which counts until the content changes", async () => {
    const who = await applicant();
    await fill(who);
    await change(who, "store.goods", "CBDオイル");
    await submitApplication(who.deps, who);
    const desk = await approver();
    await openReview(desk, who);
    const { contentHash } = await look(desk, who.applicationId);
    await expect(recommendApplication(desk, { ...who, contentHash })).rejects.toMatchObject({
      code: "application_incomplete",
    });
    const itemKey = "check:prohibited_words";
    await waiveItem(desk, { ...who, itemKey, reasonCode: "other_evidence", reason: "化粧品の名前" });
    const seen = await look(desk, who.applicationId);
    expect(seen.requirements.find(({ key }) => key === itemKey)).toMatchObject({ state: "waived" });
    const own = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    expect(own.verdicts, "the desk's notes are not the applicant's").toEqual([]);
    await recommendApplication(desk, { ...who, contentHash });
  });

  it("the same phone, account and person elsewhere are found among applications, by blind index", async () => {
    const [one, other] = [await submitted(), await submitted()];
    const { checks } = await look(await approver(), one.applicationId);
    for (const name of ["twin_phone", "twin_account", "twin_person", "twin_address", "twin_corporate"]) {
      const twins = checks.find((check) => check.name === name)?.twins.map(({ id }) => id);
      expect(twins, name).toContain(other.applicationId);
    }
  });
});

describe("several at once", () => {
  it("each row has its own result: what changed or was one's own stays, the others are approved", async () => {
    const who = await Promise.all([submitted(), submitted(), submitted()]);
    const [maker, checker] = await Promise.all([approver(), approver()]);
    for (const one of who) await openReview(maker, one);
    const shownIn = async (filter: "open" | "recommended") => {
      const page = await read(maker.scope, (tx) =>
        listQueue(tx, maker.scope, { filter, owner: "mine", limit: 100 }, NOW),
      );
      const versions = new Map(page.rows.map((row) => [row.id, row.version]));
      return who.map(({ applicationId }) => ({ applicationId, version: versions.get(applicationId) ?? 0 }));
    };
    const shown = await shownIn("open");
    const recommended = await recommendApplications(maker, { rows: shown });
    expect(recommended.map(({ ok }) => ok)).toEqual([true, true, true]);
    const current = await shownIn("recommended");
    const own = await approveApplications(maker, { rows: current });
    expect(own.map((row) => (row.ok ? "ok" : row.code))).toEqual(Array(3).fill("maker_is_checker"));
    const stale = current.map((row, at) => (at === 1 ? { ...row, version: row.version - 1 } : row));
    const approved = await approveApplications(checker, { rows: stale });
    expect(approved.map((row) => (row.ok ? "ok" : row.code))).toEqual(["ok", "application_changed", "ok"]);
    expect(approved.map(({ applicationId }) => applicationId)).toEqual(
      who.map(({ applicationId }) => applicationId),
    );
  });
});

describe("a rejection", () => {
  it("keeps the same company and representative away until its day, and ends when it is taken back", async () => {
    const who = await submitted();
    const desk = await approver();
    await openReview(desk, who);
    await rejectApplication(desk, { ...who, reason: "対象外の業種", coolDownDays: 90 });
    const again = await applicant();
    await fill(again);
    await expect(submitApplication(again.deps, again)).rejects.toMatchObject({
      code: "application_cooling",
      params: { day: "2027-02-20" },
    });
    await reopenApplication(desk, { ...who, reason: "誤って否認した" });
    await submitApplication(again.deps, again);
    expect(await look(desk, who.applicationId)).toMatchObject({ state: "in_review" });
  });
});
