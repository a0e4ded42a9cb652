// Completes package-lock.json with the builds for other systems that a partial registry does not offer.
// npm leaves what it cannot find out of the lock file, and `npm ci` then refuses the lock file as incomplete,
// on every machine. The entries need no more than name, version and system: npm installs only its own system's.
// Run it after every `npm install`: node .ci/complete-lock.mjs (with --check it only looks).
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const text = readFileSync(file, "utf8");
const lock = JSON.parse(text);

const SYSTEMS = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  openharmony: "openharmony",
  win32: "win32",
  windows: "win32",
};
const PROCESSORS = {
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  x64: "x64",
  wasm32: "wasm32",
};

function entryFor(name, spec, parent) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => SYSTEMS[word]).filter(Boolean);
  const cpu = words.map((word) => PROCESSORS[word]).filter(Boolean);
  if (cpu.length === 0 && os.length === 0) return undefined;
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.includes("gnu") && os[0] === "linux"
      ? ["glibc"]
      : [];
  return {
    version: spec.replace(/^[^\d]*/, ""),
    cpu,
    ...(parent.dev && { dev: true }),
    ...(parent.devOptional && { devOptional: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
    ...(parent.peer && { peer: true }),
  };
}

function isKnown(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (lock.packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`]) return true;
    if (at === "" || !at.includes("/node_modules/")) return Boolean(lock.packages[`node_modules/${name}`]);
  }
}

const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, spec] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isKnown(path, name)) continue;
    const made = entryFor(name, spec, entry);
    if (!made) continue;
    lock.packages[`node_modules/${name}`] = made;
    added.push(name);
  }
}

if (added.length > 0 && process.argv.includes("--check")) {
  process.stderr.write(
    `package-lock.json lacks ${added.length} builds for other systems; run node .ci/complete-lock.mjs\n`,
  );
  process.exit(1);
}
if (added.length > 0) {
  const [root, ...rest] = Object.entries(lock.packages);
  const sorted = rest.sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries([root, ...sorted]);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stderr.write(`added ${added.length}\n`);
}
