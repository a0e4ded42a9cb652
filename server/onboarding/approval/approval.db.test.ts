import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOwnMerchant } from "@/server/merchants/queries";
import { read } from "@/server/platform/db";
import { saveApplicationFields } from "../autosave/commands";
import { submitApplication } from "../commands";
import { openReview, returnApplication } from "../review/commands";
import { SAMPLE_COMPANY } from "../sample.data";
import { asOwner, closeHouse, deskDeps, openHouse, person, recommended, uploads } from "../sample.test";
import { approveApplication, recommendApplication } from "./commands";

beforeAll(openHouse);
afterAll(closeHouse);

describe("approval (G18)", () => {
  it("by a second person makes merchant, store, code and registrations at once", async () => {
    const given = await recommended();
    const made = await approveApplication(given.checkerDeps, given.verdict);
    expect(made.codes).toHaveLength(1);
    const merchant = await read(given.scope, (tx) => findOwnMerchant(tx, given.scope));
    expect(merchant).toMatchObject({
      tradeName: "さくらマート",
      corporateNumber: "7000012050002",
      phone: "0312345678",
    });
    await asOwner<{ waiting: number; types: string[] }>(async (query) => {
      const { rows } = await query(
        `SELECT (SELECT count(*)::int FROM wallet_registration WHERE tenant_id = $1) AS waiting,
                (SELECT array_agg(DISTINCT type) FROM outbox_event WHERE tenant_id = $1) AS types`,
        [given.scope.tenantId],
      );
      expect(rows[0]?.waiting).toBe(2);
      expect(rows[0]?.types).toEqual(
        expect.arrayContaining(["application.approved", "merchant.approved", "code.issued"]),
      );
    });
  });

  it("is refused to the person who recommended, in the domain and by the CHECK", async () => {
    const given = await recommended();
    await expect(approveApplication(given.makerDeps, given.verdict)).rejects.toMatchObject({
      code: "maker_is_checker",
    });
    await expect(
      asOwner((query) =>
        query("UPDATE decision SET checker_id = maker_id WHERE application_id = $1", [given.applicationId]),
      ),
    ).rejects.toThrow(/decision_two_people/);
  });

  it("of racing tabs exactly one wins, and there is one merchant", async () => {
    const given = await recommended();
    const third = deskDeps(await person("approver"), "approver");
    const results = await Promise.allSettled(
      [given.checkerDeps, given.checkerDeps, third, given.makerDeps].map((deps) =>
        approveApplication(deps, given.verdict),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    await asOwner<{ count: number }>(async (query) => {
      const { rows } = await query("SELECT count(*)::int AS count FROM store WHERE tenant_id = $1", [
        given.scope.tenantId,
      ]);
      expect(rows[0]?.count).toBe(1);
    });
  });

  it("is refused when the content is no longer what was recommended, whoever changed it", async () => {
    const given = await recommended();
    await asOwner((query) =>
      query("UPDATE document SET sha256 = repeat('0', 64) WHERE application_id = $1", [given.applicationId]),
    );
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "application_changed",
    });
  });

  it("a page opened before a return and a new submission approves nothing", async () => {
    const given = await recommended();
    const items = [{ itemKey: "field:store.name", reasonCode: "mismatch", reason: "" }];
    await returnApplication(given.checkerDeps, { applicationId: given.applicationId, items });
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "application_state",
    });
    await saveApplicationFields(given.deps, {
      applicationId: given.applicationId,
      changes: [{ key: "store.name", base: SAMPLE_COMPANY["store.name"], value: "別の店" }],
    });
    await submitApplication(given.deps, given);
    await openReview(given.makerDeps, given);
    await expect(recommendApplication(given.makerDeps, given.verdict)).rejects.toMatchObject({
      code: "application_changed",
    });
  });

  it("a submitted application is not edited behind the reviewer's back", async () => {
    const given = await recommended();
    await expect(
      saveApplicationFields(given.deps, {
        applicationId: given.applicationId,
        changes: [{ key: "bank.accountNumber", base: "7654321", value: "1111111" }],
      }),
    ).rejects.toMatchObject({ code: "application_state" });
  });

  it("a role revoked after the page was opened decides nothing, neither the checker's nor the maker's", async () => {
    const given = await recommended();
    const revoke = (id: string) =>
      asOwner((query) => query("UPDATE membership SET revoked_at = now() WHERE person_id = $1", [id]));
    await revoke(given.maker);
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "recommendation_void",
    });
    await revoke(given.checker);
    await expect(approveApplication(given.checkerDeps, given.verdict)).rejects.toMatchObject({
      code: "not_permitted",
    });
  });
});

describe("what a dump reveals (G23)", () => {
  it("neither account, birthday, phone nor a document's name or picture", async () => {
    const given = await recommended();
    await approveApplication(given.checkerDeps, given.verdict);
    const dump: string[] = [];
    await asOwner<{ name: string; row: string }>(async (query) => {
      for (const table of [
        "application",
        "document",
        "bank_account",
        "audit_event",
        "outbox_event",
        "review_item",
      ]) {
        const { rows } = await query(`SELECT '${table}' AS name, t::text AS row FROM ${table} t`);
        dump.push(...rows.map(({ row }) => row));
      }
    });
    const text = dump.join("\n");
    for (const secret of ["7654321", "1980/4/1", "佐倉 花子", "登記簿", "ｻｸﾗﾏ-ﾄ", "03-1234-5678"]) {
      expect(text.includes(secret), secret).toBe(false);
      const hex = Buffer.from(secret, "utf8").toString("hex");
      expect(text.includes(hex), `${secret} in hexadecimal`).toBe(false);
    }
    for (const name of readdirSync(uploads, { recursive: true, encoding: "utf8", withFileTypes: true })) {
      if (!name.isFile()) continue;
      const head = readFileSync(join(name.parentPath, name.name)).subarray(0, 64).toString("latin1");
      expect(head.includes("JFIF")).toBe(false);
    }
  });
});
