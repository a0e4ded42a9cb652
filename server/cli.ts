import { Command, CommanderError } from "commander";
import { auditCommand } from "./cli/audit";
import { backupCommand, restoreCommand } from "./cli/backup";
import { calendarCommand } from "./cli/calendar";
import { clockCommand } from "./cli/clock";
import { codeCommand } from "./cli/codes";
import { corporateNumberCommand } from "./cli/corporate-number";
import { demoCommand } from "./cli/demo";
import { emvCommand } from "./cli/emv";
import { exitCodeOf, explain } from "./cli/failure";
import { importCommand } from "./cli/import";
import { jobsCommand } from "./cli/jobs";
import { keysCommand } from "./cli/keys";
import { ledgerCommand } from "./cli/ledger";
import { answerInJson } from "./cli/output";
import { postersCommand } from "./cli/posters";
import { reconcileCommand } from "./cli/reconcile";
import { sessionCommand } from "./cli/session";
import { settlementCommand } from "./cli/settlement";
import { zenginCommand } from "./cli/zengin";
import { closeDatabase } from "./platform/db";
import { isMain } from "./platform/main-module";

/** Every group of commands; a domain adds its file of `cli/` here. */
const GROUPS = [
  sessionCommand,
  emvCommand,
  codeCommand,
  postersCommand,
  zenginCommand,
  clockCommand,
  calendarCommand,
  corporateNumberCommand,
  ledgerCommand,
  auditCommand,
  settlementCommand,
  reconcileCommand,
  importCommand,
  keysCommand,
  backupCommand,
  restoreCommand,
  jobsCommand,
  demoCommand,
];

/** The command `noren` with all its groups. */
export function norenCommand(): Command {
  const noren = new Command("noren").description("Noren from the command line");
  for (const group of GROUPS) noren.addCommand(group());
  for (const command of everyCommand(noren)) {
    command.exitOverride().showHelpAfterError().helpCommand(false);
    if (command.commands.length === 0) command.option("--json", "one JSON document on standard output");
  }
  return noren.hook("preAction", (_noren, command) => answerInJson(command.opts().json === true));
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** Runs one command line and lets go of the database afterwards. */
export async function runNoren(args: readonly string[]): Promise<void> {
  try {
    await norenCommand().parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    // Commander has already written what was wrong with the words, and the help.
    if (!(error instanceof CommanderError)) explain(error);
  } finally {
    await closeDatabase();
  }
}

if (isMain(import.meta.url)) await runNoren(process.argv.slice(2));
