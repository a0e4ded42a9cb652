import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import {
  type PostgresBinaries,
  type PostgresUser,
  postgresBinaries,
  postgresUser,
  sharedFolder,
} from "./postgres-binaries";
import {
  choosePort,
  clearStalePostmaster,
  isPostgres,
  pause,
  readPostmaster,
  serverEnvironment,
  serverSettings,
  stopCluster,
} from "./postgres-process";

export type Cluster = {
  readonly dataDir: string;
  readonly port: number;
  readonly pid: number;
  /** Connection string of the superuser; only roles and databases are made with it. */
  readonly superuserUrl: string;
  /** Stops the server, ending open connections, and waits until it has gone. */
  readonly stop: () => Promise<void>;
};

type StartOptions = {
  /** Where the cluster is, or, as root, where the link to it is. */
  readonly at: string;
  readonly superuserPassword: string;
  readonly port?: number;
  /** For a test run: a small cluster whose making need not outlive a power cut. */
  readonly temporary?: boolean;
};

const START_TIMEOUT_MS = 60_000;

/**
 * Starts the cluster at a place, made first when it does not exist. It survives the end of this process and a
 * kill -9 of itself: a second start finds it running, or clears what the dead server left.
 */
export async function startCluster(options: StartOptions): Promise<Cluster> {
  const user = postgresUser();
  const binaries = await postgresBinaries(user);
  const dataDir = await placeCluster({ at: options.at, user });
  if (!existsSync(join(dataDir, "PG_VERSION"))) {
    await initialise({
      dataDir,
      user,
      binaries,
      password: options.superuserPassword,
      temporary: options.temporary ?? false,
    });
  }
  const running = readPostmaster(dataDir);
  if (running && isPostgres(running.pid) && running.ready) {
    return asCluster({ dataDir, ...running, password: options.superuserPassword });
  }
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (let preferred = options.port; ; preferred = undefined) {
    const port = await choosePort(preferred ?? running?.port);
    const failure = await launch({ dataDir, user, binaries, port, options, deadline });
    if (failure === undefined) break;
    // A dead server's children hold its memory for a moment, and a port may be taken between choice and use.
    const passing = /shared memory block|Address already in use|lock file/.test(failure);
    if (!passing || Date.now() > deadline) throw new Error(`PostgreSQL did not start.\n${failure}`);
    await pause(200);
  }
  const started = readPostmaster(dataDir);
  if (!started) throw new Error("PostgreSQL stopped right after it started.");
  return asCluster({ dataDir, ...started, password: options.superuserPassword });
}

async function placeCluster(place: { at: string; user: PostgresUser | undefined }): Promise<string> {
  const at = resolve(place.at);
  if (isLink(at) && !existsSync(at)) unlinkSync(at);
  if (existsSync(at)) return realpathSync(at);
  mkdirSync(dirname(at), { recursive: true });
  if (!place.user) {
    mkdirSync(at, { mode: 0o700 });
    return at;
  }
  // A folder of its own for every first start, so that a clone never meets the cluster of one that was removed.
  const label = basename(dirname(dirname(at))).replace(/[^\w-]/g, "");
  const folder = join(sharedFolder(), `${label || "noren"}-${randomBytes(4).toString("hex")}`);
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, place.user.uid, place.user.gid);
  symlinkSync(folder, at);
  return folder;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

type Launch = {
  dataDir: string;
  user: PostgresUser | undefined;
  binaries: PostgresBinaries;
};

async function initialise(at: Launch & { password: string; temporary: boolean }): Promise<void> {
  const passwordFile = join(dirname(at.dataDir), `.initdb-${randomBytes(6).toString("hex")}`);
  writeFileSync(passwordFile, `${at.password}\n`, { mode: 0o600 });
  if (at.user) chownSync(passwordFile, at.user.uid, at.user.gid);
  try {
    const result = await run({
      ...at,
      command: at.binaries.initdb,
      args: [
        `--pgdata=${at.dataDir}`,
        "--username=postgres",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
      ],
    });
    if (result.code !== 0) throw new Error(`initdb failed.\n${result.output}`);
  } catch (error) {
    // A half-made cluster would be taken for a whole one at the next start.
    for (const name of ["PG_VERSION", "base", "global"])
      rmSync(join(at.dataDir, name), { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function run(
  at: Launch & { command: string; args: string[] },
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolveRun, reject) => {
    const child = spawn(at.command, at.args, {
      cwd: at.dataDir,
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      ...(at.user && { uid: at.user.uid, gid: at.user.gid }),
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolveRun({ code, output }));
  });
}

/** @returns undefined when the server is ready, else the end of its log. */
async function launch(
  at: Launch & { port: number; options: StartOptions; deadline: number },
): Promise<string | undefined> {
  clearStalePostmaster(at.dataDir);
  const logFile = join(at.dataDir, "server.log");
  const log = openSync(logFile, "w");
  if (at.user) chownSync(logFile, at.user.uid, at.user.gid);
  // In a process group of its own: Ctrl-C in the terminal must reach the web process first, the database last.
  const child = spawn(
    at.binaries.postgres,
    [
      "-D",
      at.dataDir,
      ...serverSettings({ sharedBuffersMb: at.options.temporary ? 128 : 512, port: at.port }),
    ],
    {
      cwd: at.dataDir,
      env: serverEnvironment(),
      detached: true,
      stdio: ["ignore", log, log],
      ...(at.user && { uid: at.user.uid, gid: at.user.gid }),
    },
  );
  let ended = false;
  child.on("exit", () => {
    ended = true;
  });
  child.on("error", () => {
    ended = true;
  });
  child.unref();
  while (!ended && Date.now() < at.deadline) {
    const state = readPostmaster(at.dataDir);
    if (state?.pid === child.pid && state?.ready) return undefined;
    await pause(10);
  }
  return readFileSync(logFile, "utf8").slice(-2000) || "It wrote no log.";
}

function asCluster(at: { dataDir: string; port: number; pid: number; password: string }): Cluster {
  return {
    dataDir: at.dataDir,
    port: at.port,
    pid: at.pid,
    superuserUrl: `postgresql://postgres:${at.password}@127.0.0.1:${at.port}/postgres`,
    stop: () => stopCluster(at.dataDir),
  };
}
