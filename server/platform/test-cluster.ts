import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ensureDatabase, type newPasswords, roleUrl, withClient } from "./database-roles";
import { testClusterGiven } from "./env";
import { migrate } from "./migrate";
import { startTemporaryCluster, type TemporaryCluster } from "./temporary-cluster";

/** Where tests find the server, as JSON in NOREN_TEST_CLUSTER; a run that finds it set shares the server. */
export const testCluster = z.object({
  port: z.number().int(),
  superuserUrl: z.string(),
  template: z.string(),
  passwords: z.custom<ReturnType<typeof newPasswords>>((value) => typeof value === "object"),
});

export type TestCluster = z.infer<typeof testCluster>;

const ROOT = join(import.meta.dirname, "../..");
const TEMPLATE_LOCK = 7_701;

let own: TemporaryCluster | undefined;

/** Vitest calls this once, before the first file of the `db` project. */
export async function setup(): Promise<void> {
  const given = testClusterGiven();
  if (given) {
    await ensureTemplate(testCluster.parse(JSON.parse(given)));
    return;
  }
  own = await startTemporaryCluster();
  const description: TestCluster = {
    port: own.cluster.port,
    superuserUrl: own.cluster.superuserUrl,
    passwords: own.passwords,
    template: templateName(),
  };
  await ensureTemplate(description);
  process.env.NOREN_TEST_CLUSTER = JSON.stringify(description);
}

/** Vitest calls this once, after the last file. */
export async function teardown(): Promise<void> {
  await own?.remove();
}

/** Named after the migrations' content: a changed migration gets a template of its own. */
export function templateName(): string {
  const folder = join(ROOT, "prisma/migrations");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return `noren_template_${hash.digest("hex").slice(0, 12)}`;
}

/** Makes the migrated database that test databases are copies of. Complete or absent: it gets its name last. */
export async function ensureTemplate(cluster: TestCluster): Promise<void> {
  await withClient(cluster.superuserUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const known = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [cluster.template]);
    if (known.rowCount !== 0) return;
    const draft = `${cluster.template}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await ensureDatabase(cluster.superuserUrl, { name: draft, owner: "noren_owner", visitors: [] });
    await migrate(roleUrl({ ...cluster, role: "noren_owner", database: draft }));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${cluster.template}`);
  });
}
