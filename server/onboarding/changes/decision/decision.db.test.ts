import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ACCOUNT,
  closeChangeDesk,
  database,
  desk,
  groupOf,
  jpeg,
  NOW,
  openChangeDesk,
  recommended,
  seenBy,
  submitted,
} from "@/bench/change-bed";
import { findAccountLabel } from "@/server/merchants/bank-accounts/queries";
import { withClient } from "@/server/platform/database-roles";
import { prismaFor, read } from "@/server/platform/db";
import { submitChange, withdrawChange } from "../commands";
import { getOwnChange } from "../own/queries";
import { addPaper } from "../papers/commands";
import { CHANGE_KINDS } from "../rules";
import { approveChange, recommendChange, rejectChange, returnChange, sendBackChange } from "./commands";

beforeAll(openChangeDesk);
afterAll(closeChangeDesk);

describe("a change of bank account", () => {
  it("takes effect by a second person, holds payouts to the third bank day, and its number is in no table", async () => {
    const given = await recommended();
    expect((await groupOf(given.shop)).bankAccountId).toBeNull();
    await approveChange(desk("per_checker"), given.verdict);
    const group = await groupOf(given.shop);
    // Tuesday noon in Japan: Wednesday, Thursday and Friday are bank days.
    expect(group.payoutsHeldUntil?.toISOString()).toBe("2026-11-26T15:00:00.000Z");
    const label = await read(desk("per_checker").scope, (tx) =>
      findAccountLabel(tx, group.bankAccountId ?? ""),
    );
    expect(label).toMatchObject({ bankCode: "0001", lastDigits: "321" });
    await withClient(database.urls.superuser, async (client) => {
      for (const table of [
        "change_request",
        "change_document",
        "audit_event",
        "outbox_event",
        "bank_account",
      ]) {
        const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
        expect(
          rows
            .map(({ text }) => text)
            .join()
            .includes("7654321"),
          table,
        ).toBe(false);
      }
      const { rows } = await client.query(
        "SELECT type FROM outbox_event WHERE tenant_id = $1 ORDER BY type",
        [given.shop.merchantId],
      );
      expect(rows.map(({ type }) => type)).toEqual([
        "bank_account.changed",
        "change.approved",
        "change.submitted",
      ]);
    });
  });

  it("is approved neither by who recommended it nor by who asked for it, in the domain and by the CHECKs", async () => {
    const given = await recommended();
    await expect(approveChange(desk("per_maker"), given.verdict)).rejects.toThrow("maker_is_checker");
    await expect(approveChange(desk("per_owner"), given.verdict)).rejects.toThrow("maker_is_checker");
    for (const [column, constraint] of [
      ["maker_id", "change_request_two_people"],
      ["requested_by", "change_request_not_own"],
    ] as const) {
      const cheat = withClient(database.urls.superuser, (client) =>
        client.query(`UPDATE change_request SET checker_id = ${column} WHERE id = $1`, [given.changeId]),
      );
      await expect(cheat).rejects.toThrow(constraint);
    }
  });

  it("of racing checkers one wins, and the account is made once", async () => {
    const given = await recommended();
    const results = await Promise.allSettled(
      (["per_checker", "per_third", "per_checker", "per_maker"] as const).map((id) =>
        approveChange(desk(id), given.verdict),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const made = await prismaFor("operator").bankAccount.count({
      where: { tenantId: given.shop.merchantId },
    });
    expect(made).toBe(1);
  });

  it("a role revoked in between decides nothing, neither the maker's nor the checker's", async () => {
    const given = await submitted();
    const { contentHash } = await seenBy("per_gone", given.changeId);
    const verdict = { changeId: given.changeId, contentHash };
    await recommendChange(desk("per_gone"), verdict);
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE membership SET revoked_at = now() WHERE person_id = 'per_gone'"),
    );
    await expect(approveChange(desk("per_checker"), verdict)).rejects.toThrow("recommendation_void");
  });
});

describe("a stale approval", () => {
  it("is refused when the paper is another than the one that was looked at", async () => {
    const given = await recommended();
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE change_document SET sha256 = 'other' WHERE change_id = $1", [given.changeId]),
    );
    await expect(approveChange(desk("per_checker"), given.verdict)).rejects.toThrow("application_changed");
  });

  it("is refused when the account that it replaces is no longer the same", async () => {
    const given = await recommended();
    await withClient(database.urls.superuser, (client) =>
      client.query("UPDATE payout_group SET bank_account_id = 'bac_other' WHERE id = $1", [
        given.shop.payoutGroupId,
      ]),
    );
    await expect(approveChange(desk("per_checker"), given.verdict)).rejects.toThrow("application_changed");
  });

  it("is refused after a return and a new submission, and the new one needs both people again", async () => {
    const given = await recommended();
    const items = [{ itemKey: "document:bank_passbook", reasonCode: "unreadable", reason: "" }];
    await returnChange(desk("per_checker"), { changeId: given.changeId, items });
    const again = { changeId: given.changeId, fields: { ...ACCOUNT, "bank.accountNumber": "1111111" } };
    const own = await read(given.owner.scope, (tx) =>
      getOwnChange(tx, given.owner.scope, given.changeId, NOW),
    );
    expect(own.requirements.find(({ state }) => state === "returned")).toMatchObject({
      key: "document:bank_passbook",
      actor: "applicant",
    });
    await addPaper(given.owner, {
      changeId: given.changeId,
      kind: "bank_passbook",
      fileName: "b.jpg",
      content: await sharp(jpeg).negate().jpeg().toBuffer(),
    });
    await submitChange(given.owner, again, CHANGE_KINDS);
    await expect(approveChange(desk("per_checker"), given.verdict)).rejects.toThrow("change_state");
    await expect(recommendChange(desk("per_maker"), given.verdict)).rejects.toThrow("application_changed");
    const { contentHash } = await seenBy("per_maker", given.changeId);
    await recommendChange(desk("per_third"), { changeId: given.changeId, contentHash });
    await expect(approveChange(desk("per_checker"), given.verdict)).rejects.toThrow("application_changed");
    await approveChange(desk("per_checker"), { changeId: given.changeId, contentHash });
  });

  it("is refused once it was taken back, sent back or rejected", async () => {
    const one = await recommended();
    await withdrawChange(one.owner, one, CHANGE_KINDS);
    await expect(approveChange(desk("per_checker"), one.verdict)).rejects.toThrow("change_state");
    const two = await recommended();
    await sendBackChange(desk("per_checker"), { changeId: two.changeId, reason: "名義" });
    await expect(approveChange(desk("per_checker"), two.verdict)).rejects.toThrow("change_state");
    await rejectChange(desk("per_checker"), { changeId: two.changeId, reason: "虚偽" });
    await expect(recommendChange(desk("per_maker"), two.verdict)).rejects.toThrow("change_state");
  });
});
