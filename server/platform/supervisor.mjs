// Keeps a few processes running, starts again what dies, and leaves none behind.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

const STOP_AFTER_MS = 10_000;
const STEADY_MS = 30_000;

/** `onChange` hears of every start, so that the file with the process ids stays true. */
export function createSupervisor({ onChange, say }) {
  const members = new Map();
  let stopping = false;

  function launch(member) {
    mkdirSync(dirname(member.logFile), { recursive: true });
    const log = openSync(member.logFile, "a");
    // A process group of its own: Ctrl-C in the terminal reaches this program alone, which then stops in order.
    const child = spawn(member.command, member.args, {
      cwd: member.cwd,
      env: member.env,
      detached: true,
      stdio: ["ignore", log, log],
    });
    member.child = child;
    member.startedAt = Date.now();
    member.ended = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        resolve();
        if (!stopping && member.child === child) restart(member, signal ?? code);
      });
      child.once("error", resolve);
    });
    onChange();
  }

  function restart(member, reason) {
    // Whatever the dead process had started itself must not go on beside its successor.
    signalGroup(member.child.pid, "SIGKILL");
    const steady = Date.now() - member.startedAt > STEADY_MS;
    member.failures = steady ? 0 : member.failures + 1;
    const delayMs = Math.min(250 * 2 ** member.failures, 15_000);
    say(`${member.name} ended (${reason}) and starts again; its log: ${member.logFile}`);
    member.timer = setTimeout(() => {
      if (!stopping) launch(member);
    }, delayMs);
  }

  return {
    start(member) {
      const full = { ...member, failures: 0 };
      members.set(member.name, full);
      launch(full);
    },
    pidOf: (name) => members.get(name)?.child?.pid,
    failuresOf: (name) => members.get(name)?.failures ?? 0,
    /** Stops the processes one after the other, in the order of their start reversed. */
    async stop() {
      stopping = true;
      for (const member of [...members.values()].reverse()) {
        clearTimeout(member.timer);
        signalGroup(member.child.pid, "SIGTERM");
        const late = setTimeout(() => signalGroup(member.child.pid, "SIGKILL"), STOP_AFTER_MS);
        await member.ended;
        clearTimeout(late);
        signalGroup(member.child.pid, "SIGKILL");
      }
    },
  };
}

/** Ends processes that a killed run left behind, and nothing that merely has their number now. */
export async function endLeftovers(processes, marks) {
  for (const [name, pid] of Object.entries(processes)) {
    if (typeof pid !== "number" || !marks[name] || !commandOf(pid).includes(marks[name])) continue;
    signalGroup(pid, "SIGTERM");
    const deadline = Date.now() + STOP_AFTER_MS;
    while (isAlive(pid)) {
      if (Date.now() > deadline) signalGroup(pid, "SIGKILL");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return commandOf(pid) !== "";
  } catch {
    return false;
  }
}

export function commandOf(pid) {
  try {
    if (existsSync("/proc/self/cmdline"))
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

function signalGroup(pid, signal) {
  if (!pid) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}
