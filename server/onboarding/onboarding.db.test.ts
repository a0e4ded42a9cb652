import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintScope } from "@/server/kernel/scope";
import { read } from "@/server/platform/db";
import { sendWayBack, takeUpApplication } from "./applicant/commands";
import { getOwnApplication } from "./applicant/queries";
import { approveApplication } from "./approval/commands";
import { saveApplicationFields } from "./autosave/commands";
import { keepReturnedItem, startApplication, submitApplication, withdrawApplication } from "./commands";
import { addDocument } from "./documents/commands";
import { viewDocument } from "./documents/viewing/commands";
import { isFieldKey } from "./fields/rules";
import { acceptItems, openReview, rejectApplication, returnApplication } from "./review/commands";
import { getReviewCase } from "./review/queries";
import { listQueue } from "./review/queue/queries";
import { findCases } from "./review/search/queries";
import { SAMPLE_COMPANY } from "./sample.data";
import {
  applicant,
  asOwner,
  closeHouse,
  deskDeps,
  fill,
  jpeg,
  NOW,
  openHouse,
  person,
  personDeps,
  recommendedOf,
  submitted,
} from "./sample.test";

beforeAll(openHouse);
afterAll(closeHouse);

describe("an application", () => {
  it("is one, however often its start is pressed, and belongs to the person who starts it", async () => {
    const personId = await person(null);
    const starts = await Promise.all([1, 2, 3, 4].map(() => startApplication(personDeps(personId))));
    expect(new Set(starts.map((start) => start.applicationId)).size).toBe(1);
  });

  it("keeps everything typed, wrong or right, and is refused while something is missing", async () => {
    const who = await applicant();
    await saveApplicationFields(who.deps, {
      applicationId: who.applicationId,
      changes: [{ key: "store.phone", base: "", value: "これは電話番号ではない" }],
    });
    const view = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    expect(view.fields["store.phone"]).toBe("これは電話番号ではない");
    await expect(submitApplication(who.deps, who)).rejects.toMatchObject({ code: "application_incomplete" });
  });

  it("two tabs: the second is told of the other's value and overwrites nothing", async () => {
    const who = await applicant();
    const save = (value: string, base: string) =>
      saveApplicationFields(who.deps, {
        applicationId: who.applicationId,
        changes: [{ key: "store.name", base, value }],
      });
    const results = await Promise.all([save("左", ""), save("右", "")]);
    expect(results.flatMap((result) => result.conflicts)).toHaveLength(1);
    const { fields } = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    const kept = fields["store.name"] ?? "";
    expect(results.flatMap((result) => result.conflicts)[0]?.theirs).toBe(kept);
    expect((await save("両方", kept)).conflicts).toEqual([]);
  });

  it("G16 answers a foreign application as if it did not exist, in every procedure", async () => {
    const mine = await applicant();
    const foreign = await submitted();
    const { applicationId } = foreign;
    const attempts = [
      () =>
        saveApplicationFields(mine.deps, {
          applicationId,
          changes: [{ key: "store.name", base: "", value: "x" }],
        }),
      () => submitApplication(mine.deps, { applicationId }),
      () => withdrawApplication(mine.deps, { applicationId }),
      () => keepReturnedItem(mine.deps, { applicationId, itemKey: "field:store.name" }),
      () =>
        addDocument(mine.deps, {
          applicationId,
          kind: "identity_document",
          fileName: "a.jpg",
          content: jpeg,
        }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    const [document] = (await read(foreign.scope, (tx) => getOwnApplication(tx, foreign.scope, NOW)))
      .documents;
    await expect(viewDocument(mine.deps, { documentId: document?.id ?? "", page: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("a returned item comes back with its reason, is answered by a change, and can be handed in again", async () => {
    const who = await submitted();
    const desk = deskDeps(await person("reviewer"), "reviewer");
    await openReview(desk, who);
    await acceptItems(desk, {
      applicationId: who.applicationId,
      itemKeys: ["field:store.phone"],
      accepted: true,
    });
    await returnApplication(desk, {
      applicationId: who.applicationId,
      items: [{ itemKey: "field:store.name", reasonCode: "mismatch", reason: "看板の名前と違います" }],
    });
    await expect(submitApplication(who.deps, who)).rejects.toMatchObject({ field: "store.name" });
    await saveApplicationFields(who.deps, {
      applicationId: who.applicationId,
      changes: [{ key: "store.name", base: SAMPLE_COMPANY["store.name"], value: "さくらマート渋谷" }],
    });
    await submitApplication(who.deps, who);
    const seen = await read(desk.scope, (tx) => getReviewCase(tx, desk.scope, who.applicationId, NOW));
    expect(seen).toMatchObject({ state: "submitted", submissions: 2 });
    expect(seen.requirements.find(({ key }) => key === "field:store.name")).toMatchObject({ answered: true });
    expect(seen.requirements.find(({ key }) => key === "field:store.phone")).toMatchObject({
      state: "accepted",
    });
  });

  it("a returned item that is right as it stands can be kept", async () => {
    const who = await submitted();
    const desk = deskDeps(await person("reviewer"), "reviewer");
    await openReview(desk, who);
    const items = [{ itemKey: "document:register_certificate", reasonCode: "unreadable", reason: "" }];
    await returnApplication(desk, { applicationId: who.applicationId, items });
    await keepReturnedItem(who.deps, {
      applicationId: who.applicationId,
      itemKey: "document:register_certificate",
    });
    await submitApplication(who.deps, who);
    await openReview(desk, who);
    await rejectApplication(desk, { applicationId: who.applicationId, reason: "対象外の業種" });
    const view = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    expect(view).toMatchObject({ state: "rejected", rejectionReason: "対象外の業種" });
  });

  it("a case is found by a part of its name or its id while it waits, and not once it is over", async () => {
    const who = await submitted();
    const desk = deskDeps(await person("reviewer"), "reviewer");
    const find = (text: string) => read(desk.scope, (tx) => findCases(tx, desk.scope, text));
    const { id, tradeName } = await read(desk.scope, (tx) =>
      getReviewCase(tx, desk.scope, who.applicationId, NOW),
    );
    expect(await find(id)).toMatchObject([{ id, filter: "open", tradeName }]);
    expect((await find(tradeName.slice(1, 4))).length).toBeGreaterThan(0);
    expect(await find("%")).toEqual([]);
    await openReview(desk, who);
    await rejectApplication(desk, { applicationId: id, reason: "対象外の業種" });
    expect(await find(id)).toEqual([]);
  });

  it("that was withdrawn is taken up again with everything in it, and whoever is not asked cannot", async () => {
    const who = await submitted();
    await withdrawApplication(who.deps, who);
    const before = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    expect(before).toMatchObject({ state: "withdrawn" });
    await expect(takeUpApplication((await applicant()).deps, who)).rejects.toMatchObject({
      code: "not_found",
    });
    await takeUpApplication(who.deps, who);
    const after = await read(who.scope, (tx) => getOwnApplication(tx, who.scope, NOW));
    expect(after).toMatchObject({ state: "draft", closedAt: null, fields: before.fields });
    await submitApplication(who.deps, who);
    await expect(takeUpApplication(who.deps, who)).rejects.toMatchObject({ code: "application_state" });
  });

  it("sends the way back to the person who fills it in, once for each press", async () => {
    const who = await applicant();
    await sendWayBack(who.deps, who);
    await asOwner<{ payload: unknown }>(async (query) => {
      const { rows } = await query(
        "SELECT payload FROM outbox_event WHERE type = 'application.left' AND subject_id = $1",
        [who.applicationId],
      );
      expect(rows).toEqual([{ payload: { applicationId: who.applicationId, personId: who.personId } }]);
    });
  });

  it("with three stores becomes a merchant with three stores, each with a code of its own", async () => {
    const who = await applicant();
    await fill(who);
    const stores = ["2", "3"].flatMap((slot) =>
      Object.entries(SAMPLE_COMPANY).flatMap(([key, value]) =>
        key.startsWith("store.") ? [[`stores.${slot}.${key.slice("store.".length)}`, value] as const] : [],
      ),
    );
    const names = { "stores.2.name": "さくらマート 原宿店", "stores.3.name": "さくらマート 上野店" };
    const fields = { ...Object.fromEntries(stores), ...names };
    const changes = Object.entries(fields).flatMap(([key, value]) =>
      isFieldKey(key) ? [{ key, base: "", value }] : [],
    );
    const saved = await saveApplicationFields(who.deps, { applicationId: who.applicationId, changes });
    // Whoever types into a place puts it into the list.
    expect(saved.follows.map(({ key }) => key)).toEqual(["stores.2.listed", "stores.3.listed"]);
    await submitApplication(who.deps, who);
    const { checkerDeps, verdict } = await recommendedOf(who);
    const approved = await approveApplication(checkerDeps, verdict);
    expect(approved.storeIds).toHaveLength(3);
    expect(new Set(approved.codes).size).toBe(3);
  });

  it("the queue is paged by age and shows no one twice", async () => {
    const desk = mintScope({ kind: "operator", personId: "per_desk", role: "reviewer" });
    await Promise.all([submitted(), submitted(), submitted()]);
    const ids: string[] = [];
    let after: { atMs: number; id: string } | undefined;
    for (let page = 0; page < 50; page += 1) {
      const found = await read(desk, (tx) =>
        listQueue(tx, desk, { filter: "open", cursor: after, limit: 2 }, NOW),
      );
      ids.push(...found.rows.map((row) => row.id));
      if (!found.next) break;
      after = found.next;
    }
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
