import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import { wallNow } from "@/server/platform/clock";
import { ensureDatabase, roleUrl, withClient } from "@/server/platform/database-roles";
import { closeDatabase } from "@/server/platform/db";
import { provideEnv } from "@/server/platform/env";
import { startTemporaryCluster } from "@/server/platform/temporary-cluster";
import { type FlakyWire, startFlakyWire, throughPort } from "./flaky-wire";
import type { Dice } from "./soak-model";

const ROOT = join(import.meta.dirname, "..");
const READY_MS = 300_000;

export type Product = {
  readonly url: string;
  readonly dataDir: string;
  readonly superuserUrl: string;
  readonly wire: FlakyWire;
  readonly stop: () => Promise<void>;
};

const runtime = z.object({ processes: z.object({ web: z.number(), worker: z.number() }) });

function pidsOf(product: Product): { readonly web: number; readonly worker: number } {
  return runtime.parse(JSON.parse(readFileSync(join(product.dataDir, "runtime.json"), "utf8"))).processes;
}

/** The production build with its worker and sandbox, on a database behind a wire that can be cut. */
export async function startProduct(): Promise<Product> {
  if (!existsSync(join(ROOT, ".next/BUILD_ID"))) throw new Error("npm run build comes first");
  const { cluster, passwords, remove } = await startTemporaryCluster();
  const wire = await startFlakyWire(cluster.port);
  const dataDir = mkdtempSync(join(tmpdir(), "noren-soak-product-"));
  const label = randomBytes(4).toString("hex");
  const [database, sandbox] = [`noren_soak_${label}`, `noren_soak_sandbox_${label}`];
  const visitors = ["noren_app", "noren_operator", "noren_ingest", "noren_jobs"] as const;
  await ensureDatabase(cluster.superuserUrl, { name: database, owner: "noren_owner", visitors });
  await ensureDatabase(cluster.superuserUrl, { name: sandbox, owner: "noren_sandbox", visitors: [] });
  const at = { port: cluster.port, passwords };
  const port = await freePort();
  const appUrl = roleUrl({ ...at, role: "noren_app", database });
  const system = spawn(process.execPath, ["server/up.mjs"], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: `${port}`,
      DATA_DIR: dataDir,
      DEMO_SHOPS: "5",
      DATABASE_URL: throughPort(appUrl, wire.port),
      DATABASE_OWNER_URL: roleUrl({ ...at, role: "noren_owner", database }),
      SANDBOX_DATABASE_URL: roleUrl({ ...at, role: "noren_sandbox", database: sandbox }),
      PUBLIC_URL: `http://localhost:${port}`,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const superuser = new URL(cluster.superuserUrl);
  superuser.pathname = `/${database}`;
  provideEnv({ NODE_ENV: "test", DATABASE_URL: appUrl, LOG_LEVEL: "fatal" });
  const stop = async () => {
    const ended = new Promise((resolve) => system.once("exit", resolve));
    if (system.exitCode === null) {
      system.kill("SIGTERM");
      await ended;
    }
    await closeDatabase();
    await wire.close();
    await remove();
    rmSync(dataDir, { recursive: true, force: true });
  };
  let said = "";
  system.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const endMs = wallNow() + READY_MS;
  while (!said.includes("Noren is ready")) {
    if (wallNow() > endMs || system.exitCode !== null) {
      await stop();
      throw new Error(`Noren did not start.\n${said}`);
    }
    await pause(200);
  }
  const url = `http://localhost:${port}`;
  return { url, dataDir, superuserUrl: superuser.toString(), wire, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Whether everything that the product is made of answers. */
export async function isHealthy(product: Product): Promise<boolean> {
  const response = await fetch(`${product.url}/api/health`, { signal: AbortSignal.timeout(3_000) }).catch(
    () => null,
  );
  return response?.status === 200;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is being started again at this moment.
  }
}

/** The server ends every session and recovers from its log, as after a crash. */
async function killDatabase(product: Product): Promise<void> {
  const pid = await withClient(product.superuserUrl, async (client) => {
    const found = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'noren-%'
       ORDER BY application_name = 'noren-ingest' DESC, random() LIMIT 1`,
    );
    return found.rows[0]?.pid;
  });
  if (pid === undefined) throw new Error("nothing of Noren's is connected to the database");
  kill(pid);
}

const FAULTS: Readonly<Record<string, (product: Product) => unknown>> = {
  "kill -9 web": (product) => kill(pidsOf(product).web),
  "kill -9 worker": (product) => kill(pidsOf(product).worker),
  "kill -9 database": killDatabase,
  cut: (product) => product.wire.cut(),
  "swallowed COMMIT": (product) => product.wire.swallowCommit(),
};

/**
 * Faults one after the other: a process killed, the wire cut, or the answer to a COMMIT lost. Each comes once, in an
 * order of chance, before any comes again. @returns makes the next, and says which
 */
export function misfortunes(product: Product, dice: Dice): () => Promise<string> {
  let waiting: string[] = [];
  return async () => {
    if (waiting.length === 0) waiting = Object.keys(FAULTS);
    const [name = ""] = waiting.splice(dice.below(waiting.length), 1);
    await FAULTS[name]?.(product);
    return name;
  };
}

/** The cookie of somebody's session, given by the command line. */
export async function cookieOf(product: Product, email: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "server/cli.ts", "session", email],
    {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: product.dataDir, NODE_ENV: "development" },
      encoding: "utf8",
    },
  );
  return stdout.trim();
}
