import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";

const dataDir = mkdtempSync(join(tmpdir(), "noren-up-"));
const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)", "server/up.mjs"]);

afterEach(() => {
  other.kill("SIGKILL");
  rmSync(dataDir, { recursive: true });
});

test("a second `npm run up` beside a running one is refused and leaves the first one's files alone", async () => {
  const runtime = JSON.stringify({ url: "http://localhost:3000", pid: other.pid, processes: {} });
  writeFileSync(join(dataDir, "runtime.json"), runtime);
  const second = spawn(process.execPath, [resolve("server/up.mjs")], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  second.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(second, "close");
  expect(code).toBe(1);
  expect(said).toContain("already running at http://localhost:3000");
  expect(readFileSync(join(dataDir, "runtime.json"), "utf8")).toBe(runtime);
});
