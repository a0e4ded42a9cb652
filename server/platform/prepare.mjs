// What must be there before Noren's own code can run: packages, the Prisma client, the production build.
// Plain JavaScript on Node alone, because it runs before node_modules exist.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

const BUILD_SOURCES = [
  "app",
  "server",
  "messages",
  "prisma/schema",
  "public",
  "next.config.js",
  "proxy.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

const running = new Set();

/** Ends what `run` has started and not finished. */
export function endRuns() {
  for (const child of running) child.kill("SIGTERM");
}

/** Runs a program to its end; its output is shown only when it fails. */
export function run(command, args, { env = {}, quiet = true } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"];
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio });
    running.add(child);
    child.once("close", () => running.delete(child));
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(" ")} ended with ${code}\n${output}${errors}`));
    });
  });
}

/** Are the packages on disk the ones that the lock file names? Reads npm's own record of what it installed. */
export function isInstalled() {
  const record = join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
  const found = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || found[path]?.version === entry.version) return true;
    return (
      found[path] === undefined &&
      (entry.optional === true || entry.peer === true || entry.devOptional === true)
    );
  });
}

export async function install() {
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund"];
  const env = { PRISMA_SKIP_POSTINSTALL_GENERATE: "1", NODE_ENV: "development" };
  if (npm?.endsWith(".js")) await run(process.execPath, [npm, ...args], { env });
  else await run("npm", args, { env });
}

export async function generate() {
  await run(process.execPath, [join(ROOT, ".ci/generate.mjs")]);
}

/** Builds for production when a source has changed since the last build. Returns whether it built. */
export async function build() {
  const stamp = join(ROOT, ".next/noren-sources");
  const wanted = hashOf(BUILD_SOURCES);
  const fresh =
    existsSync(join(ROOT, ".next/BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (fresh) return false;
  await run(process.execPath, [join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  writeFileSync(stamp, wanted);
  return true;
}

function hashOf(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths) addTo(hash, path);
  return hash.digest("hex");
}

function addTo(hash, path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return;
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch {
    hash.update(path).update(readFileSync(full));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (!/\.test\.tsx?$/.test(entry.name)) addTo(hash, `${path}/${entry.name}`);
  }
}
