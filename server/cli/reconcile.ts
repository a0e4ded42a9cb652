import { createReadStream, existsSync } from "node:fs";
import { basename } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { jobDeps } from "@/server/api/entry";
import { transactSql } from "@/server/platform/db";
import { tryReports } from "@/server/settlement/reconciliation/trial/commands";
import { commandId } from "./acting";
import { answer, endWithFindings } from "./output";

function existing(path: string, before: readonly string[] | undefined): string[] {
  if (!existsSync(path)) throw new InvalidArgumentError("There is no such file.");
  return [...(before ?? []), path];
}

/** `noren reconcile FILE…`: the network's reports against Noren's own books, row by row; nothing is kept. */
export function reconcileCommand(): Command {
  return new Command("reconcile")
    .description("compare transactionItems_… and settlementSummary_… files of the network with the books")
    .argument("<files...>", "files of the network", existing)
    .option("--all", "list the rows that match too")
    .action(async (paths: readonly string[], { all }: { all?: boolean }) => {
      const files = paths.map((path) => ({ name: basename(path), read: () => createReadStream(path) }));
      const deps = jobDeps("reconcile", commandId());
      const trial = await transactSql("jobs", (sql, client) =>
        tryReports(sql, client, { deps, files, all: all === true }),
      );
      answer(trial);
      if (!trial.ok) endWithFindings();
    });
}
