import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { around, at, deps, planter, plantMerchant, sql } from "@/bench/retention-bed";
import { recordAuditSql } from "@/server/audit/commands";
import { idFloor } from "@/server/kernel/ids";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { erasePeople } from "../erasure/commands";
import { enforceLine, enforceRetention } from "./commands";
import { retentionTable } from "./rules";

let database: TestDatabase;
const plant = planter(() => database);
const merchant = (id: string, terminatedMs: number | null) => plantMerchant(plant, id, terminatedMs);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("the retention table is enforced, line by line", () => {
  test("bank accounts lose number and holder ten years after the contract", async () => {
    const { over, within } = around("bank_accounts");
    await merchant("mer_bank_old", over);
    await merchant("mer_bank_new", within);
    for (const tenant of ["mer_bank_old", "mer_bank_new"])
      await plant(
        `INSERT INTO bank_account (id, tenant_id, bank_code, branch_code, account_type, sealed, key_id, blind_index, last_digits, created_at)
         VALUES ('bac_' || $1, $1, '9999', '001', 'ordinary', '\\x01', 'k', $1, '567', now())`,
        [tenant],
      );
    expect(await enforceLine(deps(), "bank_accounts")).toBe(1);
    const left = await sql()("SELECT tenant_id FROM bank_account WHERE last_digits <> ''");
    expect(left).toEqual([{ tenant_id: "mer_bank_new" }]);
  });

  test("who paid is forgotten after two years, the payment is not", async () => {
    const { over, within } = around("payers");
    for (const ms of [over, within])
      await plant(
        `INSERT INTO payment (id, tenant_id, store_id, payout_group_id, code_id, origin, state, amount_minor, customer_id,
                              customer_masked_account, created_at)
         VALUES ('pay_' || $1, 'mer_a', 'sto_a', 'pgr_a', 'c', 'shopper', 'succeeded', 100, 'cus', 'a***', now())`,
        [`${Math.floor(ms)}0000001`],
      );
    expect(await enforceLine(deps(), "payers")).toBe(1);
    const rows = await sql()("SELECT customer_id FROM payment ORDER BY id");
    expect(rows).toEqual([{ customer_id: null }, { customer_id: "cus" }]);
  });

  test.each([
    [
      "network_messages",
      "network_message",
      "id, path, body, outcome, received_at",
      "$1, '/x', '{}', 'S', $2",
      "nms",
    ],
    [
      "security_events",
      "security_event",
      "id, kind, detail, client_id, occurred_at",
      "$1, 'x', '', '', $2",
      "evt",
    ],
    [
      "notices",
      "notification",
      "id, person_id, kind, params, href, dedupe_key, created_at",
      "$1, 'p', 'x', '{}', '', $1, $2",
      "ntf",
    ],
    [
      "requests",
      "privacy_request",
      "id, person_id, kind, state, sealed, key_id, requested_at, due_at, decided_at",
      "$1, 'p', 'copy', 'done', '\\x01', 'k', $2, $2, $2",
      "prq",
    ],
  ] as const)("%s are deleted when their period has passed", async (kind, table, columns, values, prefix) => {
    const { over, within } = around(kind);
    const idOf = (ms: number) =>
      prefix === "nms" ? idFloor("networkMessage", ms) : `${prefix}_${Math.floor(ms)}`;
    for (const ms of [over, within])
      await plant(`INSERT INTO ${table} (${columns}) VALUES (${values})`, [idOf(ms), at(ms)]);
    expect(await enforceLine(deps(), kind)).toBe(1);
    expect(await sql()(`SELECT id FROM ${table}`)).toEqual([{ id: idOf(within) }]);
  });

  test("calls that were made to the network are forgotten with the messages that came from it", async () => {
    const { over, within } = around("network_messages");
    for (const [id, ms] of [
      ["nex_over", over],
      ["nex_within", within],
    ] as const)
      await plant(
        "INSERT INTO network_exchange (id, call, subject, status, result_code, took_ms, called_at) VALUES ($1, 'payments/refund', 'ref', 'S', 'SUCCESS', 5, $2)",
        [id, at(ms)],
      );
    expect(await enforceLine(deps(), "network_messages")).toBe(1);
    expect(await sql()("SELECT id FROM network_exchange")).toEqual([{ id: "nex_within" }]);
  });

  const parcel = (name: string, endedMs: number | null) =>
    plant(
      `INSERT INTO print_parcel (id, tenant_id, order_id, state, recipient, attention, phone, postal_code, address, format,
         copies, code_ids, handover_id, carrier, tracking_number, created_at, shipped_at, ended_at)
       VALUES ('pcl_' || $1, 'mer_a', 'por_1', CASE WHEN $2::timestamptz IS NULL THEN 'printing' ELSE 'delivered' END,
         '本店', '佐倉 花子 様', '0312345678', '1500002', '渋谷区', 'a4', 1, '{x}', 'h', 'other', '1', now(), CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE now() END, $2)`,
      [name, endedMs === null ? null : at(endedMs)],
    );
  const addressees = async () =>
    Object.fromEntries(
      (
        await sql()<{ id: string; text: string }>(
          "SELECT id, recipient || attention || phone || postal_code || address AS text FROM print_parcel ORDER BY id",
        )
      ).map(({ id, text }) => [id, text]),
    );

  test("the addressee of a parcel is erased after its period, and with the person who is named on it", async () => {
    const { over, within } = around("parcels");
    await parcel("old", over);
    await parcel("new", within);
    await parcel("under_way", null);
    expect(await enforceLine(deps(), "parcels")).toBe(1);
    expect(await addressees()).toMatchObject({ pcl_old: "", pcl_new: expect.stringContaining("佐倉") });
    await plant(
      "INSERT INTO person (id, email, name, created_at) VALUES ('per_hana', 'h@x.jp', '佐倉花子', now())",
    );
    await plant(
      "INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at) VALUES ('mem_h', 'per_hana', 'mer_a', 'owner', '{}', now())",
    );
    await erasePeople(sql(), ["per_hana"]);
    const left = "本店03123456781500002渋谷区";
    expect(await addressees()).toEqual({ pcl_old: "", pcl_new: left, pcl_under_way: left });
  });

  test("what the audit log says is unreadable ten years after the last word about its subject", async () => {
    const { over, within } = around("action_records");
    const tell = (subjectId: string, ms: number) =>
      recordAuditSql(sql(), { ...deps(ms), newId: () => `${idFloor("audit", ms)}${subjectId}` }, [
        { action: "store.correct", subjectId, tenantId: null, after: { name: "秘密" } },
      ]);
    await tell("sub_old", over);
    await tell("sub_spoken", over);
    await tell("sub_spoken", within);
    await enforceLine(deps(), "action_records");
    const keys = await sql()(
      "SELECT subject_id AS id, key_id = 'erased' AS erased FROM audit_subject_key WHERE subject_id LIKE 'sub_%' ORDER BY 1",
    );
    expect(keys).toEqual([
      { id: "sub_old", erased: true },
      { id: "sub_spoken", erased: false },
    ]);
  });

  test("an account that nobody has used and that has no role is made unknown", async () => {
    const { over, within } = around("accounts_without_role");
    const people = { idle: over, young: within, owner: over };
    for (const [name, ms] of Object.entries(people))
      await plant("INSERT INTO person (id, email, name, created_at) VALUES ($1, $2, '名前', $3)", [
        `per_${name}`,
        `${name}@example.jp`,
        at(ms),
      ]);
    await plant(
      "INSERT INTO membership (id, person_id, tenant_id, role, store_ids, created_at) VALUES ('mem_o', 'per_owner', 'mer_a', 'owner', '{}', now())",
    );
    expect(await enforceLine(deps(), "accounts_without_role")).toBe(1);
    const rows = await sql()("SELECT email, name FROM person WHERE id <> 'per_hana' ORDER BY id");
    expect(rows).toEqual([
      { email: "per_idle@erased.invalid", name: "" },
      { email: "owner@example.jp", name: "名前" },
      { email: "young@example.jp", name: "名前" },
    ]);
  });

  test("the whole table runs, leaves the books alone, and a second run finds nothing", async () => {
    const before = await sql()("SELECT count(*)::int AS rows FROM payment");
    await enforceRetention(deps());
    const again = await enforceRetention(deps());
    expect(Object.keys(again)).toEqual(retentionTable().map(({ kind }) => kind));
    expect(Object.values(again).every((count) => count === 0)).toBe(true);
    expect(await sql()("SELECT count(*)::int AS rows FROM payment")).toEqual(before);
    const told = await sql()("SELECT DISTINCT action FROM audit_event WHERE subject_id LIKE 'retention:%'");
    expect(told).toEqual([{ action: "retention.erase" }]);
  });
});
