import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { age, enrolApp, newPerson, ORIGIN, secretOf, signIn } from "@/bench/people-bed";
import { wallNow } from "@/server/platform/clock";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { appCodeOf, ENROLMENT_MS, RECOVERY_CODES, STEP_UP_MS, stepAt } from "./rules";

const sql = () => sqlOfClient(poolFor("operator"));
const refusal = (code: string) => expect.objectContaining({ message: code });
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ PUBLIC_URL: ORIGIN });
});
afterAll(() => database.drop());

describe("an authenticator app", () => {
  test("is set up with its first code, which counts for this session, and brings ten recovery codes", async () => {
    const { personId } = await newPerson();
    const desk = await signIn(personId);
    const { recoveryCodes } = await enrolApp(desk);
    expect(new Set(recoveryCodes).size).toBe(RECOVERY_CODES);
    expect(await desk.signedIn()).toMatchObject({ secondFactor: "given" });
    const state = await (await desk.api()).secondFactor.state();
    expect(state).toMatchObject({ fresh: true, recoveryCodes: 10, sandboxCode: null });
    expect(state.factors).toEqual([expect.objectContaining({ kind: "app", label: "phone" })]);
  });

  test("the next sign-in owes the factor and can do nothing before it", async () => {
    const { personId } = await newPerson();
    const { secret, step } = await enrolApp(await signIn(personId));
    const desk = await signIn(personId);
    expect(await desk.signedIn()).toMatchObject({ secondFactor: "due" });
    await expect((await desk.api()).applications.start()).rejects.toEqual(refusal("second_factor_required"));
    await expect((await desk.api()).account.changeLocale({ locale: "en" })).rejects.toEqual(
      refusal("second_factor_required"),
    );
    await (await desk.api()).secondFactor.giveAppCode({ code: appCodeOf(secret, step) });
    await (await desk.api()).account.changeLocale({ locale: "en" });
  });

  test("a code opens once: not again, not in another session, not in twelve requests at once", async () => {
    const { personId } = await newPerson();
    const { secret, step } = await enrolApp(await signIn(personId));
    const code = appCodeOf(secret, step);
    const desks = await Promise.all(Array.from({ length: 8 }, () => signIn(personId)));
    const results = await Promise.allSettled(
      desks.map(async (desk) => (await desk.api()).secondFactor.giveAppCode({ code })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const late = await signIn(personId);
    await expect((await late.api()).secondFactor.giveAppCode({ code })).rejects.toEqual(
      refusal("factor_wrong"),
    );
  });

  test("of fifty guesses at once no more than ten are looked at (G20)", async () => {
    const { personId } = await newPerson();
    await enrolApp(await signIn(personId));
    const { secondFactor } = await (await signIn(personId)).api();
    const guesses = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) => secondFactor.giveAppCode({ code: String(at).padStart(6, "0") })),
    );
    const reasons = guesses.map((guess) => (guess.status === "rejected" ? guess.reason.message : "accepted"));
    // Setting the app up was a try as well.
    expect(reasons.filter((reason) => reason === "factor_wrong")).toHaveLength(9);
    expect(reasons.filter((reason) => reason === "too_many_requests")).toHaveLength(41);
  });
});

describe("who may set one up", () => {
  test("nobody at a browser that was left open", async () => {
    const { personId } = await newPerson();
    const desk = await signIn(personId);
    await age(desk, ENROLMENT_MS);
    await expect((await desk.api()).secondFactor.beginApp()).rejects.toEqual(
      refusal("factor_enrolment_late"),
    );
    await expect((await desk.api()).secondFactor.beginPasskey()).rejects.toEqual(
      refusal("factor_enrolment_late"),
    );
  });

  test("a further one needs the one that is there, also when the mail box is somebody else's by now", async () => {
    const { personId } = await newPerson();
    const first = await signIn(personId);
    await enrolApp(first);
    const thief = await signIn(personId);
    await expect((await thief.api()).secondFactor.beginApp()).rejects.toEqual(refusal("step_up_required"));
    await expect((await thief.api()).secondFactor.beginPasskey()).rejects.toEqual(
      refusal("step_up_required"),
    );
    await age(first, STEP_UP_MS);
    await expect((await first.api()).secondFactor.beginApp()).rejects.toEqual(refusal("step_up_required"));
  });

  test("an operator without one is barred from the desk, and keeps at least one", async () => {
    const { personId } = await newPerson("finance");
    const desk = await signIn(personId);
    await expect((await desk.api()).settlement.runs({})).rejects.toEqual(refusal("second_factor_required"));
    const { factorId } = await enrolApp(desk);
    await (await desk.api()).settlement.runs({});
    await expect((await desk.api()).secondFactor.remove({ factorId })).rejects.toEqual(
      refusal("last_factor"),
    );
  });

  test("nobody removes or confirms somebody else's", async () => {
    const mine = await signIn((await newPerson()).personId);
    const yours = await signIn((await newPerson()).personId);
    const { factorId } = await enrolApp(mine);
    await enrolApp(yours);
    await expect((await yours.api()).secondFactor.remove({ factorId })).rejects.toEqual(refusal("not_found"));
    const begun = await (await mine.api()).secondFactor.beginApp();
    const code = appCodeOf(secretOf(begun.secretText), stepAt(wallNow()));
    const stolen = { factorId: begun.factorId, code, label: "" };
    await expect((await yours.api()).secondFactor.confirmApp(stolen)).rejects.toEqual(refusal("not_found"));
  });

  test("without the last factor the recovery codes are gone too", async () => {
    const desk = await signIn((await newPerson()).personId);
    const { factorId } = await enrolApp(desk);
    await (await desk.api()).secondFactor.remove({ factorId });
    expect(await (await desk.api()).secondFactor.state()).toMatchObject({ factors: [], recoveryCodes: 0 });
  });
});

describe("recovery codes", () => {
  test("each opens once, in any spelling, and new ones end the old", async () => {
    const { personId } = await newPerson();
    const { recoveryCodes } = await enrolApp(await signIn(personId));
    const [first = "", second = ""] = recoveryCodes;
    const desk = await signIn(personId);
    const code = first.toLowerCase().replaceAll("-", " ");
    expect(await (await desk.api()).secondFactor.giveRecoveryCode({ code })).toEqual({ left: 9 });
    const other = await signIn(personId);
    await expect((await other.api()).secondFactor.giveRecoveryCode({ code })).rejects.toEqual(
      refusal("factor_wrong"),
    );
    await (await desk.api()).secondFactor.renewRecoveryCodes();
    await expect((await other.api()).secondFactor.giveRecoveryCode({ code: second })).rejects.toEqual(
      refusal("factor_wrong"),
    );
  });
});

test("a dump shows no secret of an app and no recovery code, and another row's ciphertext opens nothing (G23)", async () => {
  const { personId } = await newPerson();
  const desk = await signIn(personId);
  const { secret, recoveryCodes } = await enrolApp(desk);
  const other = await enrolApp(await signIn((await newPerson()).personId));
  const dump = await withClient(database.urls.superuser, async (client) => {
    const rows = await client.query<{ text: string }>(
      `SELECT row_to_json(t)::text AS text FROM second_factor t
       UNION ALL SELECT row_to_json(t)::text FROM recovery_code t
       UNION ALL SELECT row_to_json(t)::text FROM audit_event t`,
    );
    return rows.rows.map(({ text }) => text).join("\n");
  });
  const forms = ["hex", "base64", "base64url"] as const;
  for (const form of forms) expect(dump).not.toContain(Buffer.from(secret).toString(form));
  for (const code of recoveryCodes) {
    expect(dump).not.toContain(code);
    expect(dump).not.toContain(code.replaceAll("-", ""));
  }
  await sql()(
    "UPDATE second_factor SET sealed = (SELECT sealed FROM second_factor WHERE id = $1) WHERE person_id = $2",
    [other.factorId, personId],
  );
  const code = appCodeOf(other.secret, stepAt(wallNow()));
  await expect((await (await signIn(personId)).api()).secondFactor.giveAppCode({ code })).rejects.toThrow();
});
