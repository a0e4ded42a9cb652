import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DatabasePasswords, ensureRoles, newPasswords } from "./database-roles";
import { type Cluster, startCluster } from "./embedded-postgres";
import { isReachable, postgresUser, sharedFolder } from "./postgres-binaries";
import { stopCluster } from "./postgres-process";

export type TemporaryCluster = {
  readonly cluster: Cluster;
  readonly passwords: DatabasePasswords;
  /** Stops the server and removes every trace of it. */
  readonly remove: () => Promise<void>;
};

const PREFIX = "noren-pg-";

/** A cluster with Noren's roles that lives as long as one run of tests, benchmarks or a migration's making. */
export async function startTemporaryCluster(): Promise<TemporaryCluster> {
  const user = postgresUser();
  const candidates = [tmpdir(), "/tmp", "/var/tmp"];
  const base = candidates.find((path) => existsSync(path) && (!user || isReachable(path))) ?? sharedFolder();
  await sweep(base);
  const folder = mkdtempSync(join(base, PREFIX));
  const at = join(folder, "data");
  mkdirSync(at, { mode: 0o700 });
  writeFileSync(join(folder, "owner"), String(process.pid));
  if (user) {
    chownSync(folder, user.uid, user.gid);
    chownSync(at, user.uid, user.gid);
  }
  const passwords = newPasswords();
  const cluster = await startCluster({ at, superuserPassword: passwords.superuser, temporary: true });
  const remove = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  await ensureRoles(cluster.superuserUrl, passwords).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return { cluster, passwords, remove };
}

/** Removes what runs left behind that were killed before they could. */
async function sweep(base: string): Promise<void> {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(base, name);
    const owner = ownerOf(folder);
    if (owner === undefined || isAlive(owner)) continue;
    await stopCluster(join(folder, "data"));
    rmSync(folder, { recursive: true, force: true });
  }
}

function ownerOf(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, "owner"), "utf8")) || undefined;
  } catch {
    // Another user's folder, or one that is being removed.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
