import { Command } from "commander";
import { poolFor, sqlOfClient } from "@/server/platform/db";
import { listDeadJobs, listQueueStandings, retryDeadJobs } from "@/server/platform/jobs-queue";
import { actAs } from "./acting";
import { answer, endWithFindings } from "./output";

/** `noren jobs`: background work, and what it could not do. */
export function jobsCommand(): Command {
  const list = new Command("list")
    .description("how the queues stand, and the jobs whose attempts are used up")
    .action(async () => {
      const sql = sqlOfClient(poolFor("jobs"));
      const dead = await listDeadJobs(sql);
      answer({ ok: dead.length === 0, queues: await listQueueStandings(sql), dead });
      if (dead.length > 0) endWithFindings();
    });
  const retry = new Command("retry")
    .description("send the dead jobs once more")
    .requiredOption("--as <email>", "the person who acts")
    .action(async ({ as }: { as: string }) => {
      await actAs(as, "settlement:run");
      answer({ ok: true, retried: await retryDeadJobs(sqlOfClient(poolFor("jobs"))) });
    });
  return new Command("jobs").description("background work").addCommand(list).addCommand(retry);
}
