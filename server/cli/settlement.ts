import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { type Day, parseDay } from "@/server/kernel/calendar";
import { issueRunFiles } from "@/server/settlement/bank-file/commands";
import { runSettlement } from "@/server/settlement/run/commands";
import { actAs } from "./acting";
import { answer } from "./output";

function dayArgument(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new InvalidArgumentError("Give a day such as 2026-11-30.");
  return day;
}

/** `noren settlement`: closing periods, and the transfer files that two people have released. */
export function settlementCommand(): Command {
  const run = new Command("run")
    .description("close every period through a day")
    .requiredOption("--through <day>", "the last day of the period, YYYY-MM-DD in JST", dayArgument)
    .requiredOption("--as <email>", "the person who acts")
    .action(async ({ through, as }: { through: Day; as: string }) => {
      answer({
        ok: true,
        ...(await runSettlement(await actAs(as, "settlement:run"), { throughOn: through })),
      });
    });
  const files = new Command("bank-file")
    .description("write the released transfer files of a run")
    .argument("<run>", "the run's id")
    .requiredOption("--out <folder>", "where the files are written")
    .requiredOption("--as <email>", "the person who acts")
    .action(async (runId: string, { out, as }: { out: string; as: string }) => {
      const issued = await issueRunFiles(await actAs(as, "settlement:prepare"), { runId });
      mkdirSync(out, { recursive: true });
      for (const file of issued) writeFileSync(join(out, file.name), file.content, { mode: 0o600 });
      answer({ ok: true, files: issued.map(({ name, sha256 }) => ({ name, sha256 })) });
    });
  return new Command("settlement").description("periods and payouts").addCommand(run).addCommand(files);
}
