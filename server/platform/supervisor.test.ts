import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createSupervisor, endLeftovers, isAlive, type Supervisor } from "./supervisor.mjs";

const folder = mkdtempSync(join(tmpdir(), "noren-supervisor-"));
// Starts a process of its own, as a web server does with its helpers, and says both numbers.
const PARENT = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
  process.stdout.write(process.pid + " " + child.pid + "\\n");
  setInterval(() => undefined, 1000);
`;
let supervisor: Supervisor | undefined;

afterEach(async () => {
  await supervisor?.stop();
});

function supervise(name: string, script: string) {
  const changes = vi.fn();
  const logFile = join(folder, `${name}.log`);
  const made = createSupervisor({ onChange: changes, say: () => undefined });
  supervisor = made;
  made.start({
    name,
    command: process.execPath,
    args: ["-e", script],
    cwd: folder,
    env: process.env,
    logFile,
  });
  const pids = () =>
    readFileSync(logFile, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number));
  return { made, changes, pids };
}

test("what is killed starts again, without what the dead process had started", async () => {
  const { made, changes, pids } = supervise("web", PARENT);
  const [first = 0, helper = 0] = await vi.waitFor(() => {
    const [line] = pids();
    expect(line).toHaveLength(2);
    return line ?? [];
  }, 10_000);
  process.kill(first, "SIGKILL");
  await vi.waitFor(() => expect(pids()).toHaveLength(2), 10_000);
  expect(made.pidOf("web")).toBe(pids()[1]?.[0]);
  expect(isAlive(helper)).toBe(false);
  expect(changes).toHaveBeenCalledTimes(2);
}, 30_000);

test("stopping leaves no process, also none that the stopped ones had started", async () => {
  const { made, pids } = supervise("stubborn", `process.on("SIGTERM", () => process.exit(0));${PARENT}`);
  const all = await vi.waitFor(() => {
    const [line = []] = pids();
    expect(line).toHaveLength(2);
    return line;
  }, 10_000);
  await made.stop();
  await vi.waitFor(() => expect(all.filter(isAlive)).toEqual([]), 10_000);
}, 30_000);

test("a number that now belongs to another program is left alone", async () => {
  const bystander = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { detached: true });
  const pid = bystander.pid ?? 0;
  await endLeftovers({ web: pid }, { web: "next-server" });
  expect(isAlive(pid)).toBe(true);
  const ended = new Promise((resolve) => bystander.once("exit", resolve));
  await endLeftovers({ web: pid }, { web: "setInterval" });
  await ended;
  expect(isAlive(pid)).toBe(false);
}, 30_000);
