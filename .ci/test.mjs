// `npm test`: everything that must pass, on a fresh clone, with no service started by hand.
// `npm run check` is the fast part: node .ci/test.mjs --fast. A word after the options runs only steps of that name.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, generate, isInstalled, ROOT } from "../server/platform/prepare.mjs";

const fast = process.argv.includes("--fast");
const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const reports = mkdtempSync(join(tmpdir(), "noren-test-"));
const AT_ONCE = 2;
const OUTPUT_LINES = 200;
const total = { passed: 0, failed: 0 };

function bin(name, path) {
  return join(ROOT, "node_modules", name, path);
}

const VITEST = bin("vitest", "vitest.mjs");
const BIOME = bin("@biomejs/biome", "bin/biome");

/** Steps in order of start; `needs` waits for another. Without `report` a step counts as one test. */
const STEPS = [
  { name: "generate", fast: true, work: generate },
  { name: "lockfile", fast: true, args: [".ci/complete-lock.mjs", "--check"] },
  { name: "format and lint", fast: true, args: [BIOME, "check", "--error-on-warnings"] },
  {
    name: "types",
    fast: true,
    needs: "generate",
    args: [bin("typescript", "bin/tsc"), "--noEmit", "-p", "."],
  },
  { name: "architecture", fast: true, needs: "generate", args: [".ci/architecture.mjs"] },
  { name: "unused code", fast: true, needs: "generate", args: [bin("knip", "bin/knip.js")] },
  vitest("pure tests", ["--project", "pure"], { fast: true }),
  vitest("calendar in Tokyo", ["--project", "pure", "calendar", "settlement"], { zone: "Asia/Tokyo" }),
  vitest("calendar in Los Angeles", ["--project", "pure", "calendar", "settlement"], {
    zone: "America/Los_Angeles",
  }),
  { name: "build", needs: "types", work: build },
  vitest("database tests", ["--project", "db"], { heavy: true }),
  journeys("walk", ["walk"]),
  journeys("pages", ["pages"]),
  journeys("guards", ["desk", "guards", "chain"]),
];

function vitest(name, args, { zone, ...rest }) {
  return {
    name,
    ...rest,
    needs: "generate",
    args: [VITEST, "run", ...args, "--reporter=default", "--reporter=json"],
    outputOption: "--outputFile.json=",
    env: () => (zone ? { NOREN_TEST_ZONE: zone } : {}),
    report: (content) => ({
      passed: content.numPassedTests,
      // A file that could not be loaded has no tests to fail.
      failed:
        content.numFailedTests +
        content.testResults.filter((one) => one.status === "failed" && one.assertionResults.length === 0)
          .length,
    }),
  };
}

/** A part of the journeys, on a system of its own: the parts share the build and nothing else. */
function journeys(part, projects) {
  return {
    name: `journeys: ${part}`,
    needs: "build",
    args: [bin("@playwright/test", "cli.js"), "test", ...projects.map((name) => `--project=${name}`)],
    env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report, NODE_ENV: "test", E2E_PART: part }),
    report: (content) => ({
      passed: content.stats.expected,
      failed: content.stats.unexpected + content.stats.flaky + content.errors.length,
    }),
  };
}

function spawnStep(step, report) {
  return new Promise((resolve) => {
    const args = step.outputOption ? [...step.args, `${step.outputOption}${report}`] : step.args;
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", ...step.env?.(report) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", (error) => resolve({ ok: false, output: String(error) }));
    child.on("close", (code) => {
      running.delete(child);
      resolve({ ok: code === 0, output });
    });
  });
}

async function workStep(step) {
  try {
    await step.work();
    return { ok: true, output: "" };
  } catch (error) {
    return { ok: false, output: error.message };
  }
}

async function runStep(step, number) {
  const startedAt = Date.now();
  const report = join(reports, `${number}.json`);
  const result = step.work ? await workStep(step) : await spawnStep(step, report);
  const counts = countOf(step, report, result.ok);
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6);
  console.log(
    `${counts.failed === 0 ? "ok  " : "FAIL"} ${seconds} s  ${step.name} (${counts.passed} passed, ${counts.failed} failed)`,
  );
  if (counts.failed > 0) console.log(result.output.split("\n").slice(-OUTPUT_LINES).join("\n"));
  return counts.failed === 0;
}

/** A step that ended badly has failed at least once, and one that ran no test has not passed. */
function countOf(step, report, ok) {
  const one = { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  if (!step.report) return one;
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counts = step.report(JSON.parse(readFileSync(report, "utf8")));
  if (counts.passed + counts.failed === 0 || (!ok && counts.failed === 0)) return { ...counts, failed: 1 };
  return counts;
}

const running = new Set();

/** Two cores: at most two steps at once, each after what it needs; what needs a failed step is not run. */
async function runAll(steps) {
  const waiting = steps.map((step, number) => ({ step, number }));
  const ended = new Map();
  const active = new Set();
  while (waiting.length > 0 || active.size > 0) {
    for (const item of [...waiting]) {
      const { needs } = item.step;
      const known = steps.some((step) => step.name === needs);
      if (active.size >= AT_ONCE || (known && !ended.has(needs))) continue;
      waiting.splice(waiting.indexOf(item), 1);
      if (known && ended.get(needs) === false && item.step.name !== "build") {
        ended.set(item.step.name, false);
        total.failed += 1;
        console.log(`FAIL    0.0 s  ${item.step.name} (not run: ${needs} failed)`);
        continue;
      }
      const job = runStep(item.step, item.number).then((ok) => {
        ended.set(item.step.name, ok);
        active.delete(job);
      });
      active.add(job);
    }
    await Promise.race(active);
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 1;
  });
}

if (!isInstalled()) {
  console.log("The packages are not the ones of package-lock.json: run npm ci first.");
  total.failed += 1;
} else {
  const named =
    only.length > 0 ? STEPS.filter((step) => only.some((word) => step.name.includes(word))) : STEPS;
  await runAll(named.filter((step) => step.fast || !fast));
}
rmSync(reports, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
