import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { unsafeSettings } from "@/server/platform/database-settings";
import { EnvError, startEnvironment } from "@/server/platform/env";

// Longer than any client or proxy keeps a quiet connection (60 s), so that it is never closed just as it is used again.
const KEEP_ALIVE = ["--keepAliveTimeout", "75000"];

// Batches of payments live for a few milliseconds: with room for several of them the collector copies hardly any.
const ROOM = "--max-semi-space-size=64";

/**
 * `npm start`: refuses a configuration that could lose money or secrets, then serves the production build.
 *
 * Limits by address believe the last entry of `X-Forwarded-For` and nothing before it. So production stands behind
 * exactly one reverse proxy, which appends the address it was called from (nginx: `$proxy_add_x_forwarded_for`), and
 * this port is reachable for that proxy alone; otherwise a caller writes the entry, and chooses its own limit.
 */
async function start(): Promise<number> {
  const { env, forChild, port } = startEnvironment();
  const problems = await unsafeSettings(env.databaseUrls.app);
  if (problems.length > 0) throw new EnvError(problems);
  const next = join(dirname(createRequire(import.meta.url).resolve("next/package.json")), "dist/bin/next");
  const child = spawn(process.execPath, [ROOM, next, "start", "-p", port, ...KEEP_ALIVE], {
    stdio: "inherit",
    env: forChild,
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  const unreachable =
    error instanceof Error && "code" in error ? `The database cannot be reached (${error.code}).` : "";
  const message = error instanceof EnvError ? error.message : unreachable || String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
