import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { toDay } from "@/server/kernel/calendar";
import { writeZengin } from "@/server/settlement/bank-file/document";

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

describe("transfer files and the names in them", () => {
  const folder = mkdtempSync(join(tmpdir(), "noren-zengin-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const account = { bankCode: "9999", bankName: "ﾃｽﾄ", branchCode: "001", branchName: "ﾎﾝﾃﾝ" };
  const good = writeZengin({
    header: {
      ...account,
      clientCode: "1234567890",
      clientName: "ﾉﾚﾝ",
      transferOn: toDay("2027-01-05"),
      accountType: "1",
      accountNumber: "0000123",
    },
    rows: [
      { ...account, accountType: "2", accountNumber: "7654321", payeeName: "ｶ)ﾉﾚﾝ", amountYen: 12_345n },
    ],
    separator: "crlf",
  });
  const inspection = z.strictObject({
    ok: z.boolean(),
    records: z.number(),
    count: z.number(),
    totalYen: z.string(),
    separator: z.string(),
    findings: z.array(
      z.strictObject({
        record: z.number(),
        field: z.string(),
        code: z.string(),
        severity: z.enum(["error", "warning"]),
        message: z.string().min(1),
      }),
    ),
  });
  function inspect(content: Uint8Array, ...options: string[]) {
    const file = join(folder, "file.txt");
    writeFileSync(file, content);
    const { code, out } = noren("zengin", "inspect", file, ...options, "--json");
    return { code, ...inspection.parse(JSON.parse(out)) };
  }

  test("0: a good file has no findings, and one with faults of form passes when lenient", () => {
    const whole = { ok: true, records: 4, count: 1, totalYen: "12345", separator: "crlf", findings: [] };
    expect(inspect(good)).toEqual({ code: 0, ...whole });
    const byLineFeeds = Buffer.from(Buffer.from(good).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
    expect(inspect(byLineFeeds, "--lenient")).toMatchObject({ code: 0, ok: true, separator: "lf" });
    expect(inspect(byLineFeeds)).toMatchObject({ code: 1, ok: false, findings: [{ code: "separator" }] });
  });

  test.each([
    ["an empty file", new Uint8Array(), "file_empty"],
    ["a file that was cut", good.subarray(0, 300), "record_length"],
  ])("1: %s is answered with findings, also when lenient", (_name, content, finding) => {
    const { code, ok, findings } = inspect(content, "--lenient");
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(findings.map((one) => one.code)).toContain(finding);
  });

  test("2: a file that does not exist is wrong usage", () => {
    const { code, out } = noren("zengin", "inspect", join(folder, "nowhere.txt"));
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("0: a name is given in its transfer form, and nothing else stands on standard output", () => {
    expect(noren("zengin", "kana", "株式会社 ショップ のれん")).toMatchObject({
      code: 0,
      out: "ｶ)ｼﾖﾂﾌﾟ ﾉﾚﾝ\n",
    });
  });

  test.each([
    ["kanji", "のれん商店", ["商", "店"]],
    ["nothing", "", []],
    ["a name of 31 bytes", "ア".repeat(31), []],
  ])("1: %s is named, never guessed or cut", (_name, given, offending) => {
    const { code, out } = noren("zengin", "kana", given, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, offending });
  });
});
