import { existsSync, readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { importStores } from "@/server/directory/import/stores/commands";
import { readStoreTable } from "@/server/directory/import/stores/schema";
import { isDomainError } from "@/server/kernel/errors";
import { actAs } from "./acting";
import { answer, endWithFindings } from "./output";

function existing(path: string): string {
  if (!existsSync(path)) throw new InvalidArgumentError("There is no such file.");
  return path;
}

/** The network's people import for any merchant, a merchant's managers for their own. */
async function importer(email: string, merchantId: string) {
  try {
    return await actAs(email, "store:import");
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return actAs(email, "code:manage", merchantId);
  }
}

/** `noren import stores FILE`: a table of stores, row by row. */
export function importCommand(): Command {
  const stores = new Command("stores")
    .description("add the stores of a CSV (UTF-8 or CP932) to a merchant; safe to repeat")
    .argument("<file>", "path of the file", existing)
    .requiredOption("--merchant <id>", "the merchant")
    .requiredOption("--as <email>", "the person who acts")
    .option("--dry-run", "check every row and change nothing")
    .action(
      async (file: string, { merchant, as, dryRun }: { merchant: string; as: string; dryRun?: boolean }) => {
        const table = readStoreTable(readFileSync(file));
        if (!table.ok) {
          answer({ ok: false, missingColumns: table.missing, rows: [] });
          endWithFindings();
          return;
        }
        const input = { merchantId: merchant, rows: table.rows, dryRun: dryRun === true };
        const rows = await importStores(await importer(as, merchant), input);
        const failed = rows.filter((row) => !row.ok).length;
        const known = rows.filter((row) => row.ok && row.known).length;
        answer({
          ok: failed === 0,
          added: rows.length - failed - known,
          known,
          failed,
          dryRun: input.dryRun,
          rows,
        });
        if (failed > 0) endWithFindings();
      },
    );
  return new Command("import").description("tables into the network").addCommand(stores);
}
