import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { isDomainError } from "@/server/kernel/errors";
import { checkLedger } from "@/server/ledger/check/queries";
import { transactSql } from "@/server/platform/db";
import { setup, teardown } from "@/server/platform/test-cluster";
import { copyOfDatabase, type TestDatabase, testDatabase } from "@/server/platform/test-database";
import { issuedSha256, outcomeOf, PARTS, type Part, readyFor, tradeBeforePayDay } from "./settle-parts";
import { must } from "./soak-world";

const ROOT = join(import.meta.dirname, "..");
/** Who does a part, and who does it at the same moment; whoever drafts a file does not release it. */
const PEOPLE: Record<Part, readonly [string, string]> = {
  run: ["per_maker", "per_other"],
  draft: ["per_maker", "per_maker"],
  release: ["per_checker", "per_checker_2"],
  issue: ["per_maker", "per_checker"],
};

/** A part as it went when nothing disturbed it: the database before it, its statements, and what it left. */
type Calm = {
  readonly part: Part;
  readonly before: TestDatabase;
  readonly outcomeBefore: string;
  readonly statements: number;
  readonly outcomeAfter: string;
};

/** A pay-day that nothing disturbed, part by part, each part in a process of its own. */
export type CalmPayDay = {
  readonly parts: readonly Calm[];
  readonly sha256: string;
  readonly drop: () => Promise<void>;
};

/** Does a part in a process of its own. @returns the signal that ended it, and how many statements it had sent */
async function doApart(database: TestDatabase, part: Part, dieAt: number | null) {
  const asked = JSON.stringify({ part, personId: PEOPLE[part][0], dieAt });
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "bench/settle-child.ts"), asked], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      DATABASE_URL: database.urls.noren_app,
      DATABASE_OWNER_URL: database.urls.noren_owner,
    },
  });
  const said = text(child.stdout);
  const [, signal] = await once(child, "exit");
  return { signal, statements: Number(await said) };
}

/** Lives the pay-day that all others are compared with. Databases before each part are kept to be copied. */
export async function liveCalmPayDay(): Promise<CalmPayDay> {
  let database = await testDatabase();
  await tradeBeforePayDay();
  let outcome = await outcomeOf();
  const parts: Calm[] = [];
  for (const part of PARTS) {
    const after = await copyOfDatabase(database);
    const { signal, statements } = await doApart(after, part, null);
    must(signal === null && statements > 0, `the undisturbed ${part} ended with ${signal}`);
    const outcomeAfter = await outcomeOf();
    must(outcomeAfter !== outcome, `the undisturbed ${part} changed nothing`);
    parts.push({ part, before: database, outcomeBefore: outcome, statements, outcomeAfter });
    [database, outcome] = [after, outcomeAfter];
  }
  const sha256 = await issuedSha256();
  const last = database;
  const drop = async () => {
    await last.drop();
    for (const { before } of parts) await before.drop();
  };
  return { parts, sha256, drop };
}

/** The same part by two people at the same moment; at most a rule says no to one that came too late. */
async function doTwiceAtOnce(part: Part): Promise<void> {
  const works = await Promise.all(PEOPLE[part].map((personId) => readyFor(part, personId)));
  for (const result of await Promise.allSettled(works.map((work) => work())))
    must(result.status === "fulfilled" || isDomainError(result.reason), `${part}: ${String(result)}`);
}

/**
 * Kills a process with SIGKILL right after it has sent the given statement of a part. What it leaves is all of the part
 * or nothing; then two people at once do that part again and all that follow, and payouts, books, log and the bytes of
 * the file are those of the undisturbed day.
 * @throws Error with what differs
 */
export async function killAt(day: CalmPayDay, part: Part, statement: number): Promise<void> {
  const first = PARTS.indexOf(part);
  const calm = day.parts[first];
  if (calm === undefined) throw new Error("no such part");
  const where = `${part} killed at statement ${statement} of ${calm.statements}`;
  const database = await copyOfDatabase(calm.before);
  try {
    const { signal } = await doApart(database, part, statement);
    must(signal === "SIGKILL", `${where}: it ended with ${signal}`);
    const left = await outcomeOf();
    must(left === calm.outcomeBefore || left === calm.outcomeAfter, `${where} left a part: ${left}`);
    for (const next of day.parts.slice(first)) {
      await doTwiceAtOnce(next.part);
      const outcome = await outcomeOf();
      must(outcome === next.outcomeAfter, `${where}, then ${next.part} came to ${outcome}`);
    }
    must((await issuedSha256()) === day.sha256, `${where}: the file has other bytes`);
    must((await transactSql("jobs", checkLedger)).ok, `${where}: the books are not whole`);
  } finally {
    await database.drop();
  }
}

/** `npm run soak -- --kills`: SIGKILL at every numbered statement of a settlement run and of its file's way to the bank. */
export async function soakKills(): Promise<boolean> {
  await setup();
  try {
    const day = await liveCalmPayDay();
    let kills = 0;
    for (const { part, statements } of day.parts) {
      for (let statement = 1; statement <= statements; statement += 1) {
        await killAt(day, part, statement);
        kills += 1;
      }
      process.stderr.write(`${part}: killed at each of ${statements} statements\n`);
    }
    await day.drop();
    process.stdout.write(`${JSON.stringify({ ok: true, kills, sha256: day.sha256 })}\n`);
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.stdout.write(`${JSON.stringify({ ok: false })}\n`);
    return false;
  } finally {
    await teardown();
  }
}
