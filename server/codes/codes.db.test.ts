import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MerchantScope, mintScope } from "@/server/kernel/scope";
import { createMerchant, type NewMerchant } from "@/server/merchants/commands";
import { findStandings } from "@/server/payments/acceptance/queries";
import { refusalAt } from "@/server/payments/rules";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, read, sqlOfClient, sqlOfTx, transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { addCode, createCode, createCodes } from "./commands";
import { issueEditions, orderPoster } from "./edition/commands";
import { configureCode, pauseCode, reissueCode, resumeCode, retireCode, revokeCode } from "./life/commands";
import { getCode, listChosenCodes, listCodes, listEditions } from "./queries";
import { verifyPoster } from "./verify/queries";

const NOW = Date.parse("2026-11-22T01:00:00Z");
const DAY = 86_400_000;
const operator = mintScope({ kind: "operator", personId: "per_op", role: "approver" });
const operatorDeps = depsFor(operator, { kind: "person", id: "per_op" }, "req_test", NOW);
const jobs = mintScope({ kind: "system", name: "jobs" });

function merchant(tenantId: string, stores: number): NewMerchant {
  const place = { postalCode: "1500002", prefectureCode: "13", prefecture: "東京都", city: "渋谷区" };
  return {
    tenantId,
    legalName: "株式会社さくら",
    legalNameKana: "カブシキガイシャサクラ",
    tradeName: "さくらマート",
    entityType: "company",
    corporateNumber: null,
    invoiceRegistrationNumber: null,
    contactEmail: "owner@example.jp",
    phone: "0312345678",
    ...place,
    addressLine: "渋谷1-2-3",
    mcc: "5411",
    bankAccount: {
      bankCode: "0001",
      branchCode: "210",
      accountType: "ordinary",
      accountNumber: "7654321",
      holderKana: "ｶ)ｻｸﾗ",
    },
    stores: Array.from({ length: stores }, (_, i) => ({
      name: `さくらマート ${i + 1}号店`,
      nameKana: "サクラマート",
      nameLatin: "SAKURAMATO",
      cityLatin: "SHIBUYA",
      mcc: "5411",
      phone: "0312345678",
      municipalityCode: "13113",
      ...place,
      addressLine: "渋谷1-2-3",
      openingHours: "",
    })),
  };
}

let database: TestDatabase;
let storeIds: readonly string[] = [];
let foreignStore = "";
let code = "";

function scopeOf(tenantId: string, stores: readonly string[] | "all" = "all"): MerchantScope {
  return mintScope({ kind: "merchant", tenantId, storeIds: stores, personId: "per_owner", role: "owner" });
}
const owner = scopeOf("mer_own");
const stranger = scopeOf("mer_other");
const depsOf = (scope: MerchantScope, now = NOW) =>
  depsFor(scope, { kind: "person", id: scope.personId }, "req_test", now);

/** Why a payment at the code is refused at an instant, as the network and the shopper's page would hear it. */
async function refusal(id: string, nowMs = NOW) {
  const standing = (await findStandings(sqlOfClient(poolFor("ingest")), [id], nowMs)).get(id) ?? null;
  return refusalAt(standing && { ...standing, registered: true });
}

async function stateOf(id: string, nowMs = NOW) {
  return (await read(owner, (tx) => getCode(tx, owner, id, nowMs))).state;
}

beforeAll(async () => {
  database = await testDatabase();
  storeIds = (await transact(operator, (tx) => createMerchant(tx, operatorDeps, merchant("mer_own", 2))))
    .storeIds;
  const other = await transact(operator, (tx) => createMerchant(tx, operatorDeps, merchant("mer_other", 1)));
  foreignStore = other.storeIds[0] ?? "";
});
beforeEach(async () => {
  const made = await transact(operator, (tx) =>
    createCode(tx, operatorDeps, { tenantId: "mer_own", storeId: storeIds[0] ?? "", counterName: "レジ1" }),
  );
  code = made.codeId;
});
afterAll(() => database.drop());

describe("the life of a code", () => {
  it("a new code takes payments and has both of its forms", async () => {
    expect(await refusal(code)).toBeNull();
    const row = await read(owner, (tx) => getCode(tx, owner, code, NOW));
    expect(row).toMatchObject({ state: "active", format: "URL", counterName: "レジ1" });
    expect(row.url).toBe(`http://localhost:3000/p/${code}`);
    expect(row.emv).toContain(code);
  });

  it("a revoked code refuses the next payment, for good", async () => {
    await revokeCode(depsOf(owner), { code });
    expect(await refusal(code)).toBe("INVALID_CODE");
    for (const change of [revokeCode, pauseCode, resumeCode]) {
      await expect(change(depsOf(owner), { code })).rejects.toMatchObject({ code: "code_state" });
    }
  });

  it("a paused code refuses payments until it is resumed", async () => {
    await pauseCode(depsOf(owner), { code });
    expect(await refusal(code)).toBe("INVALID_CODE");
    await resumeCode(depsOf(owner), { code });
    expect(await refusal(code)).toBeNull();
  });

  it("a re-issued code works beside its successor until the grace period ends, to the millisecond", async () => {
    const next = (await reissueCode(depsOf(owner), { code, graceDays: 30 })).code;
    const end = NOW + 30 * DAY;
    expect(await refusal(next)).toBeNull();
    expect(await refusal(code, end - 1)).toBeNull();
    expect(await refusal(code, end)).toBe("INVALID_CODE");
    expect(await stateOf(code, end - 1)).toBe("retiring");
    expect(await stateOf(code, end)).toBe("retired");
    await expect(reissueCode(depsOf(owner), { code, graceDays: 1 })).rejects.toMatchObject({
      code: "code_state",
    });
    const row = await read(owner, (tx) => getCode(tx, owner, next, NOW));
    expect(row).toMatchObject({ replacesCode: code, counterName: "レジ1", storeId: storeIds[0] });
  });

  it("without a grace period the old code ends at once, and a paused one never gets one", async () => {
    await reissueCode(depsOf(owner), { code, graceDays: 0 });
    expect(await refusal(code)).toBe("INVALID_CODE");
    const paused = (await addCode(depsOf(owner), { storeId: storeIds[0] ?? "", counterName: "" })).code;
    await pauseCode(depsOf(owner), { code: paused });
    await reissueCode(depsOf(owner), { code: paused, graceDays: 7 });
    expect(await refusal(paused)).toBe("INVALID_CODE");
  });

  it("the end of a grace period is written down once, and not before its time", async () => {
    await reissueCode(depsOf(owner), { code, graceDays: 1 });
    const job = (now: number) => depsFor(jobs, { kind: "system", id: "test" }, "req_test", now);
    await retireCode(job(NOW + DAY - 1), { code });
    expect(await stored(code)).toBe("retiring");
    await retireCode(job(NOW + DAY), { code });
    await retireCode(job(NOW + 2 * DAY), { code });
    expect(await stored(code)).toBe("retired");
  });

  it("every change is audited and announced in its own transaction (G24)", async () => {
    await pauseCode(depsOf(owner), { code });
    await resumeCode(depsOf(owner), { code });
    await revokeCode(depsOf(owner), { code });
    const { rows } = await withClient(database.urls.superuser, (client) =>
      client.query("SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id, action", [code]),
    );
    expect(rows.map((row) => row.action).sort()).toEqual([
      "code.create",
      "code.pause",
      "code.resume",
      "code.revoke",
    ]);
    const events = await withClient(database.urls.superuser, (client) =>
      client.query("SELECT type FROM outbox_event WHERE subject_id = $1", [code]),
    );
    expect(events.rows.map((row) => row.type).sort()).toEqual([
      "code.issued",
      "code.paused",
      "code.resumed",
      "code.revoked",
    ]);
  });

  async function stored(id: string) {
    const { rows } = await withClient(database.urls.superuser, (client) =>
      client.query("SELECT state FROM code WHERE id = $1", [id]),
    );
    return rows[0]?.state;
  }
});

describe("whose code it is (G16)", () => {
  it("a code of another tenant is answered as if it did not exist, for every change and every read", async () => {
    const deps = depsOf(stranger);
    const tries = [
      () => revokeCode(deps, { code }),
      () => pauseCode(deps, { code }),
      () => resumeCode(deps, { code }),
      () => reissueCode(deps, { code, graceDays: 0 }),
      () => configureCode(deps, { code, counterName: "x", format: "EMV" }),
      () => orderPoster(deps, { code, format: "a4" }),
      () => read(stranger, (tx) => getCode(tx, stranger, code, NOW)),
      () => addCode(deps, { storeId: storeIds[0] ?? "", counterName: "" }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect(await refusal(code)).toBeNull();
  });

  it("a clerk of one store neither sees nor changes the codes of the next", async () => {
    const clerk = scopeOf("mer_own", [storeIds[1] ?? ""]);
    const page = { limit: 50 };
    const seen = await read(clerk, (tx) => listCodes(tx, clerk, page, NOW));
    expect(seen.map((row) => row.storeId).filter((id) => id !== storeIds[1])).toEqual([]);
    await expect(revokeCode(depsOf(clerk), { code })).rejects.toMatchObject({ code: "not_found" });
    await expect(
      addCode(depsOf(clerk), { storeId: storeIds[0] ?? "", counterName: "" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("a list continues after its last code and holds each code once", async () => {
    const all = await read(owner, (tx) => listCodes(tx, owner, { limit: 100 }, NOW));
    const first = await read(owner, (tx) => listCodes(tx, owner, { limit: 2 }, NOW));
    const rest = await read(owner, (tx) =>
      listCodes(tx, owner, { limit: 100, afterCode: first.at(-1)?.code }, NOW),
    );
    expect([...first, ...rest].map((row) => row.code)).toEqual(all.map((row) => row.code));
  });
});

describe("poster editions", () => {
  it("the first download of a format makes the edition, later ones repeat it", async () => {
    const first = await orderPoster(depsOf(owner), { code, format: "a4" });
    const again = await orderPoster(depsOf(owner, NOW + 5 * DAY), { code, format: "a4" });
    expect(again).toEqual(first);
    expect(first).toMatchObject({ version: 1, issuedOn: "2026-11-22", storeName: "さくらマート 1号店" });
    const card = await orderPoster(depsOf(owner), { code, format: "a6" });
    expect(card.serial).not.toBe(first.serial);
  });

  it("downloads at once make one edition", async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => orderPoster(depsOf(owner), { code, format: "tent" })),
    );
    expect(new Set(all.map(({ serial, version }) => `${serial} ${version}`)).size).toBe(1);
    const editions = await read(owner, (tx) => listEditions(tx, code));
    expect(editions).toHaveLength(1);
  });

  it("a changed counter name gives the next version, and the old edition is no longer current", async () => {
    await orderPoster(depsOf(owner), { code, format: "a4" });
    await configureCode(depsOf(owner), { code, counterName: "レジ2", format: "EMV" });
    const next = await orderPoster(depsOf(owner), { code, format: "a4" });
    expect(next).toMatchObject({ version: 2, counterName: "レジ2", codeFormat: "EMV" });
    const editions = await read(owner, (tx) => listEditions(tx, code));
    expect(editions.map((edition) => [edition.version, edition.revokedAt !== null])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it("a code that has ended is printed no more", async () => {
    await revokeCode(depsOf(owner), { code });
    await expect(orderPoster(depsOf(owner), { code, format: "a4" })).rejects.toMatchObject({
      code: "code_state",
    });
  });

  it("hundreds of codes and editions are made in a few statements", async () => {
    const wanted = Array.from({ length: 300 }, (_, i) => ({
      tenantId: "mer_other",
      storeId: foreignStore,
      counterName: `${i}`,
    }));
    const made = await transact(operator, (tx) => createCodes(sqlOfTx(tx), operatorDeps, wanted));
    expect(new Set(made).size).toBe(300);
    const editions = await transact(operator, (tx) =>
      issueEditions(sqlOfTx(tx), operatorDeps, made, "sticker"),
    );
    expect(editions.size).toBe(300);
    const rows = await listChosenCodes(
      sqlOfClient(poolFor("operator")),
      { merchantIds: ["mer_other"], limit: 500 },
      NOW,
    );
    expect(rows.length).toBe(300);
  });
});

describe("scan to verify", () => {
  const verdict = (value: string) => read(owner, (tx) => verifyPoster(tx, owner, { value }, NOW));

  it("tells one's own poster from another shop's and from a stranger's sticker", async () => {
    const [foreign] = await transact(operator, (tx) =>
      createCodes(sqlOfTx(tx), operatorDeps, [
        { tenantId: "mer_other", storeId: foreignStore, counterName: "" },
      ]),
    );
    expect(await verdict(`http://localhost:3000/p/${code}`)).toMatchObject({ kind: "own", code: { code } });
    expect(await verdict(`http://localhost:3000/p/${foreign}`)).toEqual({ kind: "elsewhere", code: foreign });
    expect(await verdict(`http://localhost.evil.example/p/${code}`)).toEqual({ kind: "foreign" });
  });
});
