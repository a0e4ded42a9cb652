import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mintScope } from "@/server/kernel/scope";
import { withClient } from "@/server/platform/database-roles";
import { poolFor, sqlOfClient, transactSql } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { recordAuditSql } from "../commands";
import { readAnchors } from "../gateway";
import { sealAudit } from "./commands";
import { verifyAudit } from "./queries";

const NOW = Date.parse("2026-11-22T03:00:00.123Z");
let database: TestDatabase;
let anchorFile: string;

beforeAll(async () => {
  database = await testDatabase();
  anchorFile = join(mkdtempSync(join(tmpdir(), "noren-anchor-")), "anchor.jsonl");
  await record(3, NOW);
  await sealAudit({ now: NOW }, anchorFile);
  await record(4, NOW + 1_000);
  await sealAudit({ now: NOW }, anchorFile);
  await record(2, NOW + 2_000);
  await sealAudit({ now: NOW }, anchorFile);
  await record(1, NOW + 3_000);
});
afterAll(() => database.drop());

const sql = () => sqlOfClient(poolFor("jobs"));

async function record(count: number, nowMs: number): Promise<void> {
  const scope = mintScope({ kind: "system", name: "jobs" });
  const deps = depsFor(scope, { kind: "person", id: "per_a" }, "req_a", nowMs);
  const events = Array.from({ length: count }, (_, index) => ({
    action: "store.correct" as const,
    subjectId: `sto_${index}`,
    tenantId: index === 0 ? null : "mer_a",
    before: { name: "のれん" },
    after: { name: `のれん ${index} "円" \\ \u0007`, limitMinor: 5n },
  }));
  await transactSql("jobs", (tx) => recordAuditSql(tx, deps, events));
}

const verify = () => transactSql("jobs", (tx) => verifyAudit(tx, readAnchors(anchorFile)));

type Position = { readonly id: string; readonly seq: bigint; readonly position: number };

async function chain(): Promise<Position[]> {
  return sql()<Position>(
    "SELECT event_id AS id, seal_seq AS seq, position FROM audit_sealed_event ORDER BY seal_seq, position",
  );
}

/** What only a superuser can do, with triggers and policies off; undone afterwards, in the order given. */
async function tampered<T>(change: string, undo: string, work: () => Promise<T>): Promise<T> {
  return withClient(database.urls.superuser, async (client) => {
    await client.query("SET session_replication_role = replica");
    await client.query(change);
    try {
      return await work();
    } finally {
      await client.query(undo);
    }
  });
}

/** Keeps a copy of whole tables aside while they are tampered with. */
async function withCopy<T>(change: string, work: () => Promise<T>): Promise<T> {
  const tables = ["audit_event", "audit_seal", "audit_sealed_event", "audit_pending"];
  const keep = tables.map((name) => `CREATE TABLE kept_${name} AS SELECT * FROM ${name};`).join("");
  const undo = tables
    .map(
      (name) =>
        `DELETE FROM ${name}; INSERT INTO ${name} SELECT * FROM kept_${name}; DROP TABLE kept_${name};`,
    )
    .join("");
  return tampered(`${keep}${change}`, undo, work);
}

describe("G24 the audit log", () => {
  test("an untouched log verifies; events wait for a seal no longer than a run of the sealer", async () => {
    expect(await verify()).toEqual({ ok: true, rows: 10, sealed: 9, firstBroken: null, problem: null });
    expect(readAnchors(anchorFile).map((anchor) => anchor.seq)).toEqual([1n, 2n, 3n]);
  });

  const changes: Record<string, string> = {
    tenant_id: "'mer_other'",
    actor_id: "'per_other'",
    actor_kind: "'system'",
    action: "'store.close'",
    subject_id: "'sto_other'",
    changed_fields: "ARRAY['other']",
    sealed: "'\\x0102'",
    request_id: "'req_other'",
    occurred_at: "occurred_at + interval '1 millisecond'",
    row_hash: "sha256('other')",
  };
  test("every column of the table is covered by the test below", async () => {
    const columns = await sql()<{ name: string }>(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'audit_event'",
    );
    expect(columns.map((row) => row.name).sort()).toEqual([...Object.keys(changes), "id"].sort());
  });

  test.each(Object.entries(changes))("a changed %s names its row", async (column, value) => {
    const target = (await chain())[4]?.id ?? "";
    const report = await withCopy(
      `UPDATE audit_event SET ${column} = ${value} WHERE id = '${target}'`,
      verify,
    );
    expect(report).toMatchObject({ ok: false, firstBroken: target, problem: "changed" });
  });

  test("the earliest of several changed rows is named", async () => {
    const target = (await chain())[1]?.id ?? "";
    const report = await withCopy(`UPDATE audit_event SET action = 'x' WHERE id >= '${target}'`, verify);
    expect(report.firstBroken).toBe(target);
  });

  test("a row whose hash was made again after the change still breaks its seal", async () => {
    const [target] = (await chain()).slice(4);
    const report = await withCopy(
      `UPDATE audit_event SET row_hash = sha256('other'), id = id WHERE id = '${target?.id}';`,
      verify,
    );
    expect(report.ok).toBe(false);
  });

  test("a deleted row is named, whether it was sealed or still waited", async () => {
    const sealed = (await chain())[5]?.id ?? "";
    const report = await withCopy(`DELETE FROM audit_event WHERE id = '${sealed}'`, verify);
    expect(report).toMatchObject({ ok: false, firstBroken: sealed, problem: "deleted" });
    const [waiting] = await sql()<{ id: string }>("SELECT event_id AS id FROM audit_pending");
    const other = await withCopy(`DELETE FROM audit_event WHERE id = '${waiting?.id}'`, verify);
    expect(other).toMatchObject({ ok: false, firstBroken: waiting?.id, problem: "deleted" });
  });

  test("a row that was deleted together with its link breaks its seal", async () => {
    const [target] = (await chain()).slice(4);
    const report = await withCopy(
      `DELETE FROM audit_event WHERE id = '${target?.id}'; DELETE FROM audit_sealed_event WHERE event_id = '${target?.id}'`,
      verify,
    );
    expect(report).toMatchObject({ ok: false, firstBroken: "seal:2" });
  });

  test("two rows that changed places break their seal", async () => {
    const [first, second] = (await chain()).filter((link) => link.seq === 2n);
    const report = await withCopy(
      `UPDATE audit_sealed_event SET position = 99 WHERE event_id = '${first?.id}';
       UPDATE audit_sealed_event SET position = 0 WHERE event_id = '${second?.id}';
       UPDATE audit_sealed_event SET position = 1 WHERE event_id = '${first?.id}';`,
      verify,
    );
    expect(report).toMatchObject({ ok: false, firstBroken: "seal:2" });
  });

  test("a row that was put in behind the log's back is named", async () => {
    const forged = `INSERT INTO audit_event SELECT 'aud_forged', tenant_id, actor_id, actor_kind, action, subject_id,
      changed_fields, sealed, request_id, occurred_at, row_hash FROM audit_event LIMIT 1;`;
    expect((await withCopy(forged, verify)).firstBroken).toBe("aud_forged");
  });

  test("a removed seal in the middle is noticed", async () => {
    const report = await withCopy("DELETE FROM audit_seal WHERE seq = 2", verify);
    expect(report).toMatchObject({ ok: false, firstBroken: "seal:2" });
  });

  test("a tail that was cut without a trace in the database is named by the anchor", async () => {
    const cut = `DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_sealed_event WHERE seal_seq = 3);
      DELETE FROM audit_sealed_event WHERE seal_seq = 3; DELETE FROM audit_seal WHERE seq = 3;`;
    expect(await withCopy(cut, verify)).toMatchObject({
      ok: false,
      firstBroken: "seal:3",
      problem: "anchored and gone",
    });
  });

  test("a chain that was computed anew from a changed row differs from its anchors", async () => {
    const rewrite = `UPDATE audit_seal SET seal_hash = sha256('other') WHERE seq = 3;`;
    expect((await withCopy(rewrite, verify)).firstBroken).toBe("seal:3");
    const kept = readFileSync(anchorFile, "utf8");
    writeFileSync(
      anchorFile,
      kept.replace(/"seq":"2","sealHash":"[0-9a-f]{4}/, '"seq":"2","sealHash":"0000'),
    );
    expect(await verify()).toMatchObject({ firstBroken: "seal:2", problem: "differs from its anchor" });
    writeFileSync(anchorFile, "");
    expect(await verify()).toMatchObject({ firstBroken: "seal:1", problem: "not anchored" });
    writeFileSync(anchorFile, kept);
    expect(await verify()).toMatchObject({ ok: true });
  });

  test("UPDATE, DELETE and TRUNCATE are refused to every role (G2)", async () => {
    for (const role of ["app", "operator", "ingest", "jobs"] as const) {
      for (const table of ["audit_event", "audit_seal", "audit_sealed_event"]) {
        const column =
          table === "audit_seal" ? "events = 0" : table === "audit_event" ? "action = ''" : "position = 0";
        for (const text of [`UPDATE ${table} SET ${column}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
          await expect(transactSql(role, (tx) => tx(text))).rejects.toThrow(/permission denied/);
        }
      }
    }
    await withClient(database.urls.superuser, async (client) => {
      for (const text of [
        "UPDATE audit_event SET action = ''",
        "DELETE FROM audit_seal",
        "TRUNCATE audit_event",
      ]) {
        await expect(client.query(text)).rejects.toThrow(/append-only/);
      }
    });
    expect(await verify()).toMatchObject({ ok: true });
  });
});

describe("the sealer", () => {
  test("of several sealers at once one works, and the chain stays one", async () => {
    await record(50, NOW + 60_000);
    await Promise.all(Array.from({ length: 6 }, () => sealAudit({ now: NOW }, anchorFile)));
    await sealAudit({ now: NOW }, anchorFile);
    const report = await verify();
    expect(report).toMatchObject({ ok: true, rows: 60, sealed: 60 });
  });

  test("a line that a crash cut short is written again and harms no other", async () => {
    appendFileSync(anchorFile, '{"seq":"9');
    await record(1, NOW + 120_000);
    await sealAudit({ now: NOW }, anchorFile);
    expect(await verify()).toMatchObject({ ok: true, sealed: 61 });
    const seqs = readAnchors(anchorFile).map((anchor) => anchor.seq);
    expect(seqs).toEqual(seqs.map((_, index) => BigInt(index + 1)));
  });
});
