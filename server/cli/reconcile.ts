import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { transactSql } from "@/server/platform/db";
import { listOwnItems } from "@/server/settlement/reconciliation/queries";
import {
  compareItems,
  compareSums,
  type ItemsFile,
  latestEditions,
  type SummaryFile,
} from "@/server/settlement/reconciliation/rules";
import { readReport } from "@/server/settlement/reconciliation/schema";
import { answer, endWithFindings } from "./output";

function existing(path: string, before: readonly string[] | undefined): string[] {
  if (!existsSync(path)) throw new InvalidArgumentError("There is no such file.");
  return [...(before ?? []), path];
}

/** `noren reconcile FILE…`: the network's reports against Noren's own books, row by row. */
export function reconcileCommand(): Command {
  return new Command("reconcile")
    .description("compare transactionItems_… and settlementSummary_… files of the network with the books")
    .argument("<files...>", "files of the network", existing)
    .option("--all", "list the rows that match too")
    .action(async (paths: readonly string[], { all }: { all?: boolean }) => {
      const read = paths.map((path) => readReport(basename(path), readFileSync(path, "utf8")));
      const problems = read.flatMap((file) => ("problem" in file ? [file] : []));
      const files = latestEditions(read.filter((file): file is ItemsFile => "items" in file));
      const summaries = latestEditions(read.filter((file): file is SummaryFile => "sums" in file));
      const verdicts = compareItems(files, await transactSql("jobs", (sql) => listOwnItems(sql, files)));
      const sums = compareSums(summaries, files);
      const count = (of: string) => verdicts.filter(({ verdict }) => verdict === of).length;
      const differing = verdicts.filter(({ verdict }) => verdict !== "matched");
      const ok = problems.length + differing.length + sums.length === 0;
      const counts = {
        matched: count("matched"),
        missing: count("missing"),
        extra: count("extra") + count("duplicate"),
        different: count("different"),
      };
      answer({ ok, ...counts, rows: all ? verdicts : differing, sums, problems });
      if (!ok) endWithFindings();
    });
}
