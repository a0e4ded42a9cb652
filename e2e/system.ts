import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDatabase, roleUrl } from "@/server/platform/database-roles";
import { startTemporaryCluster } from "@/server/platform/temporary-cluster";

// Enough for every list to have something in it; the journeys bring shops of their own.
const SHOPS = "60";
const READY_TIMEOUT_MS = 300_000;

/**
 * The whole product for the journeys: the production build, its worker and the sandbox network on a database and a
 * port of their own. With E2E_URL (and E2E_DATA_DIR) set, the journeys run against a system that is up already.
 */
export default async function startSystem(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_URL) return undefined;
  const { cluster, passwords, remove } = await startTemporaryCluster();
  const dataDir = mkdtempSync(join(tmpdir(), "noren-e2e-"));
  const label = randomBytes(4).toString("hex");
  const product = `noren_e2e_${label}`;
  const sandbox = `noren_e2e_sandbox_${label}`;
  const visitors = ["noren_app", "noren_operator", "noren_ingest", "noren_jobs"] as const;
  await ensureDatabase(cluster.superuserUrl, { name: product, owner: "noren_owner", visitors });
  await ensureDatabase(cluster.superuserUrl, { name: sandbox, owner: "noren_sandbox", visitors: [] });
  const at = { port: cluster.port, passwords };
  const port = String(await freePort());
  const receiverPort = String(await freePort());
  const system = spawn(process.execPath, ["server/up.mjs"], {
    env: {
      ...process.env,
      PORT: port,
      DATA_DIR: dataDir,
      DEMO_SHOPS: SHOPS,
      DATABASE_URL: roleUrl({ ...at, role: "noren_app", database: product }),
      DATABASE_OWNER_URL: roleUrl({ ...at, role: "noren_owner", database: product }),
      SANDBOX_DATABASE_URL: roleUrl({ ...at, role: "noren_sandbox", database: sandbox }),
      PUBLIC_URL: `http://localhost:${port}`,
      SANDBOX_WEBHOOK_HOSTS: `127.0.0.1:${receiverPort}`,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stop = async () => {
    if (system.exitCode === null) {
      const ended = new Promise((resolve) => system.once("exit", resolve));
      system.kill("SIGTERM");
      await ended;
    }
    await remove();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(system.stderr, join(dataDir, "up.log"));
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.E2E_URL = `http://localhost:${port}`;
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_RECEIVER_PORT = receiverPort;
  return stop;
}

function untilReady(output: NodeJS.ReadableStream, logFile: string): Promise<void> {
  output.pipe(createWriteStream(logFile));
  let text = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`Noren was not ready in time.\n${text}`)),
      READY_TIMEOUT_MS,
    );
    output.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes("Noren is ready")) return;
      clearTimeout(late);
      resolve();
    });
    output.on("end", () => {
      clearTimeout(late);
      reject(new Error(`Noren did not start.\n${text}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
