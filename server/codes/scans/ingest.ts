import { poolFor, type Sql, sqlOfClient } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { addScan, type HeldScans, SCANS_HELD_MS } from "./rules";

// Kept on globalThis: Next bundles a module once per route, and there is one writer per process.
declare global {
  var norenScans: { held: HeldScans; timer: NodeJS.Timeout | null } | undefined;
}

/**
 * Notes that the page of a code was opened: when, and nothing of who did. What a process holds is written every few
 * seconds in one statement; a process that dies loses these seconds and nothing else.
 */
export function noteScan(code: string, atMs: number): void {
  globalThis.norenScans ??= { held: new Map(), timer: null };
  const scans = globalThis.norenScans;
  addScan(scans.held, code, atMs);
  scans.timer ??= setTimeout(() => {
    const { held } = scans;
    scans.held = new Map();
    scans.timer = null;
    writeScans(sqlOfClient(poolFor("ingest")), held).catch((error: unknown) =>
      log().error({ err: error, codes: held.size }, "openings of pages were not written"),
    );
  }, SCANS_HELD_MS).unref();
}

/** Adds openings to what is known of their codes; a code that does not exist is passed over. */
export async function writeScans(sql: Sql, held: HeldScans): Promise<void> {
  if (held.size === 0) return;
  const rows = Array.from(held, ([code, scan]) => ({ code, ...scan })).sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  await sql(
    `INSERT INTO code_scan (code_id, tenant_id, first_opened_at, last_opened_at, opens)
     SELECT c.id, c.tenant_id, to_timestamp(g."firstMs" / 1000), to_timestamp(g."lastMs" / 1000), g.opens
     FROM jsonb_to_recordset($1::text::jsonb) AS g(code text, "firstMs" float8, "lastMs" float8, opens bigint)
     JOIN code c ON c.id = g.code ORDER BY c.id
     ON CONFLICT (code_id) DO UPDATE SET last_opened_at = greatest(code_scan.last_opened_at, excluded.last_opened_at),
       opens = code_scan.opens + excluded.opens`,
    [JSON.stringify(rows)],
  );
}
