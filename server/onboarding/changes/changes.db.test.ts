import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ACCOUNT,
  closeChangeDesk,
  database,
  desk,
  jpeg,
  NOW,
  openChangeDesk,
  ownerOf,
  recommended,
  seenBy,
  shopOf,
  submitted,
} from "@/bench/change-bed";
import { withClient } from "@/server/platform/database-roles";
import { prismaFor, read, transact } from "@/server/platform/db";
import { beginChange, submitChange, withdrawChange } from "./commands";
import { approveChange, returnChange } from "./decision/commands";
import { listChanges } from "./desk/queries";
import { getOwnChange, listOwnChanges } from "./own/queries";
import { addPaper, viewPaper } from "./papers/commands";
import { CHANGE_KINDS } from "./rules";

beforeAll(openChangeDesk);
afterAll(closeChangeDesk);

describe("what is asked of a change", () => {
  it("names the first item that is missing, and leaves the change as it was", async () => {
    const owner = ownerOf(await shopOf());
    const { changeId } = await beginChange(owner, { kind: "bank_account" });
    const submit = (fields: Readonly<Record<string, string>>) =>
      submitChange(owner, { changeId, fields }, CHANGE_KINDS);
    await expect(submit({})).rejects.toMatchObject({
      code: "application_incomplete",
      field: "bank.bankCode",
    });
    await expect(submit(ACCOUNT)).rejects.toMatchObject({ field: "document:bank_passbook" });
    const own = await read(owner.scope, (tx) => getOwnChange(tx, owner.scope, changeId, NOW));
    expect(own.state).toBe("draft");
  });

  it("there is one open change of a kind, also for two tabs that begin at once", async () => {
    const owner = ownerOf(await shopOf());
    const begun = await Promise.all([1, 2, 3].map(() => beginChange(owner, { kind: "address" })));
    expect(new Set(begun.map(({ changeId }) => changeId)).size).toBe(1);
  });

  it("another representative is no change of a sole proprietor", async () => {
    const owner = ownerOf(await shopOf("sole_proprietor"));
    await expect(beginChange(owner, { kind: "representative" })).rejects.toThrow("invalid_input");
    const { kinds } = await read(owner.scope, (tx) => listOwnChanges(tx, owner.scope));
    expect(kinds).toEqual(["bank_account", "legal_name", "address"]);
  });

  it("a caller without the permission for accounts cannot hand an account change in", async () => {
    const given = await submitted();
    await returnChange(desk("per_maker"), {
      changeId: given.changeId,
      items: [{ itemKey: "field:bank.holderKana", reasonCode: "mismatch", reason: "" }],
    });
    await expect(
      submitChange(given.owner, { changeId: given.changeId, fields: ACCOUNT }, ["address"]),
    ).rejects.toThrow("not_found");
  });
});

describe("a change of name or address", () => {
  it("makes a version from today on, keeps the former, and tells the network of every store", async () => {
    const given = await recommended("address", {
      "business.postalCode": "150-0002",
      "business.prefecture": "東京都",
      "business.city": "渋谷区",
      "business.addressLine": "渋谷9-9-9",
    });
    await approveChange(desk("per_checker"), given.verdict);
    const versions = await prismaFor("operator").merchantVersion.findMany({
      where: { tenantId: given.shop.merchantId },
      orderBy: { version: "asc" },
      select: { version: true, validFromOn: true, city: true, legalName: true },
    });
    expect(versions).toEqual([
      { version: 1, validFromOn: "2026-11-01", city: "千代田区", legalName: "のれん食堂株式会社" },
      { version: 2, validFromOn: "2026-11-24", city: "渋谷区", legalName: "のれん食堂株式会社" },
    ]);
    const registrations = await prismaFor("operator").walletRegistration.findMany({
      where: { storeId: given.shop.storeId },
      select: { state: true, renewing: true },
    });
    expect(registrations).toEqual([
      { state: "waiting", renewing: true },
      { state: "waiting", renewing: true },
    ]);
  });

  it("a representative is ciphertext, and nothing is told to the network", async () => {
    const given = await recommended("representative", {
      "representative.name": "新田 三郎",
      "representative.nameKana": "ニッタ サブロウ",
      "representative.birthOn": "1975-05-05",
    });
    await approveChange(desk("per_checker"), given.verdict);
    await withClient(database.urls.superuser, async (client) => {
      const { rows } = await client.query(
        "SELECT t::text AS text FROM merchant_version t WHERE tenant_id = $1",
        [given.shop.merchantId],
      );
      expect(rows.map(({ text }) => text).join()).not.toContain("新田");
    });
    const states = await prismaFor("operator").walletRegistration.findMany({
      where: { storeId: given.shop.storeId },
      select: { state: true },
    });
    expect(states).toEqual([{ state: "approved" }, { state: "approved" }]);
  });
});

describe("other tenants (G16, G17)", () => {
  it("a change, its papers and its group are unknown to another merchant", async () => {
    const given = await submitted();
    const stranger = ownerOf(await shopOf());
    const { changeId } = given;
    const tries = [
      () => read(stranger.scope, (tx) => getOwnChange(tx, stranger.scope, changeId, NOW)),
      () => submitChange(stranger, { changeId, fields: ACCOUNT }, CHANGE_KINDS),
      () => withdrawChange(stranger, { changeId }, CHANGE_KINDS),
      () => addPaper(stranger, { changeId, kind: "bank_passbook", fileName: "a", content: jpeg }),
      () => beginChange(stranger, { kind: "bank_account", payoutGroupId: given.shop.payoutGroupId }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toThrow("not_found");
    const { papers } = await seenBy("per_maker", changeId);
    await expect(viewPaper(stranger, { paperId: papers[0]?.id ?? "", page: 1 })).rejects.toThrow("not_found");
    expect((await viewPaper(given.owner, { paperId: papers[0]?.id ?? "", page: 1 })).length).toBeGreaterThan(
      100,
    );
  });

  it("the merchant's own database role writes neither who checked a change nor a version of the merchant", async () => {
    const { owner, changeId } = await submitted();
    const cheat = transact(owner.scope, (tx) =>
      tx.changeRequest.update({ where: { id: changeId }, data: { makerId: "per_a", checkerId: "per_b" } }),
    );
    await expect(cheat).rejects.toThrow(/denied/);
    const version = transact(owner.scope, (tx) =>
      tx.merchantVersion.create({
        data: {
          id: "mev_x",
          tenantId: owner.scope.tenantId,
          version: 9,
          validFromOn: "2026-11-24",
          legalName: "x",
          legalNameKana: "x",
          postalCode: "x",
          prefecture: "x",
          city: "x",
          addressLine: "x",
          createdAt: new Date(NOW),
        },
      }),
    );
    await expect(version).rejects.toThrow(/denied/);
  });

  it("the desk pages through all that wait, oldest first", async () => {
    const { scope } = desk("per_maker");
    await submitted();
    const first = await read(scope, (tx) => listChanges(tx, scope, { filter: "open", limit: 2 }));
    expect(first.rows).toHaveLength(2);
    const next = first.next ?? undefined;
    const rest = await read(scope, (tx) =>
      listChanges(tx, scope, { filter: "open", cursor: next, limit: 50 }),
    );
    const ids = [...first.rows, ...rest.rows].map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
