import type { SystemScope } from "@/server/kernel/scope";
import { wallNow } from "@/server/platform/clock";
import type { Deps } from "@/server/platform/deps";
import { env } from "@/server/platform/env";
import type { RecurringJob } from "@/server/platform/jobs";
import { log } from "@/server/platform/log";
import { importReport } from "./commands";
import { listWaitingFiles, putAway, readWaitingFile, type WaitingFile } from "./gateway";

/** A file without its end may still be on its way; after this long it was cut. */
const WAITS_FOR_END_MS = 10 * 60_000;

/** Takes what lies in the watched folder, one file after the other. @returns how many were put away */
export async function takeWaitingReports(
  deps: Deps<SystemScope>,
  folder: string,
  nowMs: number,
): Promise<number> {
  let done = 0;
  for (const file of await listWaitingFiles(folder)) {
    if (await takeFile(deps, folder, { file, nowMs })) done += 1;
  }
  return done;
}

async function takeFile(
  deps: Deps<SystemScope>,
  folder: string,
  { file, nowMs }: { file: WaitingFile; nowMs: number },
): Promise<boolean> {
  const outcome = await importReport(deps, {
    name: file.name,
    source: "folder",
    content: readWaitingFile(file),
  });
  if (outcome.ok) {
    await putAway(folder, file);
    return true;
  }
  // The day of a file may end in a moment, and a transfer may be under way.
  const mayBecomeWhole = outcome.problem === "not_ended" || outcome.problem === "day_not_over";
  if (mayBecomeWhole && nowMs - file.changedAtMs < WAITS_FOR_END_MS) return false;
  log().warn({ file: file.name, problem: outcome.problem }, "report of the network refused");
  await putAway(folder, file, outcome);
  return true;
}

export const watchedFolderJob: RecurringJob = {
  name: "network-reports",
  everyMs: 15_000,
  run: (deps) => takeWaitingReports(deps, env().networkReportsDir, wallNow()),
};
