// Makes the Prisma client without a network: `prisma generate` wants the path of a native engine that it would
// otherwise download, and then never runs it. Skips the work when the schema has not changed since the last time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const schemaDir = join(root, "prisma/schema");
const hash = createHash("sha256").update(readFileSync(join(root, "node_modules/prisma/package.json")));
for (const name of readdirSync(schemaDir).sort())
  hash.update(name).update(readFileSync(join(schemaDir, name)));
const wanted = hash.digest("hex");
const stampFile = join(root, "prisma/client/.schema-hash");

if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== wanted) {
  const result = spawnSync(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), "generate", "--no-hints", "--schema", schemaDir],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
    },
  );
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}\n${result.stderr}\n`);
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}
