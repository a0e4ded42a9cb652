import { recordAuditSql } from "@/server/audit/commands";
import { isLanguage } from "@/server/kernel/languages";
import type { SystemScope } from "@/server/kernel/scope";
import { poolFor, type Sql, sqlOfClient, transactSql } from "@/server/platform/db";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { storage } from "@/server/platform/storage";
import { issueEditions } from "../edition/commands";
import { posterOf } from "../edition/rules";
import { posterBrand } from "../poster/brand/gateway";
import { posterBytes } from "../poster/preview/document";
import { POSTER_FORMATS, type PosterInput } from "../poster/rules";
import { listChosenCodes } from "../queries";
import { packEntries } from "./bundle/document";
import { listSheets } from "./document";
import { partKey } from "./gateway";
import { listDeliveries } from "./queries";
import { entryName, type PrintPart, partsOf, placeLines } from "./rules";

type PrintDeps = Deps<SystemScope>;

type Print = {
  readonly id: string;
  readonly tenant_id: string;
  readonly format: string;
  readonly print: string;
  readonly packing: string;
  readonly logo: boolean;
  readonly code_ids: string[];
  readonly parts_done: number;
  readonly attempts: number;
  /** The language of the first code's area, its merchant or its signboard, else of whoever asked for it. */
  readonly locale: string | null;
};

const ATTEMPTS_MAX = 5;

/**
 * Draws the next piece of the oldest unfinished print. A piece that is kept is not drawn again, so a worker that is
 * killed goes on where it was.
 * @returns how many pieces were drawn: 1 asks for the next
 */
export async function drawNextPart(deps: PrintDeps): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const [print] = await sql<Print>(
    `SELECT id, tenant_id, format, print, packing, logo, code_ids, parts_done, attempts,
       coalesce((SELECT coalesce(a.language, own.language, b.language) FROM code c JOIN store s ON s.id = c.store_id
                 JOIN merchant m ON m.id = s.merchant_id LEFT JOIN store_area a ON a.id = s.area_id
                 LEFT JOIN merchant_setting own ON own.tenant_id = m.id LEFT JOIN brand b ON b.id = m.brand_id
                 WHERE c.id = print_job.code_ids[1]),
                (SELECT locale FROM person WHERE person.id = print_job.requested_by)) AS locale FROM print_job
     WHERE state IN ('waiting', 'running') ORDER BY id LIMIT 1`,
  );
  if (print === undefined) return 0;
  const parts = partsOf(print.code_ids.length);
  const part = parts[print.parts_done];
  try {
    if (part !== undefined) {
      await storage().put(partKey(print.id, print.parts_done), await drawPart(deps, sql, print, part));
    }
    await noteProgress(deps, print, parts.length);
  } catch (error) {
    log().error({ printId: print.id, part: print.parts_done, err: error }, "a part of a print failed");
    await noteFailure(deps, print);
  }
  return 1;
}

async function drawPart(deps: PrintDeps, sql: Sql, print: Print, part: PrintPart): Promise<Buffer> {
  const codes = print.code_ids.slice(part.from, part.until);
  const format = POSTER_FORMATS.find((known) => known === print.format) ?? "a4";
  const brand = posterBrand();
  if (part.kind === "list") {
    const lines = await listDeliveries(sql, codes);
    const sheets = await listSheets({
      language: isLanguage(print.locale) ? print.locale : "ja",
      brandName: brand.name,
      subtitle: `${format.toUpperCase()} · ${print.id}`,
      lines: placeLines(part.from, lines),
    });
    const name = `000_list_${String(part.from + 1).padStart(5, "0")}.pdf`;
    return print.packing === "zip" ? packEntries([{ name, content: sheets }]) : sheets;
  }
  const editions = await transactSql("jobs", (tx) => issueEditions(tx, deps, codes, format));
  const rows = await listChosenCodes(sql, { codes, limit: codes.length }, deps.now);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const found = codes.flatMap((code) => {
    const [row, edition] = [byCode.get(code), editions.get(code)];
    return row === undefined || edition === undefined
      ? []
      : [{ storeId: row.storeId, poster: posterOf(row, edition) }];
  });
  const job = {
    format,
    brand,
    sandbox: env().sandbox,
    print: print.print === "shop" ? "shop" : "office",
    logo: print.logo,
  } as const;
  if (print.packing !== "zip") return posterBytes({ ...job, posters: found.map(({ poster }) => poster) });
  const stores = new Map<string, PosterInput[]>();
  for (const { storeId, poster } of found) stores.set(storeId, [...(stores.get(storeId) ?? []), poster]);
  const entries = [];
  for (const posters of stores.values()) {
    const [first] = posters;
    if (first === undefined) continue;
    entries.push({
      name: entryName(first.storeName, first.code),
      content: await posterBytes({ ...job, posters }),
    });
  }
  return packEntries(entries);
}

/** Counts a piece as done. Only the one that was next is counted, so that a piece drawn twice counts once. */
async function noteProgress(deps: PrintDeps, print: Print, parts: number): Promise<void> {
  const done = Math.min(parts, print.parts_done + 1);
  const finished = done >= parts;
  await transactSql("jobs", async (sql) => {
    const moved = await sql<{ id: string }>(
      `UPDATE print_job SET parts_done = $3, attempts = 0, state = $4,
         finished_at = CASE WHEN $4 = 'done' THEN to_timestamp($5::float8 / 1000) END
       WHERE id = $1 AND parts_done = $2 AND state IN ('waiting', 'running') RETURNING id`,
      [print.id, print.parts_done, done, finished ? "done" : "running", deps.now],
    );
    if (moved.length === 0 || !finished) return;
    const { id: subjectId, tenant_id: tenantId } = print;
    await recordAuditSql(sql, deps, [
      { action: "print.finish", subjectId, tenantId, after: { state: "done", codes: print.code_ids.length } },
    ]);
  });
}

async function noteFailure(deps: PrintDeps, print: Print): Promise<void> {
  const over = print.attempts + 1 >= ATTEMPTS_MAX;
  await transactSql("jobs", async (sql) => {
    await sql(
      `UPDATE print_job SET attempts = attempts + 1, state = $2,
         finished_at = CASE WHEN $2 = 'failed' THEN to_timestamp($3::float8 / 1000) END
       WHERE id = $1 AND state IN ('waiting', 'running')`,
      [print.id, over ? "failed" : "running", deps.now],
    );
    if (!over) return;
    const { id: subjectId, tenant_id: tenantId } = print;
    await recordAuditSql(sql, deps, [
      { action: "print.fail", subjectId, tenantId, after: { state: "failed" } },
    ]);
  });
}

/** Clears away the files of prints whose time is over. */
export async function expirePrints(deps: PrintDeps): Promise<number> {
  const sql = sqlOfClient(poolFor("jobs"));
  const rows = await sql<{ id: string; tenant_id: string }>(
    `SELECT id, tenant_id FROM print_job
     WHERE expires_at <= to_timestamp($1::float8 / 1000) AND state NOT IN ('expired', 'waiting', 'running') ORDER BY id LIMIT 20`,
    [deps.now],
  );
  for (const { id } of rows) {
    const keys = await storage().list(`prints/${id}`);
    await Promise.all(
      keys.map((key) => storage().remove(key.startsWith("prints/") ? key : `prints/${id}/${key}`)),
    );
  }
  if (rows.length === 0) return 0;
  await transactSql("jobs", async (tx) => {
    await tx("UPDATE print_job SET state = 'expired' WHERE id = ANY($1::text[])", [rows.map(({ id }) => id)]);
    const events = rows.map(({ id: subjectId, tenant_id: tenantId }) => ({
      action: "print.expire" as const,
      subjectId,
      tenantId,
      after: { state: "expired" },
    }));
    await recordAuditSql(tx, deps, events);
  });
  return rows.length;
}

/** What the codes do again and again. */
export const codeJobs: readonly RecurringJob[] = [
  { name: "prints", everyMs: 3_000, run: (deps) => drawNextPart(deps) },
  { name: "prints-expired", everyMs: 50_000, run: (deps) => expirePrints(deps) },
];
