import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobDeps, personDeps } from "@/server/api/entry";
import { signedInWith } from "@/server/api/request-context";
import { createCaller } from "@/server/api/root";
import type { OperatorRole } from "@/server/kernel/permissions";
import { wallNow } from "@/server/platform/clock";
import { randomBytes } from "@/server/platform/crypto";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { tokenText } from "@/server/platform/session-cookie";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { openSession } from "../sign-in/commands";
import { appointStaff } from "./commands";

let database: TestDatabase;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A new member of staff with a session, and the procedures as a request with that session would reach them. */
async function staffMember(role: OperatorRole) {
  count += 1;
  const email = `${role}${count}@example.jp`;
  const [made] = await appointStaff(jobDeps("test", "req_test"), [{ email, name: role, role }]);
  const personId = made?.personId ?? "";
  const token = await signIn(personId);
  return { email, personId, token, request: () => requestWith(token) };
}

async function signIn(personId: string): Promise<string> {
  const token = tokenText(randomBytes(32));
  await openSession(
    { ...personDeps(personId, "req_test"), wallMs: wallNow() },
    { token, userAgent: "", secondFactorGiven: true },
  );
  return token;
}

/** As at the edge: the session row is read anew for each request. */
async function requestWith(token: string) {
  const signedIn = await signedInWith(token);
  return createCaller({ requestId: "req_test", signedIn, clientAddress: "", locale: "ja" });
}

async function membershipOf(personId: string): Promise<string> {
  const [row] = await sqlOfClient(poolFor("operator"))<{ id: string }>(
    "SELECT id FROM membership WHERE person_id = $1 AND revoked_at IS NULL ORDER BY id",
    [personId],
  );
  return row?.id ?? "";
}

const refusal = (code: string) => expect.objectContaining({ message: code });

describe("staff lose access at once (G19)", () => {
  test("revoking a role ends every session of the person", async () => {
    const admin = await staffMember("administrator");
    const finance = await staffMember("finance");
    const second = await signIn(finance.personId);
    expect((await (await finance.request()).account.me()).current?.role).toBe("finance");
    const membershipId = await membershipOf(finance.personId);
    await (await admin.request()).staff.revokeRole({ membershipId });
    for (const token of [finance.token, second]) {
      await expect((await requestWith(token)).account.me()).rejects.toEqual(refusal("not_signed_in"));
    }
  });

  test("a new role ends the sessions that do not know of it", async () => {
    const admin = await staffMember("administrator");
    const member = await staffMember("support");
    await (await admin.request()).staff.grantRole({ email: member.email, name: "x", role: "risk" });
    expect(await signedInWith(member.token)).toBeNull();
    const again = await signedInWith(await signIn(member.personId));
    expect(again?.memberships.map(({ role }) => role).sort()).toEqual(["risk", "support"]);
  });

  test("a blocked person is out at once and cannot come back until unblocked", async () => {
    const admin = await staffMember("administrator");
    const member = await staffMember("reviewer");
    await (await admin.request()).staff.blockPerson({ personId: member.personId });
    expect(await signedInWith(member.token)).toBeNull();
    await expect(signIn(member.personId)).rejects.toEqual(refusal("person_blocked"));
    await (await admin.request()).staff.unblockPerson({ personId: member.personId });
    expect(await signedInWith(await signIn(member.personId))).not.toBeNull();
  });

  test("a membership that is revoked behind a live session no longer acts", async () => {
    const member = await staffMember("auditor");
    await sqlOfClient(poolFor("operator"))("UPDATE membership SET revoked_at = now() WHERE person_id = $1", [
      member.personId,
    ]);
    await expect((await member.request()).staff.list()).rejects.toEqual(refusal("not_permitted"));
  });

  test("signing out everywhere ends all of one's sessions and nobody else's", async () => {
    const [member, other] = [await staffMember("risk"), await staffMember("risk")];
    const second = await signIn(member.personId);
    expect(await (await member.request()).account.signOutEverywhere()).toEqual({ ended: 2 });
    expect(await signedInWith(second)).toBeNull();
    expect(await signedInWith(other.token)).not.toBeNull();
  });
});

describe("nobody helps themselves", () => {
  test("administrators change neither their own roles nor their own account", async () => {
    const admin = await staffMember("administrator");
    const { staff } = await admin.request();
    const membershipId = await membershipOf(admin.personId);
    await expect(staff.grantRole({ email: admin.email, name: "x", role: "approver" })).rejects.toEqual(
      refusal("own_account"),
    );
    await expect(staff.revokeRole({ membershipId })).rejects.toEqual(refusal("own_account"));
    await expect(staff.blockPerson({ personId: admin.personId })).rejects.toEqual(refusal("own_account"));
  });

  test("two administrators who revoke each other at once leave one", async () => {
    const [a, b] = [await staffMember("administrator"), await staffMember("administrator")];
    const [first, second] = [await a.request(), await b.request()];
    const results = await Promise.allSettled([
      first.staff.revokeRole({ membershipId: await membershipOf(b.personId) }),
      second.staff.revokeRole({ membershipId: await membershipOf(a.personId) }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("other roles may not manage staff", async () => {
    for (const role of ["reviewer", "finance", "auditor"] as const) {
      const { staff } = await (await staffMember(role)).request();
      await expect(staff.grantRole({ email: "x@example.jp", name: "x", role: "finance" })).rejects.toEqual(
        refusal("not_permitted"),
      );
    }
  });

  test("nobody switches to a membership of somebody else", async () => {
    const [a, b] = [await staffMember("finance"), await staffMember("risk")];
    const membershipId = await membershipOf(b.personId);
    await expect((await a.request()).account.switchMembership({ membershipId })).rejects.toEqual(
      refusal("not_found"),
    );
  });
});

test("a person with two roles acts in the one they chose, in that session alone", async () => {
  const admin = await staffMember("administrator");
  const member = await staffMember("support");
  await (await admin.request()).staff.grantRole({ email: member.email, name: "x", role: "finance" });
  const [here, there] = [await signIn(member.personId), await signIn(member.personId)];
  const finance = (await signedInWith(here))?.memberships.find(({ role }) => role === "finance")?.id ?? "";
  await (await requestWith(here)).account.switchMembership({ membershipId: finance });
  expect((await signedInWith(here))?.active?.role).toBe("finance");
  expect((await signedInWith(there))?.active?.role).toBe("support");
});

test("every change of staff is in the audit log, in the same transaction", async () => {
  const admin = await staffMember("administrator");
  const member = await staffMember("reviewer");
  await (await admin.request()).staff.blockPerson({ personId: member.personId });
  const rows = await sqlOfClient(poolFor("operator"))<{ action: string; actor_id: string }>(
    "SELECT action, actor_id FROM audit_event WHERE subject_id = $1 ORDER BY id",
    [member.personId],
  );
  // Events of one millisecond have no order among themselves.
  expect(rows.map(({ action }) => action).sort()).toEqual([
    "person.block",
    "person.create",
    "session.open",
    "staff.grant",
  ]);
  expect(rows.find(({ action }) => action === "person.block")?.actor_id).toBe(admin.personId);
});
