import { chownSync, cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { sealAudit } from "@/server/audit/seal/commands";
import { proveWhole } from "@/server/cli/backup";
import { addDays, utc8DayStartMs } from "@/server/kernel/calendar";
import { balancesFingerprint } from "@/server/ledger/queries";
import { wallNow } from "@/server/platform/clock";
import { ensureProductDatabases, roleUrl, withClient } from "@/server/platform/database-roles";
import { closeDatabase, transactSql } from "@/server/platform/db";
import { type Cluster, startCluster } from "@/server/platform/embedded-postgres";
import { env, provideEnv } from "@/server/platform/env";
import { migrate } from "@/server/platform/migrate";
import { startTemporaryCluster, type TemporaryCluster } from "@/server/platform/temporary-cluster";
import { plantShops } from "./payment-bed";
import { FIRST_DAY, tradeDay } from "./reconciliation-bed";

const SALES_A_DAY = 300;

/**
 * `npm run soak -- --recovery`: the way back to an instant, as docs/keeping.md writes it, on a real PostgreSQL with an archive:
 * a base backup while the product works, more work, an instant, a fault, and the recovery to that instant in a folder
 * beside. The books and the log are proved there, and are those of the instant.
 */
export async function soakRecovery(): Promise<boolean> {
  const first = await startTemporaryCluster();
  const folder = dirname(first.cluster.dataDir);
  let recovered: Cluster | undefined;
  try {
    const archive = join(folder, "archive");
    makeLike(archive, folder);
    await archiveTo(first, archive);
    const cluster = await restart(first);
    await migrate(await enter(cluster, first, join(folder, "files")));
    const shops = await plantShops(databaseOf(cluster.superuserUrl), 5);
    const bed = { superuserUrl: databaseOf(cluster.superuserUrl), shops, perDay: SALES_A_DAY, seed: 5 };
    await tradeDay(bed, 0);
    const base = await baseBackup(cluster, join(folder, "base"));
    await tradeDay(bed, 1);
    await sealAudit({ now: utc8DayStartMs(addDays(FIRST_DAY, 3)) }, env().anchorFile);
    const then = await transactSql("jobs", balancesFingerprint);
    const [instant] = await transactSql("jobs", (sql) => sql<{ at: string }>("SELECT now()::text AS at"));
    await tradeDay(bed, 2);
    const later = await transactSql("jobs", balancesFingerprint);
    await withClient(cluster.superuserUrl, (client) => client.query("SELECT pg_switch_wal()"));
    await closeDatabase();
    await cluster.stop();
    recovered = await recoverTo(base, {
      archive,
      at: instant?.at ?? "",
      password: first.passwords.superuser,
    });
    await enter(recovered, first, join(folder, "files"));
    const proof = await proveWhole();
    const now = await transactSql("jobs", balancesFingerprint);
    const segments = readdirSync(archive).length;
    const ok = proof.ok && now === then && now !== later && segments > 0;
    const { ledger, audit } = proof;
    process.stdout.write(
      `${JSON.stringify({ ok, instant: instant?.at, entries: ledger.entries, ledger: ledger.ok, audit: audit.ok, isOfTheInstant: now === then, segments })}\n`,
    );
    return ok;
  } finally {
    await closeDatabase();
    await recovered?.stop();
    await first.remove();
  }
}

/** Like its neighbour: as root, PostgreSQL works under a user of its own. */
function makeLike(path: string, neighbour: string): void {
  mkdirSync(path, { mode: 0o700, recursive: true });
  const { uid, gid } = statSync(neighbour);
  chownSync(path, uid, gid);
}

function databaseOf(superuserUrl: string): string {
  const url = new URL(superuserUrl);
  url.pathname = "/noren";
  return url.toString();
}

async function archiveTo(of: TemporaryCluster, archive: string): Promise<void> {
  await ensureProductDatabases(of.cluster.superuserUrl);
  await withClient(of.cluster.superuserUrl, async (client) => {
    const command = `test ! -f ${archive}/%f && cp %p ${archive}/%f.part && mv ${archive}/%f.part ${archive}/%f`;
    await client.query("ALTER SYSTEM SET wal_level = 'replica'");
    await client.query("ALTER SYSTEM SET archive_mode = 'on'");
    await client.query(`ALTER SYSTEM SET archive_command = ${client.escapeLiteral(command)}`);
  });
}

async function restart(of: TemporaryCluster): Promise<Cluster> {
  await of.cluster.stop();
  return startCluster({ at: of.cluster.dataDir, superuserPassword: of.passwords.superuser, temporary: true });
}

/** Makes the process one of this cluster's. */
async function enter(cluster: Cluster, of: TemporaryCluster, files: string): Promise<string> {
  await closeDatabase();
  const url = (role: "noren_app" | "noren_owner" | "noren_operator" | "noren_ingest" | "noren_jobs") =>
    roleUrl({ port: cluster.port, passwords: of.passwords, role, database: "noren" });
  provideEnv({
    NODE_ENV: "test",
    DATABASE_URL: url("noren_app"),
    DATABASE_OWNER_URL: url("noren_owner"),
    DATABASE_OPERATOR_URL: url("noren_operator"),
    DATABASE_INGEST_URL: url("noren_ingest"),
    DATABASE_JOBS_URL: url("noren_jobs"),
    DATA_DIR: files,
    LOG_LEVEL: "error",
  });
  return url("noren_owner");
}

/** What `pg_basebackup` does: the files while the server works, between two calls of one session. */
async function baseBackup(cluster: Cluster, to: string): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start($1, true)", ["soak"]);
    const isKept = (path: string) => !/postmaster\.(pid|opts)$|\/pg_wal\/.+/.test(path);
    cpSync(cluster.dataDir, to, { recursive: true, filter: isKept, preserveTimestamps: true });
    const stopped = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop()");
    writeFileSync(join(to, "backup_label"), stopped.rows[0]?.labelfile ?? "");
  } finally {
    await client.end();
  }
  return to;
}

async function recoverTo(
  base: string,
  given: { readonly archive: string; readonly at: string; readonly password: string },
): Promise<Cluster> {
  const lines = [
    `restore_command = 'cp ${given.archive}/%f %p'`,
    `recovery_target_time = '${given.at}'`,
    "recovery_target_action = 'pause'",
    "archive_mode = off",
  ];
  writeFileSync(join(base, "postgresql.auto.conf"), `${lines.join("\n")}\n`);
  writeFileSync(join(base, "recovery.signal"), "");
  const owner = statSync(dirname(base));
  chownAll(base, owner.uid, owner.gid);
  const startedMs = wallNow();
  const cluster = await startCluster({ at: base, superuserPassword: given.password, temporary: true });
  await leaveRecovery(cluster);
  process.stderr.write(`recovered in ${wallNow() - startedMs} ms\n`);
  return cluster;
}

/** Waits until the instant is reached, lets the server go on from there, and waits until it writes. */
async function leaveRecovery(cluster: Cluster): Promise<void> {
  await withClient(cluster.superuserUrl, async (client) => {
    const until = async (question: string) => {
      while ((await client.query<{ yes: boolean }>(`SELECT ${question} AS yes`)).rows[0]?.yes !== true)
        await pause(100);
    };
    await until("pg_get_wal_replay_pause_state() = 'paused'");
    await client.query("SELECT pg_wal_replay_resume()");
    await until("NOT pg_is_in_recovery()");
  });
}

function chownAll(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
    chownSync(join(entry.parentPath, entry.name), uid, gid);
}
