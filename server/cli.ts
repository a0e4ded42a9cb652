import { Command, CommanderError } from "commander";
import { exitCodeOf, explain } from "./cli/failure";
import { answerInJson } from "./cli/output";
import { closeDatabase } from "./platform/db";
import { isMain } from "./platform/main-module";

/** Every group of commands; a domain adds its file of `cli/` here. Read when it is asked for: most need little. */
const GROUPS: Readonly<Record<string, () => Promise<Command>>> = {
  session: async () => (await import("./cli/session")).sessionCommand(),
  emv: async () => (await import("./cli/emv")).emvCommand(),
  code: async () => (await import("./cli/codes")).codeCommand(),
  posters: async () => (await import("./cli/posters")).postersCommand(),
  zengin: async () => (await import("./cli/zengin")).zenginCommand(),
  clock: async () => (await import("./cli/clock")).clockCommand(),
  calendar: async () => (await import("./cli/calendar")).calendarCommand(),
  "corporate-number": async () => (await import("./cli/corporate-number")).corporateNumberCommand(),
  ledger: async () => (await import("./cli/ledger")).ledgerCommand(),
  audit: async () => (await import("./cli/audit")).auditCommand(),
  settlement: async () => (await import("./cli/settlement")).settlementCommand(),
  reconcile: async () => (await import("./cli/reconcile")).reconcileCommand(),
  import: async () => (await import("./cli/import")).importCommand(),
  keys: async () => (await import("./cli/keys")).keysCommand(),
  backup: async () => (await import("./cli/backup")).backupCommand(),
  restore: async () => (await import("./cli/backup")).restoreCommand(),
  jobs: async () => (await import("./cli/jobs")).jobsCommand(),
  demo: async () => (await import("./cli/demo")).demoCommand(),
};

/** The command `noren` with the group that is called, or with all of them when none of that name is there. */
async function norenCommand(name: string | undefined): Promise<Command> {
  const noren = new Command("noren").description("Noren from the command line");
  const called = name !== undefined && Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined;
  for (const group of called ? [called] : Object.values(GROUPS)) noren.addCommand(await group());
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
async function runNoren(args: readonly string[]): Promise<void> {
  try {
    await (await norenCommand(args[0])).parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    // Commander has already written what was wrong with the words, and the help.
    if (!(error instanceof CommanderError)) explain(error);
  } finally {
    await closeDatabase();
  }
}

if (isMain(import.meta.url)) await runNoren(process.argv.slice(2));
