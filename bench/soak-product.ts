import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { checkLedger } from "@/server/ledger/check/queries";
import { wallNow } from "@/server/platform/clock";
import { ensureDatabase, roleUrl, withClient } from "@/server/platform/database-roles";
import { closeDatabase, transactSql } from "@/server/platform/db";
import { provideEnv } from "@/server/platform/env";
import { type Signer, signerOf, signRequest } from "@/server/platform/http-signature";
import { startTemporaryCluster } from "@/server/platform/temporary-cluster";
import { type FlakyWire, startFlakyWire, throughPort } from "./flaky-wire";
import { type Dice, diceOf } from "./soak-model";

const ROOT = join(import.meta.dirname, "..");
const PATH = "/api/network/v1/payments/pushPayment";
const LANES = 24;
const READY_MS = 300_000;
const HEALTHY_MS = 90_000;

type Push = { readonly paymentId: string; readonly body: Buffer };
type Product = {
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
async function startProduct(): Promise<Product> {
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

/** The answer, or null when there was none: nobody knows then, and the network asks again. */
async function send(product: Product, signer: Signer, push: Push): Promise<string | null> {
  const headers = await signRequest(signer, { path: PATH, body: push.body }, wallNow());
  try {
    const response = await fetch(`${product.url}${PATH}`, {
      method: "POST",
      headers,
      body: new Uint8Array(push.body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return response.ok && text.includes('"resultStatus":"S"') ? text : null;
  } catch {
    return null;
  }
}

async function isHealthy(product: Product): Promise<boolean> {
  const response = await fetch(`${product.url}/api/health`, { signal: AbortSignal.timeout(3_000) }).catch(
    () => null,
  );
  return response?.status === 200;
}

/** One fault: a process killed, the wire cut, or the answer to a COMMIT lost. @returns its name */
async function misfortune(product: Product, dice: Dice): Promise<string> {
  const kill = (pid: number) => {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It is being started again at this moment.
    }
  };
  switch (dice.below(5)) {
    case 0:
      kill(pidsOf(product).web);
      return "kill -9 web";
    case 1:
      kill(pidsOf(product).worker);
      return "kill -9 worker";
    case 2: {
      // The server ends every session and recovers from its log, as after a crash.
      const pid = await withClient(product.superuserUrl, async (client) => {
        const found = await client.query<{ pid: number }>(
          "SELECT pid FROM pg_stat_activity WHERE application_name = 'noren-ingest' ORDER BY random() LIMIT 1",
        );
        return found.rows[0]?.pid;
      }).catch(() => undefined);
      if (pid !== undefined) kill(pid);
      return "kill -9 database";
    }
    case 3:
      product.wire.cut();
      return "cut";
    default:
      product.wire.swallowCommit();
      return "swallowed COMMIT";
  }
}

type Told = { readonly answered: Map<string, string>; readonly pushes: Map<string, Push> };

async function load(product: Product, signer: Signer, given: { code: string; endMs: number; dice: Dice }) {
  const told: Told = { answered: new Map(), pushes: new Map() };
  const faults: Record<string, number> = {};
  let serial = 0;
  const lane = async () => {
    while (wallNow() < given.endMs) {
      serial += 1;
      const push = pushOf(`${product.url}/p/${given.code}`, `SOAK${wallNow()}${serial}`);
      told.pushes.set(push.paymentId, push);
      const answer = await send(product, signer, push);
      if (answer === null) await pause(50);
      else told.answered.set(push.paymentId, answer);
    }
  };
  const trouble = async () => {
    while (wallNow() < given.endMs) {
      await pause(1_500 + given.dice.below(3_000));
      const name = await misfortune(product, given.dice);
      faults[name] = (faults[name] ?? 0) + 1;
      const lateMs = wallNow() + HEALTHY_MS;
      while (!(await isHealthy(product))) {
        if (wallNow() > lateMs) throw new Error(`not healthy a minute and a half after ${name}`);
        await pause(200);
      }
    }
  };
  await Promise.all([trouble(), ...Array.from({ length: LANES }, lane)]);
  return { told, faults };
}

function pushOf(codeValue: string, paymentId: string): Push {
  const message = {
    paymentId,
    pspId: "NOREN_JP",
    codeValue,
    paymentAmount: { currency: "JPY", value: "100" },
    paymentResult: { resultStatus: "S", resultCode: "SUCCESS", resultMessage: "success" },
  };
  return { paymentId, body: Buffer.from(JSON.stringify(message)) };
}

/** Everything that was sent is there once, and the first answer to each stands. @throws with what is wrong */
async function check(product: Product, signer: Signer, { answered, pushes }: Told): Promise<void> {
  for (const [paymentId, push] of pushes) {
    let answer: string | null = null;
    for (let tries = 0; answer === null && tries < 20; tries += 1) answer = await send(product, signer, push);
    const first = answered.get(paymentId);
    if (answer === null) throw new Error(`${paymentId} stays unknown`);
    if (first !== undefined && first !== answer) throw new Error(`${paymentId} got a second answer`);
  }
  const counted = await withClient(product.superuserUrl, (client) =>
    client.query<{ rows: string; payments: string; entries: string }>(
      `SELECT count(*) AS rows, count(DISTINCT p.network_payment_id) AS payments, count(DISTINCT e.id) AS entries
       FROM payment p JOIN ledger_entry e ON e.reference = p.id AND e.kind = 'payment'
       WHERE p.network_payment_id LIKE 'SOAK%'`,
    ),
  );
  const figures = JSON.stringify(counted.rows[0]);
  const wanted = `${pushes.size}`;
  if (figures !== JSON.stringify({ rows: wanted, payments: wanted, entries: wanted }))
    throw new Error(`${wanted} were sent, and there are ${figures}`);
  const books = await transactSql("jobs", checkLedger);
  if (!books.ok) throw new Error(`ledger check: ${JSON.stringify(books.problems)}`);
}

/** The running product under load, with processes killed and wires cut by a seed. */
export async function soakProduct(given: { minutes: number; seed: number }): Promise<boolean> {
  const product = await startProduct();
  try {
    const pem = readFileSync(join(product.dataDir, "keys/network-private.pem"), "utf8");
    const signer = signerOf({ clientId: "SANDBOX_NETWORK", privateKeyPem: pem, keyVersion: 1 });
    const code = await withClient(product.superuserUrl, async (client) => {
      const found = await client.query<{ id: string }>(
        `SELECT c.id FROM code c JOIN wallet_registration r ON r.store_id = c.store_id
         WHERE c.state = 'active' AND r.wallet_id = 'NOREN_JP' AND r.state = 'approved' LIMIT 1`,
      );
      return found.rows[0]?.id ?? "";
    });
    const endMs = wallNow() + given.minutes * 60_000;
    const { told, faults } = await load(product, signer, { code, endMs, dice: diceOf(given.seed) });
    await check(product, signer, told);
    const [sent, acknowledged] = [told.pushes.size, told.answered.size];
    process.stdout.write(`${JSON.stringify({ ok: true, seed: given.seed, sent, acknowledged, faults })}\n`);
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.stdout.write(`${JSON.stringify({ ok: false, failingSeed: given.seed })}\n`);
    return false;
  } finally {
    await product.stop();
  }
}
