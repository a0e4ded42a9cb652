import { createReadStream, existsSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { importStores } from "@/server/directory/import/stores/commands";
import { matchStoreColumns, type TypedStore, typedStore } from "@/server/directory/import/stores/schema";
import { detectForm, readTable } from "@/server/directory/import/table/document";
import { TableError, type TableRefusal } from "@/server/directory/import/table/rules";
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

type Table =
  | { readonly ok: true; readonly rows: readonly TypedStore[] }
  | { readonly ok: false; readonly refusal: TableRefusal };

async function rowsOf(file: string): Promise<Table> {
  try {
    const form = await detectForm(createReadStream(file));
    const rows: TypedStore[] = [];
    for await (const batch of readTable(createReadStream(file), form)) {
      const { columns } = matchStoreColumns(batch.header);
      rows.push(...batch.rows.map((row) => typedStore(columns, row)));
    }
    return { ok: true, rows };
  } catch (error) {
    if (error instanceof TableError) return { ok: false, refusal: error.refusal };
    throw error;
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
        const table = await rowsOf(file);
        if (!table.ok) {
          const { refusal } = table;
          answer({ ok: false, ...refusal, missingColumns: refusal.columns ?? [], rows: [] });
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
