import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { around, at, deps, planter, plantMerchant, sql } from "@/bench/retention-bed";
import { recordAuditSql } from "@/server/audit/commands";
import { openText, seal } from "@/server/platform/crypto";
import { storage } from "@/server/platform/storage";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { enforceLine } from "./commands";

let database: TestDatabase;
const plant = planter(() => database);
const merchant = (id: string, terminatedMs: number | null) => plantMerchant(plant, id, terminatedMs);

beforeAll(async () => {
  database = await testDatabase({ STORAGE_URL: `file:${mkdtempSync(join(tmpdir(), "noren-blobs-"))}` });
});
afterAll(() => database.drop());

async function application(id: string, state: string, closedMs: number): Promise<void> {
  const content = { fields: { "representative.name": "佐倉花子" }, consents: {} };
  const { data, keyId } = seal(JSON.stringify(content), `application:${id}`);
  await plant(
    `INSERT INTO application (id, tenant_id, applicant_id, state, trade_name, sealed, key_id, created_at, updated_at, closed_at)
     VALUES ($1, $2, 'per_x', $3, 'さくら', $4, $5, $6, $6, $6)`,
    [id, `mer_${id}`, state, Buffer.from(data), keyId, at(closedMs)],
  );
  await plant(
    `INSERT INTO document (id, tenant_id, application_id, kind, file_name, content_type, byte_size, sha256, key_id, state, created_at)
     VALUES ($1, $2, $3, 'identity_document', 'x', 'image/png', 1, 'x', 'k', 'stored', $4)`,
    [`doc_${id}`, `mer_${id}`, id, at(closedMs)],
  );
  await page(`dpg_${id}`, `doc_${id}`, closedMs);
  await recordAuditSql(sql(), deps(closedMs), [
    { action: "application.start", subjectId: id, tenantId: `mer_${id}`, after: { name: "佐倉花子" } },
  ]);
}

/** A page with its picture, kept or taken out of its document. */
async function page(id: string, documentId: string, createdMs: number, state = "stored"): Promise<void> {
  await plant(
    `INSERT INTO document_page (id, tenant_id, document_id, position, storage_key, sha256, state, created_at)
     SELECT $1, tenant_id, id, 1, 'documents/' || tenant_id || '/' || id || '/' || $1, 'x', $3, $4
     FROM document WHERE id = $2`,
    [id, documentId, state, at(createdMs)],
  );
  const [row] = await sql()<{ key: string }>("SELECT storage_key AS key FROM document_page WHERE id = $1", [
    id,
  ]);
  await storage().put(row?.key ?? "", new TextEncoder().encode("face"));
}

/** The same person in the record of the identification, a change that was asked for with its paper, and a version. */
async function namedElsewhere(id: string): Promise<void> {
  const tenantId = `mer_${id}`;
  const named = (aad: string) => Buffer.from(seal('{"name":"佐倉花子"}', aad).data);
  await plant(
    `INSERT INTO identification (id, tenant_id, application_id, subject, sealed, key_id, method, paper, checked_on, checker_id, recorded_at)
     VALUES ('idn_' || $1, $2, $1, 'representative', $3, 'k', 'x', 'x', '2026-11-01', 'per_c', now())`,
    [id, tenantId, named(`identification:idn_${id}`)],
  );
  await plant(
    `INSERT INTO change_request (id, tenant_id, kind, state, sealed, key_id, requested_by, created_at, updated_at)
     VALUES ('chg_' || $1, $2, 'representative', 'withdrawn', $3, 'k', 'per_x', now(), now())`,
    [id, tenantId, named(`change_request:chg_${id}`)],
  );
  await plant(
    `INSERT INTO change_document (id, tenant_id, change_id, kind, file_name, pages, sha256, key_id, state, created_at)
     VALUES ('cdc_' || $1, $2, 'chg_' || $1, 'x', 'x', 1, 'x', 'k', 'stored', now())`,
    [id, tenantId],
  );
  await storage().put(`documents/${tenantId}/cdc_${id}/1`, new TextEncoder().encode("face"));
  await plant(
    `INSERT INTO merchant_version (id, tenant_id, version, valid_from_on, legal_name, legal_name_kana, postal_code, prefecture,
                                   city, address_line, sealed, key_id, created_at)
     VALUES ('mvr_' || $1, $2, 1, '2026-01-01', '', '', '', '', '', '', $3, 'k', now())`,
    [id, tenantId, named(`merchant_version:mvr_${id}`)],
  );
}

/** Whether each of those places still tells who it was. */
async function namesOf(id: string): Promise<boolean[]> {
  const [row] = await sql()<Record<"identification" | "change" | "version", Uint8Array | null>>(
    `SELECT (SELECT sealed FROM identification WHERE id = 'idn_' || $1) AS identification,
            (SELECT sealed FROM change_request WHERE id = 'chg_' || $1) AS change,
            (SELECT sealed FROM merchant_version WHERE id = 'mvr_' || $1) AS version`,
    [id],
  );
  const tells = (data: Uint8Array | null | undefined, aad: string) =>
    data ? openText(data, aad).includes("佐倉") : false;
  return [
    tells(row?.identification, `identification:idn_${id}`),
    tells(row?.change, `change_request:chg_${id}`),
    tells(row?.version, `merchant_version:mvr_${id}`),
    (await storage().list(`documents/mer_${id}/cdc_${id}`)).length > 0,
  ];
}

async function standing(id: string) {
  const [row] = await sql()<{ sealed: Uint8Array; tradeName: string; document: string; key: string }>(
    `SELECT a.sealed, a.trade_name AS "tradeName", d.state AS document, k.key_id AS key
     FROM application a JOIN document d ON d.application_id = a.id JOIN audit_subject_key k ON k.subject_id = a.id
     WHERE a.id = $1`,
    [id],
  );
  return {
    erased: !openText(row?.sealed ?? new Uint8Array(), `application:${id}`).includes("佐倉"),
    name: row?.tradeName,
    document: row?.document,
    key: row?.key === "erased",
    files: (await storage().list(`documents/mer_${id}/doc_${id}`)).length,
  };
}
const GONE = { erased: true, name: "", document: "erased", key: true, files: 0 };
const THERE = { erased: false, name: "さくら", document: "stored", key: false, files: 1 };

describe("what applicants left behind goes when its period has passed", () => {
  test("applications that came to nothing lose content, documents and what the audit log says", async () => {
    const { over, within } = around("unapproved_applications");
    for (const state of ["expired", "withdrawn", "rejected"]) await application(`app_${state}`, state, over);
    await application("app_young", "expired", within);
    await application("app_live", "approved", over);
    expect(await enforceLine(deps(), "unapproved_applications")).toBe(3);
    expect(await standing("app_expired")).toEqual(GONE);
    expect(await standing("app_young")).toEqual(THERE);
    expect(await standing("app_live")).toEqual(THERE);
    expect(await enforceLine(deps(), "unapproved_applications")).toBe(0);
  });

  test("papers of approved applications stay seven years after the end of the contract", async () => {
    const { over, within } = around("approved_applications");
    for (const [id, endedMs] of [
      ["app_old", over],
      ["app_new", within],
      ["app_runs", null],
    ] as const) {
      await application(id, "approved", over);
      await merchant(`mer_${id}`, endedMs);
    }
    for (const id of ["app_old", "app_new"]) await namedElsewhere(id);
    expect(await namesOf("app_old")).toEqual(Array.from({ length: 4 }, () => true));
    expect(await enforceLine(deps(), "approved_applications")).toBe(1);
    expect(await namesOf("app_old")).toEqual(Array.from({ length: 4 }, () => false));
    expect(await namesOf("app_new")).toEqual(Array.from({ length: 4 }, () => true));
    expect(await storage().list("documents/mer_app_old")).toEqual([]);
    expect(await standing("app_old")).toEqual(GONE);
    expect(await standing("app_new")).toEqual(THERE);
    expect(await standing("app_runs")).toEqual(THERE);
  });

  test("a document that was replaced or removed is gone after thirty days, the one in its place stays", async () => {
    const { over, within } = around("removed_documents");
    await application("app_docs", "in_review", over);
    await plant(
      `INSERT INTO document (id, tenant_id, application_id, kind, file_name, content_type, byte_size, sha256, key_id, state, created_at)
       SELECT 'doc_r1', tenant_id, application_id, kind, file_name, content_type, byte_size, sha256, key_id, 'replaced', created_at
       FROM document WHERE id = 'doc_app_docs'`,
    );
    await plant(
      `INSERT INTO document (id, tenant_id, application_id, kind, file_name, content_type, byte_size, sha256, key_id, state, created_at)
       SELECT 'doc_r2', tenant_id, application_id, kind, file_name, content_type, byte_size, sha256, key_id, 'removed', $1::timestamptz
       FROM document WHERE id = 'doc_app_docs'`,
      [at(within)],
    );
    await page("dpg_gone", "doc_app_docs", over, "removed");
    await page("dpg_young", "doc_app_docs", within, "removed");
    // One document and one page.
    expect(await enforceLine(deps(), "removed_documents")).toBe(2);
    expect(await storage().list("documents/mer_app_docs/doc_app_docs")).toEqual([
      "documents/mer_app_docs/doc_app_docs/dpg_app_docs",
      "documents/mer_app_docs/doc_app_docs/dpg_young",
    ]);
    const states = await sql()(
      "SELECT id, state FROM document WHERE application_id = 'app_docs' ORDER BY id",
    );
    expect(states).toEqual([
      { id: "doc_app_docs", state: "stored" },
      { id: "doc_r1", state: "erased" },
      { id: "doc_r2", state: "removed" },
    ]);
  });

  test("the answer to a dispute and its evidence go two years after the judgement, the dispute stays", async () => {
    const { over, within } = around("dispute_papers");
    for (const [id, ms] of [
      ["old", over],
      ["new", within],
    ] as const) {
      await plant(
        `INSERT INTO dispute (id, tenant_id, network_dispute_id, payment_id, store_id, payout_group_id, wallet_id, stage, round,
           state, amount_minor, reason_code, due_at, opened_at, answer, answer_text, answered_by, answered_at, settled_at, attempts)
         VALUES ('dsp_' || $1, 'mer_d', 'D' || $1, 'pay_d', 'sto_d', 'pgr_d', 'NOREN_JP', 'retrieval', 1,
           'won', 100, 'X', $2, $2, 'contest', '佐倉様にお渡ししました', 'per_d', $2, $2, 1)`,
        [id, at(ms)],
      );
      await plant(
        `INSERT INTO dispute_evidence (id, tenant_id, dispute_id, kind, pages, sha256, state, added_by, created_at)
         VALUES ('doc_d' || $1, 'mer_d', 'dsp_' || $1, 'receipt', 1, 'x', 'stored', 'per_d', $2)`,
        [id, at(ms)],
      );
      await storage().put(`documents/mer_d/doc_d${id}/1`, new TextEncoder().encode("receipt"));
    }
    // One paper and one text.
    expect(await enforceLine(deps(), "dispute_papers")).toBe(2);
    expect(await storage().list("documents/mer_d")).toEqual(["documents/mer_d/doc_dnew/1"]);
    expect(
      await sql()(
        `SELECT d.id, d.state, d.answer_text AS text, e.state AS paper FROM dispute d
         JOIN dispute_evidence e ON e.dispute_id = d.id ORDER BY d.id`,
      ),
    ).toEqual([
      { id: "dsp_new", state: "won", text: "佐倉様にお渡ししました", paper: "stored" },
      { id: "dsp_old", state: "won", text: "", paper: "removed" },
    ]);
    expect(await enforceLine(deps(), "dispute_papers")).toBe(0);
  });
});
