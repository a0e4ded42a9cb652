import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobDeps } from "@/server/api/entry";
import { mintScope } from "@/server/kernel/scope";
import { poolFor, sqlOfClient, transact } from "@/server/platform/db";
import { depsFor } from "@/server/platform/deps";
import { type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { requestCheck, requestDailyCheck, runCheck } from "./checks/commands";
import { findLastCheck } from "./checks/queries";
import { recordAuditSql } from "./commands";
import { recordExport } from "./export/commands";
import { auditCsv } from "./export/document";
import { listAudit } from "./queries";
import type { ListAudit } from "./schema";

const NOW = Date.parse("2026-11-22T03:00:00Z");
const operator = mintScope({ kind: "operator", personId: "per_o", role: "auditor" });
const jobs = mintScope({ kind: "system", name: "jobs" });
const anchorFile = join(mkdtempSync(join(tmpdir(), "noren-anchor-")), "anchor.jsonl");
let database: TestDatabase;
const sql = () => sqlOfClient(poolFor("jobs"));
const list = (args: Partial<ListAudit>) =>
  transact(operator, (tx) => listAudit(tx, operator, { limit: 50, ...args }));

beforeAll(async () => {
  database = await testDatabase({ ANCHOR_FILE: anchorFile });
  await sql()(
    `INSERT INTO person (id, email, name, created_at) VALUES
       ('per_a', 'aya@example.jp', '佐倉 花子', now()), ('per_b', 'bob@example.jp', '', now())`,
  );
  const actions = ["store.correct", "store.terminate", "code.pause", "payment.note"] as const;
  for (let index = 0; index < 40; index += 1) {
    const actor = { kind: "person", id: index % 2 === 0 ? "per_a" : "per_b" } as const;
    const deps = { ...depsFor(operator, actor, "req_a", NOW + index * 1_000) };
    await recordAuditSql(sql(), deps, [
      { action: actions[index % 4] ?? "code.pause", subjectId: `sto_${index % 3}`, tenantId: "mer_a" },
    ]);
  }
});
afterAll(() => database.drop());

describe("a search in the log", () => {
  test("finds people by address, by the beginning of a name and by number, and names them", async () => {
    for (const actor of ["aya@example.jp", "AYA@", "佐倉", "per_a"]) {
      const { lines } = await list({ actor });
      expect(lines, actor).toHaveLength(20);
      expect(new Set(lines.map(({ actorName }) => actorName))).toEqual(new Set(["佐倉 花子"]));
    }
    expect((await list({ actor: "bob" })).lines[0]?.actorName).toBe("bob@example.jp");
    expect((await list({ actor: "nobody" })).lines).toEqual([]);
  });

  test.each([
    [{ action: "store." }, 20],
    [{ action: "store.correct" }, 10],
    [{ action: "store.correct", actor: "per_b" }, 0],
    [{ action: "code", actor: "佐倉" }, 10],
    [{ subjectId: "sto_1" }, 13],
    [{ subjectId: "sto_1", action: "store." }, 7],
    [{ fromMs: NOW + 10_000, untilMs: NOW + 20_000 }, 10],
    [{ action: "nothing." }, 0],
  ])("%j finds %i, newest first", async (filters, count) => {
    const { lines } = await list(filters);
    expect(lines).toHaveLength(count);
    expect(lines.map(({ id }) => id)).toEqual(
      lines
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  test("pages of a merged search follow each other without a gap or a repeat", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ action: "store.", limit: 3, cursor });
      seen.push(...page.lines.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual((await list({ action: "store." })).lines.map(({ id }) => id));
  });
});

describe("an export of the log", () => {
  test("has every line of the search once, begins no formula (G25), and is itself in the log", async () => {
    const deps = depsFor(operator, { kind: "person", id: "per_o" }, "req_x", NOW + 100_000);
    await recordAuditSql(sql(), deps, [{ action: "code.note", subjectId: "=cmd|evil", tenantId: "mer_a" }]);
    let text = "";
    for await (const part of auditCsv((cursor) => list({ tenantId: "mer_a", limit: 7, cursor })))
      text += part;
    const rows: string[][] = parse(text, { bom: true });
    expect(rows).toHaveLength(42);
    expect(new Set(rows.map(([id]) => id)).size).toBe(42);
    expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(rows.flat()).toContain("'=cmd|evil");
    await recordExport(deps, { tenantId: "mer_a" });
    const [line] = (await list({ action: "audit.export" })).lines;
    expect(line).toMatchObject({ subjectId: "per_o", changedFields: ["tenantId"] });
  });
});

describe("a verification", () => {
  const worker = () => ({ ...jobDeps("audit-check", "req_c"), now: NOW + 200_000 });
  const desk = (nowMs = NOW + 150_000) => depsFor(operator, { kind: "person", id: "per_o" }, "req_v", nowMs);
  const last = () => transact(operator, (tx) => findLastCheck(tx, operator));

  test("is asked for, done by the worker, and its result stays to be read", async () => {
    await requestCheck(desk());
    await requestDailyCheck(depsFor(jobs, { kind: "system", id: "audit-daily" }, "req_d", NOW + 150_000));
    expect((await last())?.finishedAt).toBeNull();
    expect(await runCheck(worker())).toBe(2);
    expect(await runCheck(worker())).toBe(0);
    expect(await last()).toMatchObject({ ok: true, problem: null });
  });

  test("names what is broken", async () => {
    appendFileSync(anchorFile, `${JSON.stringify({ seq: "9", sealHash: "0".repeat(64) })}\n`);
    await requestCheck(desk(NOW + 300_000));
    await runCheck(worker());
    expect(await last()).toMatchObject({ ok: false, firstBroken: "seal:9" });
  });
});
