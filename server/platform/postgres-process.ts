import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";

const STOP_TIMEOUT_MS = 60_000;

/** What `postmaster.pid` in a data folder says about the server that wrote it. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/** @returns undefined when no server has written the file */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port, ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** After kill -9 the number in postmaster.pid may belong to an unrelated process by now. */
export function clearStalePostmaster(dataDir: string): void {
  const left = readPostmaster(dataDir);
  if (left && !isPostgres(left.pid)) rmSync(join(dataDir, "postmaster.pid"), { force: true });
}

/** Does this process exist, and is it a PostgreSQL server? */
export function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    // No /proc on this system: the process exists, and the server's own lock decides.
    return !existsSync("/proc/self");
  }
}

/** The preferred port when it is free, else any free one. */
export async function choosePort(preferred: number | undefined): Promise<number> {
  if (preferred && (await listenOnce(preferred)) === preferred) return preferred;
  const free = await listenOnce(0);
  if (free === undefined) throw new Error("No free port for PostgreSQL.");
  return free;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolvePort) => {
    const server = createServer();
    server.once("error", () => resolvePort(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const found = typeof address === "object" && address ? address.port : undefined;
      server.close(() => resolvePort(found));
    });
  });
}

/** Stops the server of a data folder, whoever started it; nothing happens when none runs. */
export async function stopCluster(at: string): Promise<void> {
  if (!existsSync(at)) return;
  const dataDir = realpathSync(at);
  const running = readPostmaster(dataDir);
  if (!running || !isPostgres(running.pid)) return;
  process.kill(running.pid, "SIGINT");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isPostgres(running.pid)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${running.pid}) did not stop.`);
    await pause(20);
  }
}

/** The server gets none of Noren's own environment, which carries secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const locale = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  return { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: locale, TZ: "UTC", NODE_ENV: "production" };
}

/** Settings for a small machine; what makes an answered commit durable is never off. */
export function serverSettings(options: { sharedBuffersMb: number; port: number }): string[] {
  const quarter = Math.floor(totalmem() / 4 / 1024 / 1024);
  const values: Record<string, string> = {
    port: String(options.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: `${Math.min(options.sharedBuffersMb, quarter)}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    effective_cache_size: `${quarter * 2}MB`,
    random_page_cost: "1.1",
    jit: "off",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements carry people's data; the log keeps errors but not what was asked.
    log_min_error_statement: "panic",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
