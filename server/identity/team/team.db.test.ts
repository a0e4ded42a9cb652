import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newPerson, signIn } from "@/bench/people-bed";
import { actingForPerson, jobDeps } from "@/server/api/entry";
import type { MerchantRole } from "@/server/kernel/permissions";
import { sha256Hex } from "@/server/platform/crypto";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { plantRow } from "@/server/platform/test-rows";
import { askAgain, writeInvitation } from "../invitations/commands";
import { findLetterOf } from "../invitations/queries";
import { INVITATION_MS } from "../invitations/rules";
import { giveTenantRole } from "../memberships/commands";
import { giveStaffRole } from "../staff/commands";

const sql = () => sqlOfClient(poolFor("operator"));
const refusal = (code: string) => expect.objectContaining({ message: code });
const STORES = ["sto_here", "sto_there"] as const;
let database: TestDatabase;
let count = 0;

beforeAll(async () => {
  database = await testDatabase({ PUBLIC_URL: "http://localhost:3000" });
});
afterAll(() => database.drop());

/** A merchant with two stores; the rest of its columns are the database's own. */
async function newMerchant(): Promise<string> {
  count += 1;
  const tenantId = `mer_team${count}`;
  await plantMerchant(tenantId);
  return tenantId;
}

async function plantMerchant(tenantId: string): Promise<void> {
  await withClient(database.urls.superuser, async (client) => {
    await client.query("SET session_replication_role = replica");
    await plantRow(client, "merchant", { id: tenantId, tenant_id: tenantId, state: "active" });
    for (const id of STORES) {
      const whose = { tenant_id: tenantId, merchant_id: tenantId };
      await plantRow(client, "store", { id: `${id}${count}`, ...whose, state: "active" });
    }
  });
}

/** Somebody with a role at the merchant, signed in with a fresh second factor. */
async function newMember(tenantId: string, role: MerchantRole, storeIds: readonly string[] = []) {
  const { personId, email } = await newPerson();
  const deps = jobDeps("test", "req_test");
  const { membershipId } = await deps.transact((tx) =>
    giveTenantRole(tx, deps, { personId, tenantId, role, storeIds }),
  );
  const desk = await signIn(personId, { secondFactorGiven: true });
  return { personId, email, membershipId, ...desk };
}

const invited = (email: string, more: { role?: MerchantRole; storeIds?: string[] } = {}) => ({
  email,
  name: "招かれた人",
  locale: "ko" as const,
  role: "clerk" as const,
  storeIds: [],
  ...more,
});

const tokenOf = async (invitationId: string) => (await findLetterOf(invitationId))?.token ?? "";

/** A person with the invited address, signed in by code. */
async function guest() {
  const { personId, email } = await newPerson();
  return { personId, email, ...(await signIn(personId)) };
}

async function expire(invitationId: string): Promise<void> {
  await sql()("UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1", [invitationId]);
}

describe("an invitation", () => {
  test("makes a clerk of one store, once, and nobody else (G16, G20)", async () => {
    const tenantId = await newMerchant();
    const [owner, clerk, stranger] = [await newMember(tenantId, "owner"), await guest(), await guest()];
    const storeIds = [`sto_here${count}`];
    const { invitationId } = await (await owner.api()).team.invite(invited(clerk.email, { storeIds }));
    const token = await tokenOf(invitationId);
    await expect((await stranger.api()).invitations.accept({ token })).rejects.toEqual(
      refusal("invitation_other_person"),
    );
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, async () => (await clerk.api()).invitations.accept({ token })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await clerk.signedIn())?.active).toMatchObject({ tenantId, role: "clerk", storeIds });
    expect(await (await clerk.api()).invitations.held({ token })).toBeNull();
    const seen = await (await clerk.api()).merchants.stores({ limit: 50 });
    expect(seen.map(({ id }) => id)).toEqual(storeIds);
    await expect((await clerk.api()).merchants.store({ storeId: `sto_there${count}` })).rejects.toEqual(
      refusal("not_found"),
    );
    await expect((await clerk.api()).team.list()).rejects.toEqual(refusal("not_permitted"));
  });

  test("ends when it is withdrawn, sent again, or seven days old", async () => {
    const tenantId = await newMerchant();
    const owner = await newMember(tenantId, "owner");
    const [a, b, c] = [await guest(), await guest(), await guest()];
    const api = await owner.api();
    const [one, two, three] = [
      await api.team.invite(invited(a.email)),
      await api.team.invite(invited(b.email)),
      await api.team.invite(invited(c.email)),
    ];
    const tokens = {
      a: await tokenOf(one.invitationId),
      b: await tokenOf(two.invitationId),
      c: await tokenOf(three.invitationId),
    };
    await api.team.revokeInvitation(one);
    await api.team.resendInvitation(two);
    await expire(three.invitationId);
    for (const [who, token] of [
      [a, tokens.a],
      [b, tokens.b],
      [c, tokens.c],
    ] as const)
      await expect((await who.api()).invitations.accept({ token })).rejects.toEqual(
        refusal("invitation_void"),
      );
    await (await b.api()).invitations.accept({ token: await tokenOf(two.invitationId) });
    expect(INVITATION_MS).toBe(7 * 86_400_000);
  });

  test("of an owner by the network's own people counts while they may still bring merchants in", async () => {
    const tenantIds = [await newMerchant(), await newMerchant()] as const;
    const [manager, reviewer] = [await newPerson(), await newPerson()];
    const deps = jobDeps("test", "req_test");
    await deps.transact(async (tx) => {
      await giveStaffRole(tx, deps, manager.personId, "network_manager");
      await giveStaffRole(tx, deps, reviewer.personId, "reviewer");
    });
    const inviteAs = async (personId: string, tenantId: string, role: MerchantRole) => {
      const { email, api } = await guest();
      const acting = { ...deps, actor: { kind: "person", id: personId } as const };
      const { invitationId } = await deps.transact((tx) =>
        writeInvitation(tx, acting, { tenantId, email, name: "", role, storeIds: [], locale: "ja" }),
      );
      return { api, token: await tokenOf(invitationId) };
    };
    const owner = await inviteAs(manager.personId, tenantIds[0], "owner");
    await (await owner.api()).invitations.accept({ token: owner.token });
    for (const { api, token } of [
      await inviteAs(manager.personId, tenantIds[1], "manager"),
      await inviteAs(reviewer.personId, tenantIds[1], "owner"),
    ])
      await expect((await api()).invitations.accept({ token })).rejects.toEqual(refusal("invitation_void"));
  });

  test("is void once whoever sent it may no longer invite", async () => {
    const tenantId = await newMerchant();
    const [owner, second, clerk] = [
      await newMember(tenantId, "owner"),
      await newMember(tenantId, "owner"),
      await guest(),
    ];
    const { invitationId } = await (await second.api()).team.invite(invited(clerk.email, { role: "owner" }));
    const token = await tokenOf(invitationId);
    await (await owner.api()).team.remove({ membershipId: second.membershipId });
    await expect((await clerk.api()).invitations.accept({ token })).rejects.toEqual(
      refusal("invitation_void"),
    );
  });

  test("that has expired can be asked for again, once, and the same answer meets a token that never was", async () => {
    const tenantId = await newMerchant();
    const [owner, clerk] = [await newMember(tenantId, "owner"), await guest()];
    const { invitationId } = await (await owner.api()).team.invite(invited(clerk.email));
    const token = await tokenOf(invitationId);
    const ask = (given: string) =>
      askAgain(actingForPerson("visitor", "req_ask"), { token: given, clientAddress: "192.0.2.1" });
    await ask(token);
    expect(await asked(invitationId)).toBe(0);
    await expire(invitationId);
    expect(await ask(token)).toBe(await ask("x".repeat(43)));
    await ask(token);
    expect(await asked(invitationId)).toBe(1);
    const [waiting] = await (await owner.api()).team.invitations();
    expect(waiting).toMatchObject({ invitationId, state: "expired", askedAgain: true });
  });

  async function asked(invitationId: string): Promise<number> {
    const rows = await sql()(
      "SELECT 1 FROM outbox_event WHERE type = 'invitation.asked_again' AND subject_id = $1",
      [invitationId],
    );
    return rows.length;
  }

  test("a dump of the database opens none (G23)", async () => {
    const tenantId = await newMerchant();
    const owner = await newMember(tenantId, "owner");
    const { invitationId } = await (await owner.api()).team.invite(invited("dump@example.jp"));
    const token = await tokenOf(invitationId);
    const rows = await sql()<{ text: string }>(
      `SELECT row_to_json(i)::text AS text FROM invitation i
       UNION ALL SELECT row_to_json(o)::text FROM outbox_event o UNION ALL SELECT row_to_json(a)::text FROM audit_event a`,
    );
    const dump = rows.map(({ text }) => text).join("\n");
    expect(dump).toContain(sha256Hex(token));
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(Buffer.from(token).toString("hex"));
  });
});

describe("the team", () => {
  test("is nobody else's: members, stores and invitations of another merchant do not exist (G16)", async () => {
    const mine = await newMerchant();
    const owner = await newMember(mine, "owner");
    const yours = await newMerchant();
    const other = await newMember(yours, "owner");
    const invitation = await (await other.api()).team.invite(invited("theirs@example.jp"));
    const api = await owner.api();
    const foreign = { membershipId: other.membershipId };
    await expect(api.team.remove(foreign)).rejects.toEqual(refusal("not_found"));
    await expect(api.team.change({ ...foreign, role: "clerk", storeIds: [] })).rejects.toEqual(
      refusal("not_found"),
    );
    await expect(api.team.revokeInvitation(invitation)).rejects.toEqual(refusal("not_found"));
    await expect(api.team.resendInvitation(invitation)).rejects.toEqual(refusal("not_found"));
    await expect(
      api.team.invite(invited("x@example.jp", { storeIds: [`sto_here${count}`] })),
    ).rejects.toEqual(refusal("not_found"));
    expect(await api.team.invitations()).toEqual([]);
  });

  test("always keeps an owner, also when two remove each other at once", async () => {
    const tenantId = await newMerchant();
    const alone = await newMember(tenantId, "owner");
    const { membershipId } = alone;
    const toClerk = { membershipId, role: "clerk" as const, storeIds: [] };
    await expect((await alone.api()).team.remove({ membershipId })).rejects.toEqual(refusal("last_owner"));
    await expect((await alone.api()).team.change(toClerk)).rejects.toEqual(refusal("last_owner"));
    const second = await newMember(tenantId, "owner");
    const [first, other] = [await alone.api(), await second.api()];
    const results = await Promise.allSettled([
      first.team.remove({ membershipId: second.membershipId }),
      other.team.remove({ membershipId }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("a change of role or stores ends the member's sessions at once (G19)", async () => {
    const tenantId = await newMerchant();
    const [owner, clerk] = [await newMember(tenantId, "owner"), await newMember(tenantId, "clerk")];
    const { membershipId } = clerk;
    const storeIds = [`sto_there${count}`];
    await (await owner.api()).team.change({ membershipId, role: "manager", storeIds });
    expect(await clerk.signedIn()).toBeNull();
    const again = await signIn(clerk.personId);
    expect((await again.signedIn())?.active).toMatchObject({ role: "manager", storeIds });
    await (await owner.api()).team.remove({ membershipId });
    expect(await again.signedIn()).toBeNull();
  });

  test("making an owner asks for a second factor; a clerk does not (G19)", async () => {
    const tenantId = await newMerchant();
    const owner = await newMember(tenantId, "owner");
    const plain = await signIn(owner.personId);
    const api = await plain.api();
    await expect(api.team.invite(invited("boss@example.jp", { role: "owner" }))).rejects.toEqual(
      refusal("step_up_required"),
    );
    await api.team.invite(invited("helper@example.jp"));
  });

  test("owners and accountants are of the whole merchant", async () => {
    const owner = await newMember(await newMerchant(), "owner");
    const storeIds = [`sto_here${count}`];
    await expect(
      (await owner.api()).team.invite(invited("books@example.jp", { role: "accountant", storeIds })),
    ).rejects.toThrow();
  });
});
