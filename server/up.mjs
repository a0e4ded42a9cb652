// `npm run up`: the whole product on a fresh clone, with nothing but Node on the machine. It stands behind no proxy: a
// caller may write the last entry of `X-Forwarded-For`, which limits by address believe (see start.ts).
// Plain JavaScript on Node alone, because the packages are not there yet when it starts.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { embeddedSecrets } from "./platform/embedded-keys.mjs";
import { freePort, isFree } from "./platform/ports.mjs";
import { build, endRuns, generate, install, isInstalled, ROOT, run } from "./platform/prepare.mjs";
import { commandOf, createSupervisor, endLeftovers, isAlive } from "./platform/supervisor.mjs";

const HEALTH_TIMEOUT_MS = 120_000;
const DATABASE_WATCH_MS = 1_000;
const LOG_LIMIT_BYTES = 50_000_000;

const dataDir = resolve(process.env.DATA_DIR || join(ROOT, ".data"));
const runtimeFile = join(dataDir, "runtime.json");
const runtimeEnvFile = join(dataDir, "keys/runtime-env.json");
const port = process.env.PORT || "3000";
const sandbox = (process.env.SANDBOX || "1") === "1";
const shops = process.env.DEMO_SHOPS || "30000";
const tsx = ["--import", "tsx"];
// What the command line of a process contains, so that a number that now belongs to another program is left alone.
const MARKS = { web: "next", worker: "server/worker.ts", sandbox: "server/sandbox/main.ts" };

const say = (text) => process.stderr.write(`${text}\n`);
const supervisor = createSupervisor({ onChange: () => writeRuntime(), say });
let database;
let environment = {};
let current;
let stopping = false;
// The files in the data directory that say where the system runs are this run's own, not another's.
let ours = false;

async function step(title, work) {
  const startedAt = Date.now();
  process.stderr.write(`${title} … `);
  current = work();
  const result = await current;
  say(`${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}

async function main() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Noren needs Node 20.19 or newer, not ${process.version}.`);
  await clearFormerRun();
  ours = true;
  if (!(await isFree(Number(port)))) throw new Error(`Port ${port} is taken. PORT=… chooses another.`);
  mkdirSync(dataDir, { recursive: true });
  if (!isInstalled()) await step("Installing packages", install);
  await step("Generating the database client", generate);
  await step("Building", build);
  if (stopping) return;
  environment = { ...process.env, ...baseEnvironment() };
  await step("Starting the database", startDatabase);
  if (stopping) return;
  await step("Migrating", migrateDatabase);
  if (stopping) return;
  if (sandbox) await step("Starting the wallet network", startSandbox);
  if (stopping) return;
  await fill();
  if (stopping) return;
  await step("Starting Noren", startProcesses);
  await announce();
}

/** A run that was killed leaves processes; a run that goes on must not be doubled. */
async function clearFormerRun() {
  if (!existsSync(runtimeFile)) return;
  const left = JSON.parse(readFileSync(runtimeFile, "utf8"));
  if (isAlive(left.pid) && left.pid !== process.pid && commandOf(left.pid).includes("up.mjs")) {
    throw new Error(`Noren is already running at ${left.url} (process ${left.pid}).`);
  }
  await endLeftovers(left.processes ?? {}, MARKS);
  rmSync(runtimeFile, { force: true });
}

function baseEnvironment() {
  const secrets = embeddedSecrets(dataDir);
  const publicUrl = process.env.PUBLIC_URL || `http://localhost:${port}`;
  return {
    ...secrets,
    ...Object.fromEntries(
      Object.keys(secrets).flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    ),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: port,
    PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: publicUrl,
    DATA_DIR: dataDir,
    STORAGE_URL: process.env.STORAGE_URL || `file:${join(dataDir, "uploads")}`,
    SANDBOX: sandbox ? "1" : "0",
    ALLOW_SANDBOX_IN_PRODUCTION: "1",
    CLOCK_FILE: join(dataDir, "clock.json"),
  };
}

async function startDatabase() {
  const { tsImport } = await import("tsx/esm/api");
  if (process.env.DATABASE_URL) {
    if (!process.env.DATABASE_OWNER_URL)
      throw new Error("DATABASE_URL is given, so DATABASE_OWNER_URL is needed too.");
    return;
  }
  const roles = await tsImport("./platform/database-roles.ts", import.meta.url);
  const embedded = await tsImport("./platform/embedded-postgres.ts", import.meta.url);
  const passwords = roles.loadPasswords(join(dataDir, "keys/database.json"));
  const start = () =>
    embedded.startCluster({ at: join(dataDir, "pg"), superuserPassword: passwords.superuser });
  const cluster = await start();
  database = { cluster, start };
  await roles.ensureRoles(cluster.superuserUrl, passwords);
  await roles.ensureProductDatabases(cluster.superuserUrl);
  const url = (role, name) => roles.roleUrl({ port: cluster.port, passwords, role, database: name });
  environment.DATABASE_URL = url("noren_app", "noren");
  environment.DATABASE_OWNER_URL = url("noren_owner", "noren");
  environment.SANDBOX_DATABASE_URL = url("noren_sandbox", "noren_sandbox");
  database.timer = setInterval(watchDatabase, DATABASE_WATCH_MS);
}

/** The server is no child of this program (it must outlive a Ctrl-C of the others), so it is looked at instead. */
async function watchDatabase() {
  if (stopping || database.starting || isAlive(database.cluster.pid)) return;
  database.starting = true;
  say("The database ended and starts again.");
  try {
    database.cluster = await database.start();
    writeRuntime();
  } catch (error) {
    say(error.message);
  } finally {
    database.starting = false;
  }
}

async function migrateDatabase() {
  const { tsImport } = await import("tsx/esm/api");
  const { unsafeSettings } = await tsImport("./platform/database-settings.ts", import.meta.url);
  const problems = await unsafeSettings(environment.DATABASE_URL);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { migrate } = await tsImport("./platform/migrate.ts", import.meta.url);
  await migrate(environment.DATABASE_OWNER_URL);
}

async function fill() {
  if (existsSync(join(ROOT, "prisma/seed/reference.ts"))) {
    await step("Loading reference data", () =>
      run(process.execPath, [...tsx, "prisma/seed/reference.ts"], { env: environment }),
    );
  }
  if (sandbox && (await isNetworkEmpty())) {
    await step(`Loading the demo network (${shops} shops)`, () =>
      run(process.execPath, [...tsx, "server/cli.ts", "demo", "seed", "--shops", shops], {
        env: environment,
      }),
    );
  }
}

async function isNetworkEmpty() {
  const { default: pg } = await import("pg");
  const address = new URL(environment.DATABASE_OPERATOR_URL || environment.DATABASE_URL);
  if (!environment.DATABASE_OPERATOR_URL) address.username = "noren_operator";
  const client = new pg.Client({ connectionString: address.toString() });
  await client.connect();
  try {
    return (await client.query("SELECT 1 FROM merchant LIMIT 1")).rowCount === 0;
  } finally {
    await client.end();
  }
}

/** Before the demo network is loaded: its shops are registered on both sides. */
async function startSandbox() {
  environment.SANDBOX_URL = `http://127.0.0.1:${await freePort()}`;
  environment.NETWORK_BASE_URL = process.env.NETWORK_BASE_URL || `${environment.SANDBOX_URL}/sandbox/network`;
  environment.SMTP_URL = process.env.SMTP_URL || `smtp://127.0.0.1:${await freePort()}`;
  startProcess("sandbox", [...tsx, MARKS.sandbox]);
  await untilHealthy(`${environment.SANDBOX_URL}/sandbox/health`);
}

async function startProcesses() {
  writePrivate(runtimeEnvFile, runtimeVariables());
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  startProcess("worker", [...tsx, MARKS.worker]);
  startProcess("web", ["--max-semi-space-size=64", next, "start", "-p", port, "--keepAliveTimeout", "75000"]);
  await untilHealthy(`http://127.0.0.1:${port}/api/health`);
  // The first answer reads the pages' code from the disk: nobody waits for that once the product says it is ready.
  await untilHealthy(`http://127.0.0.1:${port}/`);
}

function startProcess(name, args) {
  const logFile = join(dataDir, "logs", `${name}.log`);
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  supervisor.start({ name, command: process.execPath, args, cwd: ROOT, env: environment, logFile });
}

async function untilHealthy(address) {
  const deadline = Date.now() + HEALTH_TIMEOUT_MS;
  let last = "no answer";
  while (!stopping && Date.now() < deadline) {
    try {
      const answer = await fetch(address, {
        signal: AbortSignal.timeout(5_000),
      });
      if (answer.ok) return;
      last = await answer.text();
    } catch (error) {
      last = String(error.cause?.code ?? error.message);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!stopping)
    throw new Error(`Noren did not become healthy (${last}). Its logs: ${join(dataDir, "logs")}`);
}

/** The variables that `npm run noren` and `npm run dev` need to meet the same system. */
function runtimeVariables() {
  const names = Object.keys(environment).filter((name) =>
    /^(DATABASE_|NETWORK_|SANDBOX|PUBLIC_URL|NEXTAUTH_|ENCRYPTION_KEYS|STORAGE_URL|SMTP_URL|MAIL_FROM|CLOCK_FILE|ANCHOR_FILE|DATA_DIR|METRICS_TOKEN)/.test(
      name,
    ),
  );
  return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function writeRuntime() {
  const processes = { postgres: database?.cluster.pid };
  for (const name of Object.keys(MARKS)) processes[name] = supervisor.pidOf(name);
  writePrivate(runtimeFile, {
    url: environment.PUBLIC_URL,
    databaseUrl: environment.DATABASE_URL,
    databaseOwnerUrl: environment.DATABASE_OWNER_URL,
    pid: process.pid,
    processes,
  });
}

function writePrivate(file, value) {
  writeFileSync(`${file}.next`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.next`, file);
}

async function announce() {
  const url = environment.PUBLIC_URL;
  const lines = ["", `Noren is ready: ${url}`];
  if (sandbox)
    lines.push(
      `  the shopper's phone: ${url}/sandbox/wallet`,
      `  e-mails (sign-in codes): ${url}/sandbox/mailbox`,
    );
  lines.push("", ...(await demoPeople()), "", `Logs: ${join(dataDir, "logs")}   Ctrl-C stops everything.`);
  say(lines.join("\n"));
}

async function demoPeople() {
  try {
    const output = await run(process.execPath, [...tsx, "server/cli.ts", "demo", "people", "--json"], {
      env: environment,
    });
    const people = JSON.parse(output);
    const width = Math.max(...people.map((person) => person.email.length));
    return people.map(
      (person) =>
        `  ${person.email.padEnd(width)}  ${[person.name, person.role, person.merchant].filter(Boolean).join(", ")}`,
    );
  } catch {
    return [];
  }
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  say("Stopping …");
  endRuns();
  // A database that is just being started must be known before it can be stopped.
  await Promise.resolve(current).catch(() => undefined);
  clearInterval(database?.timer);
  await supervisor.stop();
  await database?.cluster.stop();
  if (ours) for (const file of [runtimeFile, runtimeEnvFile]) rmSync(file, { force: true });
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));
// npm itself may be killed without a chance to pass the signal on; nothing may go on without it.
const parent = process.ppid;
setInterval(() => {
  if (process.env.npm_lifecycle_event && process.ppid !== parent) stop(0);
}, 1_000).unref();

main().catch((error) => {
  if (stopping) return undefined;
  say(`\n${error.message}`);
  return stop(1);
});
