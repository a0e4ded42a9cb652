import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import { z } from "zod";

/** Roles of the database; none is a superuser and none bypasses row-level security. */
export const DATABASE_ROLES = [
  "noren_owner",
  "noren_app",
  "noren_operator",
  "noren_ingest",
  "noren_jobs",
  "noren_sandbox",
] as const;

export type DatabaseRole = (typeof DATABASE_ROLES)[number];

const keyFile = z.object({
  superuser: z.string(),
  roles: z.object({
    noren_owner: z.string(),
    noren_app: z.string(),
    noren_operator: z.string(),
    noren_ingest: z.string(),
    noren_jobs: z.string(),
    noren_sandbox: z.string(),
  }),
});

export type DatabasePasswords = z.infer<typeof keyFile>;

/**
 * Random passwords. The four run-time roles share one, so that the addresses of the other roles follow from
 * `DATABASE_URL` by changing the user; the owner and the sandbox have their own.
 */
export function newPasswords(): DatabasePasswords {
  const secret = () => randomBytes(24).toString("hex");
  const runtime = secret();
  return {
    superuser: secret(),
    roles: {
      noren_owner: secret(),
      noren_app: runtime,
      noren_operator: runtime,
      noren_ingest: runtime,
      noren_jobs: runtime,
      noren_sandbox: secret(),
    },
  };
}

/** Reads the passwords of the embedded cluster from a file only its owner can read, made at the first start. */
export function loadPasswords(file: string): DatabasePasswords {
  if (existsSync(file)) return keyFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const passwords = newPasswords();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(passwords, null, 2), { mode: 0o600 });
  return passwords;
}

/** Connection string of a role on a database of the cluster. */
export function roleUrl(at: {
  port: number;
  passwords: DatabasePasswords;
  role: DatabaseRole;
  database: string;
}): string {
  return `postgresql://${at.role}:${at.passwords.roles[at.role]}@127.0.0.1:${at.port}/${at.database}`;
}

/** Makes the roles, or gives them their passwords again; safe to repeat. */
export async function ensureRoles(superuserUrl: string, passwords: DatabasePasswords): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const role of DATABASE_ROLES) {
      const known = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
      const verb = known.rowCount === 0 ? "CREATE" : "ALTER";
      const password = client.escapeLiteral(passwords.roles[role]);
      await client.query(
        `${verb} ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${password}`,
      );
    }
  });
}

/** Makes a database that belongs to a role and that only the named roles may enter; safe to repeat. */
export async function ensureDatabase(
  superuserUrl: string,
  database: { name: string; owner: DatabaseRole; visitors: readonly DatabaseRole[] },
): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const known = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database.name]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${database.name} OWNER ${database.owner}`);
    await client.query(`REVOKE ALL ON DATABASE ${database.name} FROM PUBLIC`);
    if (database.visitors.length > 0) {
      await client.query(
        `GRANT CONNECT, TEMPORARY ON DATABASE ${database.name} TO ${database.visitors.join(", ")}`,
      );
    }
  });
}

/** The product's two databases: its own, and the sandbox network's, which must not see the other's rows. */
export async function ensureProductDatabases(superuserUrl: string): Promise<void> {
  await ensureDatabase(superuserUrl, {
    name: "noren",
    owner: "noren_owner",
    visitors: ["noren_app", "noren_operator", "noren_ingest", "noren_jobs"],
  });
  await ensureDatabase(superuserUrl, { name: "noren_sandbox", owner: "noren_sandbox", visitors: [] });
}

/** Opens one connection for the length of a piece of work. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
