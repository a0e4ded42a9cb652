import { execFileSync, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Runs the real program without a database anywhere near. */
function noren(...args: string[]): { code: number | null; out: string; err: string } {
  const environment = { PATH: process.env.PATH, NODE_ENV: "test" as const, TZ: "Asia/Kathmandu" };
  const run = spawnSync(process.execPath, ["--import", "tsx", join(ROOT, "server/cli.ts"), ...args], {
    cwd: ROOT,
    env: environment,
    encoding: "utf8",
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

describe("the command line keeps its contract", () => {
  test("0: with --json one document on standard output and nothing else", () => {
    const { code, out, err } = noren("calendar", "bank-day", "2026-12-30", "--offset", "1", "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toEqual({
      day: "2026-12-30",
      bankDay: true,
      holiday: null,
      offset: 1,
      result: "2027-01-04",
    });
  });

  test("1: what a command finds is its answer", () => {
    const { code, out } = noren("corporate-number", "2180301018771", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ valid: false, computed: 1, given: 2 });
  });

  test.each([
    ["no command", []],
    ["an unknown command", ["ledgr"]],
    ["an unknown option", ["ledger", "check", "--fast"]],
    ["a missing argument", ["emv", "inspect"]],
    ["a group without its command", ["calendar"]],
    ["a day that does not exist", ["calendar", "bank-day", "2026-02-30"]],
    ["a duration that is none", ["clock", "advance", "soon"]],
    ["a kana without a name", ["zengin", "kana"]],
    ["a bank file without a folder", ["settlement", "bank-file", "run_1"]],
    ["a run without a day", ["settlement", "run", "--as", "a@b.example"]],
    ["a network without a size", ["demo", "seed"]],
    ["a session of nobody", ["session"]],
    ["an audit without a verb", ["audit"]],
    ["a number that is missing", ["corporate-number"]],
    ["a report that does not exist", ["reconcile", "/nowhere/transactionItems_NOREN_20261122_001.csv"]],
    ["an import without its merchant", ["import", "stores", "package.json", "--as", "a@b.example"]],
    ["a rotation by nobody", ["keys", "rotate"]],
    ["a repetition by nobody", ["jobs", "retry"]],
    ["a backup to nowhere", ["backup"]],
    ["a restore from nothing", ["restore"]],
  ])("2: %s is wrong usage, told with the help on standard error", (_name, args) => {
    const { code, out, err } = noren(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/Usage: noren/);
  });

  test.each([
    ["ledger check", ["ledger", "check"]],
    ["audit verify", ["audit", "verify"]],
    ["jobs list", ["jobs", "list"]],
    ["keys rotate", ["keys", "rotate", "--as", "a@b.example"]],
    ["backup", ["backup", "--out", join(tmpdir(), "noren-no-backup-here")]],
  ])("3: %s without a system that is reachable is told from a finding", (_name, args) => {
    const { code, out, err } = noren(...args, "--json");
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(/DATABASE_URL|npm run up/);
  });

  test("help that is asked for is no mistake", () => {
    const out = execFileSync(process.execPath, ["--import", "tsx", join(ROOT, "server/cli.ts"), "--help"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(out).toMatch(/Usage: noren/);
  });
});
